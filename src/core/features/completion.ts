import type { NoteScan } from '../notes/citation.ts';
import type { Paper } from '../library/paper.ts';
import type { Span } from '../text/span.ts';

/** A place of a note where a paper can be named. */
export interface CompletionPlace {
  readonly kind: 'at' | 'wikilink' | 'arxiv' | 'doi';
  /** What the reader has typed so far and the chosen name replaces: from `@`, or from behind `[[`, `arXiv:` or `doi:`. */
  readonly replaced: Span;
  /** Where the name ends that stands at the cursor: behind the cursor where that is inside of one. */
  readonly end: number;
  /** The words to find papers by. */
  readonly query: string;
  /** True where the closing `}` or `]]` stands behind the name already. */
  readonly closed: boolean;
  readonly braced: boolean;
  /** True behind manubot's `@doi:` and `@arxiv:`. */
  readonly manubot: boolean;
}

/** What is looked at before the cursor; longer queries are prose. */
const MOST_TYPED = 80;
const MOST_WORDS = 5;
/** What of a name may stand behind the cursor. */
const MOST_BEHIND = 400;
const KEY_REST = /^(?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*/u;
const BRACED_REST = /^(?:[^{}\n]{0,200}(?=\}))?/;
const IDENTIFIER_REST = /^(?:[-./:_]?[\p{L}\p{N}])*/u;

/**
 * Whether the cursor stands where a citation is being typed, and what was typed. The words may come in any order and with blanks
 * between (`@memory titans`), so prose that follows a finished citation is told apart by its length and punctuation here, and by
 * matching no paper later.
 */
export function completionPlace(
  text: string,
  offset: number,
  scan: (text: string) => NoteScan,
): CompletionPlace | null {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - MOST_TYPED);
  const before = text.slice(lineStart, offset);
  const place =
    wikilinkPlace(before, text, lineStart, offset) ??
    identifierPlace(before, text, lineStart, offset) ??
    atPlace(before, text, lineStart, offset);
  return place && isCitable(text, place, scan) ? place : null;
}

/** What names the paper at the place; null where the paper has no such name (an identifier of the kind that is typed). */
export function nameAt(place: CompletionPlace, paper: Paper): string | null {
  if (place.kind !== 'arxiv' && place.kind !== 'doi') return insertionFor(place, paper.key);
  const name = place.kind === 'arxiv' ? paper.arxiv : paper.doi;
  // As a key it would end where a key does.
  return name !== null && place.manubot && !isPlainKey(name) ? null : name;
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
  const behind = text.slice(offset, offset + MOST_BEHIND);
  return {
    kind: 'wikilink',
    replaced: { start: lineStart + open + 2, end: offset },
    query: typed.replace(/^@/, ''),
    end: offset + /^(?:[^\][|#\n]{0,200}(?=\]\]|[|#][^\][\n]{0,200}\]\]))?/.exec(behind)![0].length,
    closed: /^[^\][\n]{0,400}\]\]/.test(behind),
    braced: false,
    manubot: false,
  };
}

function atPlace(before: string, text: string, lineStart: number, offset: number): CompletionPlace | null {
  const at = before.lastIndexOf('@');
  if (at < 0 || /[\p{L}\p{N}\\]$/u.test(before.slice(0, at))) return null;
  const typed = before.slice(at + 1);
  const braced = typed.startsWith('{');
  const query = braced ? typed.slice(1) : typed;
  if (/[\][{}()@;,!"]/.test(query) || /\s{2}|[.:?]\s|^\s/.test(query) || tooLong(query)) return null;
  const behind = text.slice(offset, offset + MOST_BEHIND);
  const rest = (braced ? BRACED_REST : KEY_REST).exec(behind)![0];
  return {
    kind: 'at',
    replaced: { start: lineStart + at, end: offset },
    query,
    end: offset + rest.length,
    closed: braced && text.startsWith('}', offset + rest.length),
    braced,
    manubot: false,
  };
}

/** Behind `arXiv:`, `doi:` and manubot's `@arxiv:`, `@doi:`: words of a paper, or the beginning of its identifier. */
function identifierPlace(
  before: string,
  text: string,
  lineStart: number,
  offset: number,
): CompletionPlace | null {
  const match =
    /(?<![\p{L}\p{N}@/\\])(@?)(arxiv|doi):(?:(?<!@\w+:)[ \t])?(?!\s)([^\][{}()@;,!"\s]*(?: [^\][{}()@;,!"\s]+)*)$/iu.exec(
      before,
    );
  if (!match || tooLong(match[3]!)) return null;
  const [rest] = IDENTIFIER_REST.exec(text.slice(offset, offset + MOST_BEHIND))!;
  return {
    kind: match[2]!.toLowerCase() === 'doi' ? 'doi' : 'arxiv',
    replaced: { start: lineStart + before.length - match[3]!.length, end: offset },
    query: match[3]!,
    end: offset + rest.length,
    closed: false,
    braced: false,
    manubot: match[1] !== '',
  };
}

function tooLong(typed: string): boolean {
  return typed.trim().split(/\s+/).length > MOST_WORDS;
}

/** What is put at a place to see whether it would be read there, and how much of the text before the place belongs to it. */
const PROBES: Record<CompletionPlace['kind'], { readonly text: string; readonly before: number }> = {
  at: { text: '@x', before: 0 },
  wikilink: { text: '[[@x]]', before: 2 },
  arxiv: { text: '2310.05869', before: 0 },
  doi: { text: '10.1000/x', before: 0 },
};

/** A citation put at the place would be read as one: it is not in code, math, a comment or a link's address. */
function isCitable(
  text: string,
  { kind, replaced }: CompletionPlace,
  scan: (text: string) => NoteScan,
): boolean {
  const probe = PROBES[kind];
  const open = replaced.start - probe.before;
  const behind = text.slice(replaced.end);
  const rest = kind === 'wikilink' ? behind.replace(/^\]\]/, '') : behind;
  // What follows must not become a part of the probe.
  const apart = /^[\p{L}\p{N}_]/u.test(rest) ? ' ' : '';
  const { citations, inMetadata } = scan(`${text.slice(0, open)}${probe.text}${apart}${rest}`);
  return [...citations, ...inMetadata].some(({ span }) => span.start <= open && open < span.end);
}
