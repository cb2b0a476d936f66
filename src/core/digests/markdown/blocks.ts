import type { Span } from '../../text/span.ts';
import { trimSpan } from '../../text/unwrap.ts';

/** A heading, list item, table row or other line of a list, without its marks. */
export interface ListLine {
  readonly kind: 'heading' | 'item' | 'row' | 'text' | 'blank';
  /** What stands behind the marks; a row's may run over several lines. */
  readonly span: Span;
  /** The whole line or lines. */
  readonly line: Span;
  /** A heading's level, or how far an item is indented. */
  readonly level: number;
  /** A row's cells. */
  readonly cells: readonly Span[];
}

/** A row that was broken inside a cell goes on for at most so many lines. */
const LONGEST_ROW = 6;

/** The lines of a Markdown list as far as lists of papers use Markdown; fenced code is left out. */
export function listLines(text: string): ListLine[] {
  const lines: ListLine[] = [];
  let fence: string | null = null;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    let end = endOfLine(text, at);
    const trimmed = trimSpan(text, { start: at, end });
    const first = text[trimmed.start];
    const marks = /^(`{3,}|~{3,})/.exec(
      text.slice(trimmed.start, Math.min(trimmed.end, trimmed.start + 10)),
    )?.[1];
    if (marks !== undefined && (fence === null || marks.startsWith(fence)))
      fence = fence === null ? marks : null;
    else if (fence === null) {
      if (first === '|' && trimmed.end > trimmed.start + 1) end = endOfRow(text, at, end);
      lines.push(lineOf(text, at, trimSpan(text, { start: at, end })));
    }
    at = end + 1;
  }
  return lines;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A cell may hold line ends that its writer forgot: the row goes on up to a line that ends with a bar. */
function endOfRow(text: string, start: number, firstEnd: number): number {
  let end = firstEnd;
  for (let i = 0; i < LONGEST_ROW; i++) {
    const { end: last } = trimSpan(text, { start, end });
    if (text[last - 1] === '|') return end;
    const next = endOfLine(text, end + 1);
    if (end >= text.length || /^\s*(?:\||#|$)/.test(text.slice(end + 1, Math.min(next, end + 40)))) break;
    end = next;
  }
  return text[trimSpan(text, { start, end }).end - 1] === '|' ? end : firstEnd;
}

function lineOf(text: string, at: number, line: Span): ListLine {
  const raw = text.slice(line.start, line.end);
  const made = (
    kind: ListLine['kind'],
    skip: number,
    level: number,
    cells: readonly Span[] = [],
  ): ListLine => ({
    kind,
    span: trimSpan(text, { start: line.start + skip, end: line.end }),
    line,
    level,
    cells,
  });
  if (raw === '') return made('blank', 0, 0);
  const heading = /^(#{1,6})[ \t]+/.exec(raw);
  if (heading) return made('heading', heading[0].length, heading[1]!.length);
  if (raw.startsWith('|')) return made('row', 0, 0, cellsOf(text, line));
  const item = /^(?:[-*+•]|\d{1,4}[.)])[ \t]+(?:\[[ xX/]\][ \t]+)?/.exec(raw);
  if (item) return made('item', item[0].length, line.start - at);
  return made('text', /^>+[ \t]*/.exec(raw)?.[0].length ?? 0, 0);
}

function cellsOf(text: string, { start, end }: Span): Span[] {
  const cells: Span[] = [];
  let from = start + 1;
  for (let i = from; i < end; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '|') {
      cells.push(trimSpan(text, { start: from, end: i }));
      from = i + 1;
    }
  }
  if (from < end) cells.push(trimSpan(text, { start: from, end }));
  return cells;
}
