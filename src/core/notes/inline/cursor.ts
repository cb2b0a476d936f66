import type { Seeker } from '../seeker.ts';
import type { CodeSpans } from './code-spans.ts';
import type { Found } from './found.ts';

/** What the readers of inline text share. Positions are offsets into `text`; a reader answers the offset behind what it read, or -1. */
export interface Cursor {
  readonly text: string;
  readonly seeker: Seeker;
  readonly code: CodeSpans;
  /** What was found so far; a reader that fails takes back what it added. */
  readonly found: Found[];
  /** The end of the text that is being read: a link's label is read on its own. */
  limit: number;
  /** Where the last word ended, which decides whether an `@`, `_` or quote behind it can begin something. */
  wordEnd: number;
  quotes: 'none' | 'single' | 'double';
  linksAllowed: boolean;
  /** How many brackets, and how many enclosures of other kinds, are being read around this place. */
  brackets: number;
  enclosures: number;
  /** Above zero while what is read may be taken back and read again. */
  trials: number;

  /** True once nested trials have cost too much: the rest is read as plain text with keys in it. */
  readonly spent: boolean;

  /** Reads one inline element at `pos`; -1 at the limit and at a tag that ends the paragraph. */
  inline(pos: number): number;
  /** Reads `start` to `end` as a text of its own. */
  within(start: number, end: number, linksAllowed: boolean): void;
  /** The offset of the `]` that closes the `[` at `pos`, or -1. */
  closing(pos: number): number;
}

/** Deeper nesting is read as plain text, which keeps reading linear; nobody writes it. */
export const MAX_BRACKETS = 12;
export const MAX_ENCLOSURES = 40;

/** Tries a reader: where it fails, nothing of it stays. */
export function attempt(cursor: Cursor, read: () => number): number {
  const { wordEnd, quotes, limit, linksAllowed } = cursor;
  const found = cursor.found.length;
  cursor.trials++;
  const end = read();
  cursor.trials--;
  if (end < 0) {
    cursor.wordEnd = wordEnd;
    cursor.found.length = found;
  }
  cursor.quotes = quotes;
  cursor.limit = limit;
  cursor.linksAllowed = linksAllowed;
  return end;
}
