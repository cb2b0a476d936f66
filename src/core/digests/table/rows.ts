import type { Span } from '../../text/span.ts';

/** A cell without its quotes; `quoted` ones have their inner quotes doubled (RFC 4180). */
export interface Cell extends Span {
  readonly quoted: boolean;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** Without the line end. */
  readonly span: Span;
}

/** A cell that is longer is none: its quote was lost. */
const LONGEST_CELL = 100_000;

/**
 * Reads a text of separated values row by row, in time linear in its length. A quote that is closed nowhere near, or whose cell would
 * swallow rows (the row gets more or fewer cells than `width`), is an ordinary character, so that a lost quote costs one row.
 */
export class RowReader {
  readonly #text: string;
  readonly #separator: string;
  /** From the last place searched to the next quote that closes a cell, or that shows that none is closed. */
  #searched = -1;
  #found: { readonly at: number; readonly closes: boolean } = { at: -1, closes: false };

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  /** The row at `start`; null at the end of the text. */
  read(start: number, width: number | null): Row | null {
    if (start >= this.#text.length) return null;
    const row = this.#read(start, true);
    if (width === null || row.cells.length === width || !this.#hasLineEnd(row)) return row;
    return this.#read(start, false);
  }

  /** The offset behind a row's line end. */
  behind({ span }: Row): number {
    const at = this.#text.charCodeAt(span.end) === 13 ? span.end + 1 : span.end;
    return Math.max(at + 1, span.start + 1);
  }

  #hasLineEnd({ span }: Row): boolean {
    return this.#text.slice(span.start, span.end).includes('\n');
  }

  #read(start: number, acrossLines: boolean): Row {
    const cells: Cell[] = [];
    let lineEnd = this.#lineEnd(start);
    for (let at = start; ;) {
      const close = this.#text.charCodeAt(at) === 34 ? this.#closing(at + 1) : -1;
      const isQuoted = close >= 0 && (acrossLines || close < lineEnd);
      if (isQuoted && close > lineEnd) lineEnd = this.#lineEnd(close);
      const from = isQuoted ? close + 1 : at;
      const inside = this.#text.slice(from, lineEnd).indexOf(this.#separator);
      const end = inside < 0 ? this.#trimmedEnd(at, lineEnd) : from + inside;
      cells.push(isQuoted ? { start: at + 1, end: close, quoted: true } : { start: at, end, quoted: false });
      if (inside < 0) return { cells, span: { start, end } };
      at = end + 1;
    }
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }

  #trimmedEnd(from: number, lineEnd: number): number {
    return lineEnd > from && this.#text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
  }

  /** The quote that closes a cell whose content starts at `from`: the first of an odd run, before a separator or line end; else -1. */
  #closing(from: number): number {
    if (from < this.#searched || from > this.#found.at) {
      this.#searched = from;
      this.#found = this.#search(from);
    }
    const { at, closes } = this.#found;
    return closes && at - from < LONGEST_CELL ? at : -1;
  }

  #search(from: number): { readonly at: number; readonly closes: boolean } {
    const text = this.#text;
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at)) {
      let behind = at + 1;
      while (text.charCodeAt(behind) === 34) behind++;
      const next = text.charAt(behind);
      const ends = next === '' || next === '\n' || next === '\r' || next === this.#separator;
      const isSingle = (behind - at) % 2 === 1;
      if (isSingle && ends) return { at: behind - 1, closes: true };
      // A quote opens a cell at the start of a line: the one before was never closed.
      if (isSingle && at > from && text.charCodeAt(at - 1) === 10) return { at, closes: false };
      at = behind;
    }
    return { at: text.length, closes: false };
  }
}
