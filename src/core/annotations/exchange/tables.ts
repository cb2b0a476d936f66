import { closingOf } from '../fences.ts';
import { escapeQuote } from '../quote-text.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

const COLUMNS = [
  'citekey',
  'title',
  'paper',
  'kind',
  'field',
  'page',
  'quote',
  'comment',
  'color',
  'date',
  'annotator',
  'tags',
  'id',
] as const;

/** A paper with what goes out of it. */
export interface ExportedPaper {
  readonly key: string;
  readonly title: string;
  readonly citation: string;
  readonly annotations: readonly ExchangedAnnotation[];
}

/** A table for spreadsheets, with a head line. Source: RFC 4180; a cell that a spreadsheet would take for a formula has an apostrophe first. */
export function printCsv(papers: readonly ExportedPaper[]): string {
  const all = papers.flatMap(({ key, title, annotations }) =>
    annotations.map((one) => ({ key, title, one })),
  );
  const rows = all.map(({ key, title, one }) => [
    key,
    title,
    one.paper,
    one.kind,
    one.kind === 'remark' ? '' : (one.field ?? ''),
    one.page ?? '',
    one.exact,
    one.comment,
    one.color ?? '',
    one.date ?? '',
    one.annotator ?? '',
    one.tags.join(', '),
    one.id ?? '',
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What was marked in some papers, as a note to write on: a heading a paper, the quotes with where they are from, comments below. */
export function printMarkdown(papers: readonly ExportedPaper[]): string {
  return papers
    .filter(({ annotations }) => annotations.length > 0)
    .map(({ title, citation, annotations }) => {
      const parts = annotations.map(({ exact, comment, page }) => {
        const where = page === null ? `[${citation}]` : `[${citation}, p. ${page}]`;
        const quote = exact === '' ? [] : [`> ${escapeQuote(exact)} ${where}`];
        return [...quote, ...(comment === '' ? [] : [comment + closingOf(comment)])].join('\n\n');
      });
      return [`## ${escapeQuote(title)} [${citation}]`, ...parts].join('\n\n');
    })
    .join('\n\n')
    .concat('\n');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
