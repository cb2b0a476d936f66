import type { Section, Table } from './evaluation.ts';

const HEAD = `# Evaluation

Written by \`npm run eval\`. Every method runs in the same run, on the same texts, with the same settings for all collections; nothing is
tuned to one of them. The best value of a column is bold.
`;

/** The page of all sections. */
export function pageOf(sections: readonly Section[]): string {
  return `${HEAD}\n${sections.map(sectionText).join('\n\n')}\n`;
}

/** A page with these sections in place of those of the same title; new ones at its end. */
export function withSections(page: string, sections: readonly Section[]): string {
  const parts = page.split(/^(?=## )/m).map((part) => part.trim());
  for (const section of sections) {
    const text = sectionText(section);
    const at = parts.findIndex((part) => part.startsWith(`## ${section.title}\n`));
    if (at < 0) parts.push(text);
    else parts[at] = text;
  }
  return `${parts.join('\n\n')}\n`;
}

export function sectionText({ title, lead, tables, remarks }: Section): string {
  return [`## ${title}`, ...lead, ...tables.map(tableText), ...remarks].join('\n\n');
}

function tableText({ caption, columns, rows }: Table): string {
  const cells = rows.map((row) =>
    row.map((cell, column) => (typeof cell === 'number' ? number(cell, isBest(rows, column, cell)) : cell)),
  );
  const widths = columns.map((name, column) =>
    Math.max(...[name, ...cells.map((row) => row[column]!)].map((c) => c.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `${caption}\n\n${[line(columns), rule, ...cells.map(line)].join('\n')}`;
}

function number(value: number, best: boolean): string {
  const text = value.toFixed(3);
  return best ? `**${text}**` : text;
}

function isBest(rows: Table['rows'], column: number, value: number): boolean {
  return rows.every((row) => typeof row[column] !== 'number' || row[column] <= value);
}
