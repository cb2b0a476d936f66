import { MAX_BRACKETS, type Cursor } from './cursor.ts';
import { readGroup } from './groups.ts';
import { addressEnd, attributesEnd } from './link-parts.ts';
import { malformedGroup } from './malformed.ts';
import { wikilinkAt, wikilinkEnd } from './wikilinks.ts';

/**
 * Reads what a `[` at `pos` begins: a footnote's mark, a wikilink, a citation group, a span with attributes, a link, or a bracket
 * that stays text. Always answers an offset.
 */
export function readBracket(cursor: Cursor, pos: number): number {
  const note = footnoteMarkEnd(cursor, pos);
  if (note >= 0) return note;
  const wikilink = readWikilink(cursor, pos);
  if (wikilink >= 0) return wikilink;
  const group = readGroup(cursor, pos);
  if (group >= 0) return group;
  const malformed = malformedGroup(cursor, pos);
  if (malformed) cursor.found.push(malformed);
  return readLink(cursor, pos, true) ?? pos + 1;
}

/** Reads `![label](address)` at the `!` at `pos`, or an embedded wikilink; what is neither stays text. */
export function readImage(cursor: Cursor, pos: number): number {
  if (pos + 1 >= cursor.limit || cursor.text.charCodeAt(pos + 1) !== 91) return pos + 1;
  const wikilink = readWikilink(cursor, pos + 1);
  if (wikilink >= 0) return wikilink;
  return readLink(cursor, pos + 1, false) ?? pos + 1;
}

function readWikilink(cursor: Cursor, pos: number): number {
  const end = wikilinkEnd(cursor, pos);
  const wikilink = end < 0 ? null : wikilinkAt(cursor.text, pos, end);
  if (wikilink) cursor.found.push(wikilink);
  return end;
}

/** `[^name]`: the text of a note stands elsewhere. */
function footnoteMarkEnd({ text, limit, seeker }: Cursor, pos: number): number {
  if (text.charCodeAt(pos + 1) !== 94) return -1;
  const close = seeker.next(']', pos + 2);
  if (close <= pos + 2 || close >= limit || close - pos > 1000) return -1;
  return /\s/.test(text.slice(pos + 2, close)) ? -1 : close + 1;
}

/**
 * Reads `[label]` with what makes it a span (`{.class}`), a link (`(address)`) or a link by reference (`[name]`). A label that no
 * reference defines is text in brackets, and so cites like any text. Null where the bracket is never closed.
 */
function readLink(cursor: Cursor, pos: number, spans: boolean): number | null {
  const { text, limit, seeker } = cursor;
  if (cursor.brackets >= MAX_BRACKETS || text.charCodeAt(pos + 1) === 94) return null;
  const close = cursor.closing(pos);
  if (close < 0) return null;
  const tail = close + 1;
  const span = spans ? attributesEnd(text, tail, limit, seeker) : -1;
  if (span >= 0) return label(cursor, pos + 1, close, cursor.linksAllowed, span);
  if (spans && !cursor.linksAllowed) return null;
  const address = addressEnd(text, tail, limit);
  if (address >= 0) {
    const attributes = attributesEnd(text, address, limit, seeker);
    return label(
      cursor,
      pos + 1,
      close,
      spans ? false : cursor.linksAllowed,
      attributes < 0 ? address : attributes,
    );
  }
  const end = label(cursor, pos + 1, close, cursor.linksAllowed, tail);
  return isReference(cursor, tail)
    ? label(cursor, tail, cursor.closing(tail) + 1, cursor.linksAllowed, cursor.closing(tail) + 1)
    : end;
}

function isReference(cursor: Cursor, tail: number): boolean {
  const { text, limit } = cursor;
  if (tail >= limit || text.charCodeAt(tail) !== 91 || text.charCodeAt(tail + 1) === 94) return false;
  if (cursor.closing(tail) < 0 || wikilinkEnd(cursor, tail) >= 0) return false;
  const found = cursor.found.length;
  const group = readGroup(cursor, tail);
  cursor.found.length = found;
  return group < 0;
}

function label(cursor: Cursor, start: number, end: number, linksAllowed: boolean, then: number): number {
  cursor.brackets++;
  cursor.within(start, end, linksAllowed);
  cursor.brackets--;
  return then;
}
