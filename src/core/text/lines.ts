import type { Span } from './span.ts';
import { finish, type Steps } from './steps.ts';

/** The unit in which a client counts characters of a line (LSP's position encodings). */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A place in a text: line and character from 0, the character in some encoding's units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** So many lines are found between two steps. */
const STEP = 20_000;

/** So many lines are looked at one by one before they are halved. */
const NEAR = 16;

/** Converts between UTF-16 offsets of a text and positions. Line ends are LF, CRLF and CR, as in LSP. */
export class LineIndex {
  readonly text: string;
  readonly #starts: Uint32Array;
  /** The line that was asked for last: places are mostly asked for in their order. */
  #last = 0;

  constructor(text: string, starts: ArrayLike<number> = finish(lineStarts(text))) {
    this.text = text;
    this.#starts = new Uint32Array(starts);
  }

  /** The lines of a text that may be large. */
  static *inSteps(text: string): Steps<LineIndex> {
    return new LineIndex(text, yield* lineStarts(text));
  }

  /** The lines of `text`, which came of this text by putting so many units in place of those of `span`. */
  after({ start, end }: Span, inserted: number, text: string): LineIndex {
    const shift = inserted - (end - start);
    // A line end of two characters may have come or gone at either side.
    const first = this.lineAt(Math.max(0, start - 1));
    const next = this.lineAt(end + 1) + 1;
    const from = this.#starts[first]!;
    const until = next < this.#starts.length ? this.#starts[next]! + shift : text.length;
    const between = finish(lineStarts(text.slice(from, until)));
    if (next < this.#starts.length) between.pop();
    const starts = new Uint32Array(first + between.length + Math.max(0, this.#starts.length - next));
    starts.set(this.#starts.subarray(0, first));
    starts.set(
      between.map((offset) => from + offset),
      first,
    );
    for (let i = next, at = first + between.length; i < this.#starts.length; i++, at++)
      starts[at] = this.#starts[i]! + shift;
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset at which a line (from 0) starts; the text's length behind the last line. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The offset behind a line's last character, its line end excluded. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    const start = this.lineStart(line);
    while (end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** The line (from 0) that holds `offset`. */
  lineAt(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    if (starts[this.#last]! <= offset) {
      low = this.#last;
      for (let near = low + 1; near <= low + NEAR; near++)
        if (near > high || starts[near]! > offset) return (this.#last = near - 1);
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#last = low);
  }

  positionAt(offset: number, encoding: PositionEncoding = 'utf-16'): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(clamped);
    return { line, character: unitsBetween(this.text, this.lineStart(line), clamped, encoding) };
  }

  /** The offset of a position; one behind its line's end is taken as the line's end. */
  offsetAt(position: Position, encoding: PositionEncoding = 'utf-16'): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.text.length;
    const start = this.lineStart(position.line);
    const end = this.lineEnd(position.line);
    if (encoding === 'utf-16') return Math.min(start + Math.max(0, position.character), end);
    let units = 0;
    let offset = start;
    while (offset < end) {
      const code = this.text.codePointAt(offset)!;
      const next = units + unitsOf(code, encoding);
      if (next > position.character) break;
      units = next;
      offset += code > 0xffff ? 2 : 1;
    }
    return offset;
  }
}

function* lineStarts(text: string): Steps<number[]> {
  if (hasLoneReturn(text)) return allLineStarts(text);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (starts.push(at + 1) % STEP === 0) yield;
  return starts;
}

/** Whether a line ends as on old Macs: with a carriage return alone. */
function hasLoneReturn(text: string): boolean {
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
    if (text.charCodeAt(at + 1) !== 10) return true;
  return false;
}

function allLineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13) {
      if (text.charCodeAt(i + 1) === 10) i++;
      starts.push(i + 1);
    }
  }
  return starts;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function unitsBetween(text: string, start: number, end: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return end - start;
  let units = 0;
  for (let i = start; i < end; i++) {
    const code = text.codePointAt(i)!;
    if (code > 0xffff) {
      if (i + 1 >= end) break;
      i++;
    }
    units += unitsOf(code, encoding);
  }
  return units;
}

function unitsOf(code: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-32') return 1;
  if (encoding === 'utf-16') return code > 0xffff ? 2 : 1;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
