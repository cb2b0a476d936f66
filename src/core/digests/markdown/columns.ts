import type { Span } from '../../text/span.ts';
import { cellsOf, type ListLine } from './blocks.ts';
import { plainText } from './inline.ts';

/** Which columns of a table hold what, by their index from 0. */
export type Columns = Readonly<Partial<Record<Column, number>>>;
type Column = 'title' | 'authors' | 'date' | 'abstract';

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['title', /^(?:paper\s*)?titles?$|^papers?$|^name$|^标题$|^论文(?:标题)?$|^title\b/i],
  ['authors', /^authors?$|^作者$/i],
  ['date', /date|published|^year$|^when$|^日期$|^年份$/i],
  ['abstract', /abstract|summary|tl;?dr|^摘要$/i],
];

export function columnsOf(text: string, row: ListLine): Columns {
  const columns: Partial<Record<Column, number>> = {};
  cellsOf(text, row.line).forEach((cell, i) => {
    const name = plainText(text, cell);
    const kind = COLUMNS.find(([, pattern]) => pattern.test(name))?.[0];
    if (kind) columns[kind] ??= i;
  });
  return columns;
}

export function cellOf(cells: readonly Span[], columns: Columns | null, kind: Column): Span | null {
  return filled(cells[columns?.[kind] ?? -1]);
}

export function filled(cell: Span | null | undefined): Span | null {
  return cell && cell.end > cell.start ? cell : null;
}
