import { isoDate, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';
import { TextMapBuilder, type TextMap } from '../../text/text-map.ts';
import { trimSpan } from '../../text/unwrap.ts';
import { readAuthors } from '../arxiv/authors.ts';
import { bareEntry, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, ParsedDigest, Recognition } from '../format.ts';
import { listLines, type ListLine } from './blocks.ts';
import { appendPlain, isGeneric, paperLinks, plainText, type PaperLink } from './inline.ts';

/**
 * Lists of papers in Markdown, as weekly digests, awesome lists and daily tables have them: a heading, a list item or a table row with a
 * link to a paper is an entry. Written from such lists; there is no format.
 */
export const markdownList: DigestFormat = {
  id: 'markdown-list',
  label: 'Markdown list of papers',
  recognise,
  parse,
  fieldMap,
};

function recognise(source: DigestSource): Recognition {
  if (!/\.(?:md|markdown|qmd|rmd)$/i.test(source.path)) return 'no';
  const head = source.text.slice(0, 200_000);
  return listLines(head).some(
    (line) => isPlace(line) && paperLinks(head, line.span.start, line.span.end).length > 0,
  )
    ? 'name'
    : 'no';
}

function isPlace({ kind }: ListLine): boolean {
  return kind === 'heading' || kind === 'item' || kind === 'row';
}

/** What the columns of a table hold, by their index. */
type Columns = ReadonlyMap<number, 'title' | 'authors' | 'date' | 'abstract'>;

interface Found {
  readonly title: Span;
  readonly link: PaperLink;
  readonly line: ListLine;
  readonly columns: Columns | null;
}

function parse({ text }: DigestSource): ParsedDigest {
  const lines = listLines(text);
  const found = papersOf(text, lines);
  const sections = new Sections(text);
  const entries: Entry[] = [];
  let next = 0;
  lines.forEach((line, i) => {
    if (line.kind === 'heading' && found[next]?.line !== line) sections.enter(line);
    while (found[next]?.line === line) {
      const paper = found[next++]!;
      let until = i + 1;
      while (until < lines.length && !endsPaper(lines[until]!, line, found[next]?.line)) until++;
      entries.push(entryOf(text, paper, lines.slice(i + 1, until), sections.path()));
    }
  });
  return { entries, problems: [] };
}

/** Whether a paper's text ends before a line: at the next paper, or at what stands no deeper than its own line. */
function endsPaper(other: ListLine, own: ListLine, nextPaper: ListLine | undefined): boolean {
  if (other === nextPaper) return true;
  if (own.kind === 'row') return true;
  if (own.kind === 'heading') return other.kind === 'heading';
  return (
    other.kind === 'heading' || other.kind === 'row' || (other.kind === 'item' && other.level <= own.level)
  );
}

/** The headings around a paper: what a list says that it is about. */
class Sections {
  readonly #text: string;
  readonly #open: { level: number; name: string }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  enter(line: ListLine): void {
    while (this.#open.length > 0 && this.#open.at(-1)!.level >= line.level) this.#open.pop();
    this.#open.push({ level: line.level, name: plainText(this.#text, line.span) });
  }

  /** The innermost heading that is no date and no title of the whole list. */
  path(): readonly string[] {
    return this.#open
      .filter(({ level, name }) => level > 1 && /\p{L}{3}/u.test(name) && !/\d{4}/.test(name))
      .slice(-1)
      .map(({ name }) => detach(name));
  }
}

function papersOf(text: string, lines: readonly ListLine[]): Found[] {
  const found: Found[] = [];
  let columns: Columns | null = null;
  let heading: ListLine | null = null;
  lines.forEach((line, i) => {
    if (line.kind === 'row' && lines[i + 1] && isRule(text, lines[i + 1]!)) columns = columnsOf(text, line);
    else if (line.kind !== 'row') columns = null;
    if (line.kind === 'heading') heading = null;
    const links = paperLinks(text, line.span.start, line.span.end);
    const [link] = links;
    if (line.kind === 'heading' && !link) heading = line;
    if (!link) return;
    if (isPlace(line)) {
      const title = titleIn(text, line, links, columns);
      if (title) {
        found.push({ title, link: links.find((one) => one.arxiv) ?? link, line, columns });
        heading = null;
        return;
      }
    }
    // "### Title" with the links in the lines below.
    if (heading) {
      const above: ListLine = heading;
      found.push({ title: above.span, link, line: above, columns: null });
      heading = null;
    }
  });
  return found;
}

function isRule(text: string, { kind, span }: ListLine): boolean {
  return (
    kind === 'row' &&
    /^\|(?:\s*:?-+:?\s*\|?)+$/.test(text.slice(span.start, Math.min(span.end, span.start + 400)))
  );
}

const COLUMNS: readonly (readonly ['title' | 'authors' | 'date' | 'abstract', RegExp])[] = [
  ['title', /^(?:paper\s*)?titles?$|^papers?$|^name$|^标题$|^论文$/i],
  ['authors', /^authors?$|^作者$/i],
  ['date', /date|published|^year$|^when$|^日期$/i],
  ['abstract', /abstract|summary|tl;?dr|^摘要$/i],
];

function columnsOf(text: string, row: ListLine): Columns {
  const columns = new Map<number, 'title' | 'authors' | 'date' | 'abstract'>();
  row.cells.forEach((cell, i) => {
    const name = plainText(text, cell);
    const kind = COLUMNS.find(([, pattern]) => pattern.test(name))?.[0];
    if (kind && ![...columns.values()].includes(kind)) columns.set(i, kind);
  });
  return columns;
}

function cellOf(line: ListLine, columns: Columns | null, kind: string): Span | null {
  for (const [i, name] of columns ?? []) {
    const cell = line.cells[i];
    if (name === kind && cell && cell.end > cell.start) return cell;
  }
  return null;
}

/** The title of a line: its own column, a link's text, bold text, or what stands before the first link. */
function titleIn(
  text: string,
  line: ListLine,
  links: readonly PaperLink[],
  columns: Columns | null,
): Span | null {
  const cell = cellOf(line, columns, 'title');
  if (cell) {
    const inside = links.filter(({ span }) => span.start >= cell.start && span.end <= cell.end);
    return inside.length === 0
      ? withoutMarks(text, cell)
      : (labelOf(text, inside) ?? beforeLinks(text, cell, inside[0]!));
  }
  const named = labelOf(text, links);
  if (named) return named;
  const home =
    line.cells.find(({ start, end }) => start <= links[0]!.span.start && links[0]!.span.end <= end) ??
    line.span;
  const bold = /\*\*([^*\n]{6,300})\*\*/.exec(text.slice(home.start, home.end));
  if (bold && !isGeneric(plainText(text, spanAt(home.start + bold.index + 2, bold[1]!))))
    return spanAt(home.start + bold.index + 2, bold[1]!);
  return beforeLinks(text, home, links[0]!);
}

function labelOf(text: string, links: readonly PaperLink[]): Span | null {
  for (const { label } of links)
    if (label && !isGeneric(plainText(text, label))) return withoutMarks(text, label);
  return null;
}

function beforeLinks(text: string, home: Span, link: PaperLink): Span | null {
  const before = text.slice(home.start, Math.max(home.start, link.span.start));
  const kept = before
    .replace(/\s*[([【（]?\s*(?:read more on|see|paper|link|arxiv|pdf)?\s*[:：]?\s*[([]?\s*$/i, '')
    .replace(/[\s,;:.·|—–-]+$/, '');
  const span = withoutMarks(text, { start: home.start, end: home.start + kept.length });
  return span && !isGeneric(plainText(text, span)) && plainText(text, span).length > 3 ? span : null;
}

function withoutMarks(text: string, span: Span): Span | null {
  let { start, end } = trimSpan(text, span);
  while (start < end && /[*_`"“\s]/.test(text[start]!)) start++;
  while (end > start && /[*_`"”\s]/.test(text[end - 1]!)) end--;
  return end > start ? { start, end } : null;
}

function spanAt(start: number, piece: string): Span {
  return { start, end: start + piece.length };
}

function entryOf(
  text: string,
  { title, link, line, columns }: Found,
  below: readonly ListLine[],
  subjects: readonly string[],
): Entry {
  const authors = cellOf(line, columns, 'authors');
  const abstract = cellOf(line, columns, 'abstract') ?? abstractIn(text, below);
  const last = below.findLast(({ kind }) => kind !== 'blank');
  const bare = bareEntry(
    detach(plainText(text, title)),
    { start: line.line.start, end: Math.max(line.line.end, last?.line.end ?? 0) },
    title,
  );
  return {
    ...bare,
    spans: { ...bare.spans, abstract: abstract && { start: abstract.start, end: abstract.end } },
    ...authorsIn(text, authors, below),
    date: dateIn(text, cellOf(line, columns, 'date')),
    abstract: abstract ? detach(plainText(text, abstract)) : null,
    arxiv: link.arxiv?.id ?? null,
    arxivVersion: link.arxiv?.version ?? null,
    doi: link.doi,
    url: link.url,
    subjects,
  };
}

/** A paragraph below that says so, or that is long enough to be one. */
function abstractIn(text: string, below: readonly ListLine[]): Span | null {
  for (const { kind, span } of below) {
    if (kind === 'blank' || kind === 'row') continue;
    const lead = /^[*_]{0,3}(?:abstract|summary|tl;?dr|摘要)[*_]{0,3}\s*[:：.—-]\s*[*_]{0,3}\s*/i.exec(
      text.slice(span.start, Math.min(span.end, span.start + 60)),
    );
    if (lead && span.end - span.start > lead[0].length)
      return { start: span.start + lead[0].length, end: span.end };
    if (kind === 'text' && span.end - span.start > 150) return span;
  }
  return null;
}

function authorsIn(
  text: string,
  cell: Span | null,
  below: readonly ListLine[],
): Pick<Entry, 'authors' | 'authorCount'> {
  if (cell) return readAuthors(plainText(text, cell).replace(/\bet\.? ?al\.?$/i, ', et al'));
  for (const { span } of below.slice(0, 6)) {
    const line = plainText(text, { start: span.start, end: Math.min(span.end, span.start + 4000) });
    const named = /^(?:authors?|by|作者)\s*[:：]\s*(.+)$/i.exec(line);
    if (named) return readAuthors(named[1]!);
  }
  return { authors: [], authorCount: null };
}

function dateIn(text: string, cell: Span | null): IsoDate | null {
  const match =
    cell && /(?<!\d)((?:19|20)\d{2})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/.exec(plainText(text, cell));
  if (!match) return null;
  const [year, month, day] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  return isoDate(year!, month, day) ?? isoDate(year!, month) ?? isoDate(year!);
}

function fieldMap({ text }: DigestSource, entry: Entry, field: 'title' | 'abstract'): TextMap | null {
  const span = entry.spans[field];
  if (!span) return null;
  const plain = new TextMapBuilder();
  appendPlain(text, span.start, span.end, plain);
  return foldedMap(plain.build());
}

/** White space folded and trimmed, as the value has it. */
function foldedMap(map: TextMap): TextMap {
  const built = new TextMapBuilder();
  const content = /\S+/g;
  let before = -1;
  for (let match = content.exec(map.text); match; match = content.exec(map.text)) {
    if (before >= 0) {
      const gap = map.toSource({ start: before, end: match.index });
      built.put(' ', gap.start, gap.end);
    }
    before = match.index + match[0].length;
    for (let i = match.index; i < before; i++) {
      const place = map.toSource({ start: i, end: i + 1 });
      built.put(map.text.charAt(i), place.start, place.end);
    }
  }
  return built.build();
}
