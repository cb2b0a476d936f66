import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { TextCollector, TextMapBuilder, type TextMap, type TextSink } from '../../text/text-map.ts';
import { appendUnwrapped, trimSpan } from '../../text/unwrap.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { columnsOf, type Column } from './columns.ts';
import { readTableAuthors } from './table-authors.ts';
import { RowReader, type Cell, type Row } from './rows.ts';

/**
 * Tables of papers as separated values: tabs, commas or semicolons, with a first row that names the columns, one of them the title.
 * Source: RFC 4180, and such tables of databases, reference managers, screening tools and archives.
 */
export const table: DigestFormat = {
  id: 'table',
  label: 'Table of papers (CSV, TSV)',
  recognise,
  parse,
  fieldMap,
};

/** So many rows are read between two steps. */
const STEP = 50;

interface Head {
  readonly reader: RowReader;
  readonly row: Row;
  readonly columns: ReadonlyMap<Column, number>;
}

const LONGEST_HEAD = 4000;

function headOf(text: string): Head | null {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const line = text.slice(start, start + LONGEST_HEAD);
  for (const separator of ['\t', ',', ';']) {
    if (!line.includes(separator)) continue;
    const reader = new RowReader(text, separator);
    const row = reader.read(start, null);
    if (!row || row.span.end - row.span.start > LONGEST_HEAD) continue;
    const columns = columnsOf(row.cells.map(({ start: from, end }) => text.slice(from, end)));
    if (columns) return { reader, row, columns };
  }
  return null;
}

function recognise({ text }: DigestSource): Recognition {
  return headOf(text) ? 'content' : 'no';
}

function* parse({ text }: DigestSource): Steps<ParsedDigest> {
  const head = headOf(text);
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  if (!head) return { entries, problems };
  const { reader, columns } = head;
  const width = head.row.cells.length;
  for (let at = reader.behind(head.row); ;) {
    const row = reader.read(at, width);
    if (!row) return { entries, problems };
    at = reader.behind(row);
    if (row.cells.every((cell) => isEmpty(text, cell))) continue;
    const entry = entryOf(text, row, columns);
    if (entries.length % STEP === 0) yield;
    if (entry) entries.push(entry);
    else
      problems.push({
        severity: 'warning',
        code: 'record-without-title',
        message: 'This row has no title; it is left out.',
        span: row.span,
      });
  }
}

function isEmpty(text: string, cell: Cell): boolean {
  const { start, end } = trimSpan(text, cell);
  return start === end;
}

function entryOf(text: string, row: Row, columns: ReadonlyMap<Column, number>): Entry | null {
  const cell = (column: Column): Cell | null => {
    const found = row.cells[columns.get(column) ?? -1];
    return found && !isEmpty(text, found) ? found : null;
  };
  const value = (column: Column): string | null => {
    const found = cell(column);
    return found && made(text, found, column === 'abstract');
  };
  const title = cell('title');
  if (!title) return null;
  const abstract = cell('abstract');
  const doiText = value('doi');
  const doi = doiText === null ? null : parseDoi(doiText.split(/[\s;]/)[0]!);
  const url = value('url');
  const arxiv =
    parseArxivId((value('arxiv') ?? '').replace(/^arxiv:\s*/i, '')) ??
    (doi === null ? null : arxivOfDoi(doi)) ??
    (url === null ? null : arxivOfUrl(url));
  const place = (found: Cell | null): Span | null => found && placeOf(text, found);
  const bare = bareEntry(made(text, title, false), row.span, place(title));
  return {
    ...bare,
    spans: {
      ...bare.spans,
      abstract: place(abstract),
      doi: doi === null ? null : place(cell('doi')),
      arxiv: arxiv ? place(cell('arxiv')) : null,
    },
    ...readTableAuthors(value('authors') ?? ''),
    date: dateOf(value('date') ?? ''),
    abstract: abstract && made(text, abstract, true),
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi,
    url: url !== null && /^https?:/i.test(url) ? url : null,
    venue: value('venue'),
    subjects: subjectsOf(value('subjects') ?? ''),
  };
}

function subjectsOf(words: string): string[] {
  return words
    .replace(/^\[|\]$/g, '')
    .split(/[;,|]/)
    .map((word) => detach(word.replace(/^[\s'"]+|[\s'"]+$/g, '')))
    .filter((word) => word !== '');
}

/** `2014-05-03`, `2014/05`, `2014//`, `3 May 2014`, `May 2014`, `2014`. */
function dateOf(text: string): IsoDate | null {
  const numbers = /(?<!\d)((?:1[5-9]|20)\d{2})(?:[-/.](\d{1,2})(?!\d))?(?:[-/.](\d{1,2})(?!\d))?/.exec(text);
  if (!numbers) return null;
  const name = /[A-Za-z]{3,9}/.exec(text)?.[0];
  const month =
    numbers[2] === undefined ? (name === undefined ? null : monthNumber(name)) : Number(numbers[2]);
  const day = numbers[3] ?? (numbers[2] === undefined ? /(?<!\d)(\d{1,2})(?!\d)/.exec(text)?.[1] : undefined);
  const year = Number(numbers[1]);
  if (month === null) return isoDate(year);
  return (
    (day === undefined ? null : isoDate(year, month, Number(day))) ?? isoDate(year, month) ?? isoDate(year)
  );
}

/** Without white space around, but straight behind its quote, which tells that it is quoted. */
function placeOf(text: string, cell: Cell): Span {
  const { start, end } = trimSpan(text, cell);
  return cell.quoted ? { start: cell.start, end } : { start, end };
}

function made(text: string, cell: Cell, paragraphs: boolean): string {
  const { start, end } = trimSpan(text, cell);
  const raw = text.slice(start, end);
  if (!/["\n]/.test(raw)) return detach(raw);
  const to = new TextCollector();
  appendCell(text, placeOf(text, cell), paragraphs, to);
  return detach(to.text);
}

/** A cell's text: doubled quotes of a quoted cell are one. A cell without outer quotes has no doubled ones that mean anything else. */
function appendCell(text: string, span: Span, paragraphs: boolean, to: TextSink): void {
  const quoted = text.charCodeAt(span.start - 1) === 34;
  appendUnwrapped(text, span, to, { paragraphs, ...(quoted ? { piece: appendUnquoted } : {}) });
}

function appendUnquoted(whole: string, start: number, end: number, to: TextSink): void {
  const source = whole.slice(0, end);
  let from = start;
  for (let at = source.indexOf('""', from); at >= 0; at = source.indexOf('""', from)) {
    to.copy(source, from, at);
    to.put('"', at, at + 2);
    from = at + 2;
  }
  to.copy(source, from, end);
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const built = new TextMapBuilder();
  appendCell(text, span, field === 'abstract', built);
  return built.build();
}
