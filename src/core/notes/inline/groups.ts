import { skipSpace } from '../chars.ts';
import { citeKeyEnd, citeKeySpan } from '../cite-key.ts';
import { attempt, MAX_BRACKETS, type Cursor } from './cursor.ts';
import { labelKey, type FoundCitation } from './found.ts';
import { wikilinkEnd } from './wikilinks.ts';

/** Reads `@key` or `-@key` at `pos` with the brackets that follow it (`@key [p. 3; see @b]`), or answers -1. */
export function readInText(cursor: Cursor, pos: number): number {
  const key = keyAt(cursor, pos);
  if (!key) return -1;
  const citation = citationOf(cursor, key, { inText: true, prefixStart: pos });
  cursor.found.push(citation);
  if (cursor.spent) return key.end;
  const open = skipSpace(cursor.text, key.end, cursor.limit);
  if (open >= cursor.limit || cursor.text.charCodeAt(open) !== 91) return key.end;
  const group = readGroup(cursor, open);
  if (group >= 0) {
    citation.groupStart = pos;
    citation.groupEnd = group;
    return group;
  }
  const locator = readLocator(cursor, open, citation);
  if (locator < 0) return key.end;
  citation.groupStart = pos;
  citation.groupEnd = locator;
  return locator;
}

/**
 * Reads `[see @a, p. 3; -@b]` at `pos`, or answers -1. Every part between semicolons must hold a key, and no opening bracket may
 * follow, which would make a link or a span of it.
 */
export function readGroup(cursor: Cursor, pos: number): number {
  if (cursor.brackets >= MAX_BRACKETS || !mayHoldKey(cursor, pos)) return -1;
  return inBrackets(cursor, (cites) => {
    const end = readMembers(cursor, skipSpace(cursor.text, pos + 1, cursor.limit), cites);
    if (end < 0 || isLinkTail(cursor, end)) return -1;
    for (const cite of cites) {
      cite.groupStart = pos;
      cite.groupEnd = end;
    }
    return end;
  });
}

/** Reads the brackets behind an in-text key: its locator, and other citations behind a semicolon. */
function readLocator(cursor: Cursor, open: number, citation: FoundCitation): number {
  const { text, limit } = cursor;
  if (cursor.brackets >= MAX_BRACKETS || text.charCodeAt(open + 1) === 94 || wikilinkEnd(cursor, open) >= 0)
    return -1;
  if (cursor.seeker.next(']', open) < 0) return -1;
  return inBrackets(cursor, (cites) => {
    const suffixEnd = readSuffix(cursor, open + 1);
    let end = suffixEnd;
    if (text.charCodeAt(end) === 59 && end < limit)
      end = readMembers(cursor, skipSpace(text, end + 1, limit), cites);
    else end = closeAt(cursor, end);
    if (end < 0 || (end < limit && (text.charCodeAt(end) === 40 || text.charCodeAt(end) === 91))) return -1;
    for (const cite of cites) {
      cite.groupStart = open;
      cite.groupEnd = end;
    }
    citation.suffixStart = open + 1;
    citation.suffixEnd = suffixEnd;
    citation.label = labelKey(text.slice(open + 1, end - 1));
    return end;
  });
}

function inBrackets(cursor: Cursor, read: (cites: FoundCitation[]) => number): number {
  const cites: FoundCitation[] = [];
  cursor.brackets++;
  const end = attempt(cursor, () => read(cites));
  cursor.brackets--;
  return end;
}

/** Reads citations between semicolons up to the closing bracket; answers the offset behind it, or -1. */
function readMembers(cursor: Cursor, start: number, cites: FoundCitation[]): number {
  const { text, limit } = cursor;
  let pos = start;
  for (;;) {
    pos = readMember(cursor, pos, cites);
    if (pos < 0) return -1;
    if (pos >= limit || text.charCodeAt(pos) !== 59) return closeAt(cursor, pos);
    pos = skipSpace(text, pos + 1, limit);
  }
}

function closeAt({ text, limit }: Cursor, pos: number): number {
  const close = skipSpace(text, pos, limit);
  return close < limit && text.charCodeAt(close) === 93 ? close + 1 : -1;
}

/** Reads `see @key, p. 3` up to the semicolon or bracket behind it. */
function readMember(cursor: Cursor, start: number, cites: FoundCitation[]): number {
  const { text, limit } = cursor;
  let pos = start;
  let key = keyAt(cursor, pos);
  while (!key) {
    if (pos >= limit || text.charCodeAt(pos) === 59) return -1;
    // Pandoc takes one closing bracket for the prefix's end; the key must follow at once.
    if (text.charCodeAt(pos) === 93) {
      key = keyAt(cursor, ++pos);
      if (!key) return -1;
      break;
    }
    pos = cursor.inline(pos);
    if (pos < 0) return -1;
    key = keyAt(cursor, pos);
  }
  const citation = citationOf(cursor, key, { inText: false, prefixStart: start });
  cursor.found.push(citation);
  cites.push(citation);
  citation.suffixStart = key.end;
  citation.suffixEnd = readSuffix(cursor, key.end);
  return citation.suffixEnd;
}

function readSuffix(cursor: Cursor, start: number): number {
  let pos = skipSpace(cursor.text, start, cursor.limit);
  for (;;) {
    const code = cursor.text.charCodeAt(pos);
    if (pos >= cursor.limit || code === 59 || code === 93) return pos;
    const next = cursor.inline(pos);
    if (next < 0) return pos;
    pos = next;
  }
}

interface Key {
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

/** The key at `pos`, with the `-` before it; none right behind a word. */
function keyAt(cursor: Cursor, pos: number): Key | null {
  const { text, limit } = cursor;
  if (pos >= limit || cursor.wordEnd === pos) return null;
  const at = text.charCodeAt(pos) === 45 ? pos + 1 : pos;
  if (at >= limit || text.charCodeAt(at) !== 64) return null;
  const end = citeKeyEnd(text, at, limit);
  return end < 0 ? null : { start: pos, at, end };
}

function citationOf(
  cursor: Cursor,
  key: Key,
  place: { inText: boolean; prefixStart: number },
): FoundCitation {
  const span = citeKeySpan(cursor.text, key.at, key.end);
  return {
    kind: 'citation',
    start: key.start,
    end: key.end,
    keyStart: span.start,
    keyEnd: span.end,
    inText: place.inText,
    suppressAuthor: key.at > key.start,
    prefixStart: place.prefixStart,
    prefixEnd: key.start,
    suffixStart: key.end,
    suffixEnd: key.end,
    groupStart: -1,
    groupEnd: -1,
    label: null,
  };
}

function mayHoldKey({ seeker, limit }: Cursor, pos: number): boolean {
  const at = seeker.next('@', pos);
  return at >= 0 && at < limit && seeker.next(']', at) >= 0;
}

/** Whether what follows closed brackets may make them a link or a span; Pandoc decides by this character alone. */
export function isLinkTail({ text, limit }: Cursor, pos: number): boolean {
  return pos < limit && '([{'.includes(text.charAt(pos));
}
