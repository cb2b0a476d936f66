import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import { trimSpan } from '../../text/unwrap.ts';

/** A heading, list item, table row or other line of a list, without its marks. */
export interface ListLine {
  readonly kind: 'heading' | 'item' | 'row' | 'text' | 'blank';
  /** What stands behind the marks; a row's may run over several lines. */
  readonly span: Span;
  /** The whole line or lines. */
  readonly line: Span;
  /** A heading's level (7 for a line in bold), or how far an item or text is indented. */
  readonly level: number;
}

/** So many lines are read between two steps. */
const STEP = 2000;

/** A row that was broken inside a cell goes on for at most so many lines. */
const LONGEST_ROW = 6;

/** The level of a line that is bold as a whole: below all headings. */
export const BOLD = 7;

/** The lines of a Markdown list as far as lists of papers use Markdown; fenced code and comments are left out. */
export function* listLines(text: string): Steps<ListLine[]> {
  const lines: ListLine[] = [];
  const hidden = new Hidden(text);
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    let end = endOfLine(text, at);
    let start = at;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    const code = text.charCodeAt(start);
    const skipped = code === 96 || code === 126 || code === 60 ? hidden.endAt(start, end) : 0;
    if (skipped > 0) {
      at = skipped;
      continue;
    }
    if (code === 124 && start < end) end = endOfRow(text, at, end);
    let last = end;
    while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
    const line = lineOf(text, at, { start, end: last });
    const above = lines.at(-1);
    const inTable =
      above?.kind === 'row' && above.line.end === at - 1 && line.kind === 'text' && hasBar(text, line);
    if (line.kind === 'text' && above?.kind === 'text' && isRule(text, line.line) && hasBar(text, above)) {
      // A table without bars at its sides is told by the rule below its first row.
      lines[lines.length - 1] = { ...above, kind: 'row' };
      lines.push({ ...line, kind: 'row' });
    } else lines.push(inTable ? { ...line, kind: 'row' } : line);
    at = end + 1;
    if (lines.length % STEP === 0) yield;
  }
  return lines;
}

function hasBar(text: string, { line }: ListLine): boolean {
  return text.slice(line.start, line.end).includes('|');
}

/** Whether a row divides a table's head from its body: `|---|:--:|`. */
export function isRule(text: string, { start, end }: Span): boolean {
  let dashes = 0;
  let bars = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 45) dashes++;
    else if (code === 124) bars++;
    else if (code !== 58 && !isBlank(code)) return false;
  }
  return dashes > 0 && bars > 0;
}

/** Finds what is not shown: fenced code and comments. One that is not closed hides nothing, or a lost mark would cost all that follows. */
class Hidden {
  readonly #text: string;
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The start of the line behind what begins at `start`; 0 where nothing hidden begins. */
  endAt(start: number, lineEnd: number): number {
    const head = this.#text.slice(start, Math.min(lineEnd, start + 100));
    const open = /^(?:`{3,}(?=[^`]*$)|~{3,}|<!--)/.exec(head)?.[0];
    if (open === undefined || this.#unclosed.has(open)) return 0;
    const close = open === '<!--' ? this.#text.indexOf('-->', start + 4) : this.#fenceEnd(open, lineEnd);
    if (close < 0) this.#unclosed.add(open);
    // What stands behind a comment on its line is shown.
    const isShown =
      open === '<!--' && close >= 0 && close < lineEnd && /\S/.test(this.#text.slice(close + 3, lineEnd));
    return close < 0 || isShown ? 0 : endOfLine(this.#text, close) + 1;
  }

  #fenceEnd(open: string, from: number): number {
    for (let at = this.#text.indexOf(open, from); at >= 0;) {
      const lineStart = this.#text.lastIndexOf('\n', at) + 1;
      const lineEnd = endOfLine(this.#text, at);
      const line = this.#text.slice(lineStart, Math.min(lineEnd, lineStart + 200)).trim();
      if (line.length >= open.length && line === open.charAt(0).repeat(line.length)) return at;
      at = this.#text.indexOf(open, lineEnd);
    }
    return -1;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** A cell may hold line ends that its writer forgot: the row goes on up to a line that ends with a bar. */
function endOfRow(text: string, start: number, firstEnd: number): number {
  let end = firstEnd;
  for (let i = 0; i < LONGEST_ROW; i++) {
    let last = end;
    while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
    if (text.charCodeAt(last - 1) === 124) return end;
    const next = endOfLine(text, end + 1);
    if (end >= text.length || /^\s*(?:\||#|$)/.test(text.slice(end + 1, Math.min(next, end + 40)))) break;
    end = next;
  }
  return text[trimSpan(text, { start, end }).end - 1] === '|' ? end : firstEnd;
}

const ITEM = /^(?:[-*+•]|\d{1,4}[.)]|\[\d{1,4}\])[ \t]+(?:\[[ xX/]\][ \t]+)?/;

/** A line that unfolds, and the three words or more that it shows when it is folded; "Click to expand" and the like are none of them. */
export const UNFOLDING =
  /^<details[^<>]{0,40}>\s{0,9}<summary>(?=\S+\s+\S+\s+\S)(?!\s{0,9}(?:click|show|expand|view|see|more|read|abstract|bibtex|citation)\b)([^\n]{2,400}?)<\/summary>/i;

function lineOf(text: string, at: number, line: Span): ListLine {
  const indent = line.start - at;
  if (line.start === line.end) return { kind: 'blank', span: line, line, level: 0 };
  const code = text.charCodeAt(line.start);
  if (code === 124) return { kind: 'row', span: line, line, level: 0 };
  // "<details><summary>Title</summary> [Paper](…)" is as good as an item.
  if (code === 60) {
    const unfolding = text.slice(line.start, Math.min(line.end, line.start + 1000));
    if (unfolding.includes('](http') && UNFOLDING.test(unfolding))
      return { kind: 'item', span: line, line, level: indent };
  }
  if (!isMark(code)) return { kind: 'text', span: line, line, level: indent };
  const head = text.slice(line.start, Math.min(line.end, line.start + 40));
  const behind = (length: number): Span => trimSpan(text, { start: line.start + length, end: line.end });
  const heading = /^(#{1,6})[ \t]+/.exec(head);
  if (heading) return { kind: 'heading', span: behind(heading[0].length), line, level: heading[1]!.length };
  const item = ITEM.exec(head);
  if (item) return { kind: 'item', span: behind(item[0].length), line, level: indent };
  if (isBold(text, line)) return { kind: 'heading', span: line, line, level: BOLD };
  return { kind: 'text', span: behind(/^>*[ \t]*/.exec(head)![0].length), line, level: indent };
}

/** Whether a first character may be a mark: `#*+->•_[` or a digit. */
function isMark(code: number): boolean {
  return (
    code === 35 ||
    code === 42 ||
    code === 43 ||
    code === 45 ||
    code === 62 ||
    code === 91 ||
    code === 95 ||
    code === 0x2022 ||
    (code >= 48 && code <= 57)
  );
}

function isBold(text: string, { start, end }: Span): boolean {
  if (end - start < 8 || end - start > 600) return false;
  return /^(\*\*|__)(?!\s)(?:(?!\1).)+\1[.:]?$/.test(text.slice(start, end));
}

/** The cells of a row, without white space around; at most so many. */
export function cellsOf(text: string, { start, end }: Span, most = Infinity): Span[] {
  const cells: Span[] = [];
  const row = text.slice(start, end);
  let from = row.startsWith('|') ? 1 : 0;
  for (let at = row.indexOf('|', from); at >= 0 && cells.length < most; at = row.indexOf('|', at + 1)) {
    if (row.charCodeAt(at - 1) === 92) continue;
    cells.push(trimSpan(text, { start: start + from, end: start + at }));
    from = at + 1;
  }
  if (from < row.length && cells.length < most) cells.push(trimSpan(text, { start: start + from, end }));
  return cells;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 160 || (code >= 9 && code <= 13);
}
