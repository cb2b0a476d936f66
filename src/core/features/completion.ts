import type { NoteDialect } from '../notes/citation.ts';
import { scanNote } from '../notes/scan.ts';
import type { Span } from '../text/span.ts';

/** A place of a note where a paper can be named. */
export interface CompletionPlace {
  readonly kind: 'at' | 'wikilink';
  /** What the reader has typed so far and the chosen name replaces: from `@`, or from behind `[[`. */
  readonly replaced: Span;
  /** The words to find papers by. */
  readonly query: string;
  /** True where the closing `}` or `]]` stands behind the cursor already. */
  readonly closed: boolean;
  readonly braced: boolean;
}

/** What is looked at before the cursor; longer queries are prose. */
const MOST_TYPED = 80;
const MOST_WORDS = 5;

/**
 * Whether the cursor stands where a citation is being typed, and what was typed. The words may come in any order and with blanks
 * between (`@memory titans`), so prose that follows a finished citation is told apart by its length and punctuation here, and by
 * matching no paper later.
 */
export function completionPlace(text: string, offset: number, dialect: NoteDialect): CompletionPlace | null {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - MOST_TYPED);
  const before = text.slice(lineStart, offset);
  const place = wikilinkPlace(before, text, lineStart, offset) ?? atPlace(before, text, lineStart, offset);
  return place && isCitable(text, place, dialect) ? place : null;
}

/** How the key is written at the place. */
export function insertionFor(place: CompletionPlace, key: string): string {
  if (place.kind === 'wikilink') return `@${key}${place.closed ? '' : ']]'}`;
  if (place.braced) return `@{${key}${place.closed ? '' : '}'}`;
  return citationOf(key);
}

/** `@key`, with braces where Pandoc would not read the key to its end without them. */
export function citationOf(key: string): string {
  return isPlainKey(key) ? `@${key}` : `@{${key}}`;
}

/** Whether Pandoc reads a key whole without braces: letters, digits and `_`, and single `:.#$%&-+?<>~/` inside. */
function isPlainKey(key: string): boolean {
  return /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(key);
}

function wikilinkPlace(
  before: string,
  text: string,
  lineStart: number,
  offset: number,
): CompletionPlace | null {
  const open = before.lastIndexOf('[[');
  if (open < 0) return null;
  const typed = before.slice(open + 2);
  if (/[\][|#]/.test(typed) || tooLong(typed)) return null;
  return {
    kind: 'wikilink',
    replaced: { start: lineStart + open + 2, end: offset },
    query: typed.replace(/^@/, ''),
    closed: text.startsWith(']]', offset),
    braced: false,
  };
}

function atPlace(before: string, text: string, lineStart: number, offset: number): CompletionPlace | null {
  const at = before.lastIndexOf('@');
  if (at < 0 || /[\p{L}\p{N}\\]$/u.test(before.slice(0, at))) return null;
  const typed = before.slice(at + 1);
  const braced = typed.startsWith('{');
  const query = braced ? typed.slice(1) : typed;
  if (/[\][{}()@;,!"]/.test(query) || /\s{2}|[.:?]\s|^\s/.test(query) || tooLong(query)) return null;
  return {
    kind: 'at',
    replaced: { start: lineStart + at, end: offset },
    query,
    closed: braced && text.startsWith('}', offset),
    braced,
  };
}

function tooLong(typed: string): boolean {
  return typed.trim().split(/\s+/).length > MOST_WORDS;
}

/** A citation put at the place would be read as one: it is not in code, math, a comment or a link's address. */
function isCitable(text: string, { kind, replaced }: CompletionPlace, dialect: NoteDialect): boolean {
  const open = kind === 'wikilink' ? replaced.start - 2 : replaced.start;
  const probe = kind === 'wikilink' ? '[[@x]]' : '@x';
  const rest = kind === 'wikilink' ? text.slice(replaced.end).replace(/^\]\]/, '') : text.slice(replaced.end);
  const scan = scanNote(`${text.slice(0, open)}${probe} ${rest}`, dialect);
  return scan.citations.some(({ span }) => span.start <= open && open < span.end);
}
