import { isSpaceCode, isWordAt, skipBlanks } from '../chars.ts';
import { attempt, MAX_ENCLOSURES, type Cursor } from './cursor.ts';

/**
 * Reads `*...*`, `**...**`, `***...***` and the same with `_` at `pos`. It never fails: what is not closed is text up to where the
 * surrounding text ends, brackets and all, which is why `[@a, 5*3]` is no citation group to Pandoc. An underscore opens nothing
 * behind a word and closes nothing before one.
 */
export function readEmphasis(cursor: Cursor, pos: number): number {
  const { text } = cursor;
  const char = text.charAt(pos);
  if (char === '_' && cursor.wordEnd === pos) return pos + 1;
  let start = pos;
  while (start < cursor.limit && text.charAt(start) === char) start++;
  const code = text.charCodeAt(start);
  if (code === 32 || code === 9) return skipBlanks(text, start, cursor.limit);
  if (start - pos > 3 || cursor.enclosures >= MAX_ENCLOSURES) return start;
  cursor.enclosures++;
  const end =
    start - pos === 1
      ? single(cursor, start, char)
      : start - pos === 2
        ? double(cursor, start, char)
        : triple(cursor, start, char);
  cursor.enclosures--;
  return end;
}

function single(cursor: Cursor, start: number, char: string): number {
  let pos = start;
  for (;;) {
    if (!closes(cursor, pos, char, 1)) {
      const next = cursor.inline(pos);
      if (next < 0) return pos;
      pos = next;
    } else if (startsWith(cursor, pos, char + char) && !closes(cursor, pos + 2, char, 1)) {
      pos = double(cursor, pos + 2, char);
    } else return closed(cursor, pos + 1);
  }
}

function double(cursor: Cursor, start: number, char: string): number {
  let pos = start;
  while (!closes(cursor, pos, char, 2)) {
    const next = cursor.inline(pos);
    if (next < 0) return pos;
    pos = next;
  }
  return closed(cursor, pos + 2);
}

function triple(cursor: Cursor, start: number, char: string): number {
  let pos = start;
  while (!closes(cursor, pos, char, 1)) {
    const next = cursor.inline(pos);
    if (next < 0) return pos;
    pos = next;
  }
  if (closes(cursor, pos, char, 3)) return closed(cursor, pos + 3);
  if (closes(cursor, pos, char, 2)) return single(cursor, closed(cursor, pos + 2), char);
  return double(cursor, closed(cursor, pos + 1), char);
}

/** Nothing can begin right behind closed emphasis that could not begin behind a word. */
function closed(cursor: Cursor, pos: number): number {
  cursor.wordEnd = pos;
  return pos;
}

function closes({ text, limit }: Cursor, pos: number, char: string, count: number): boolean {
  if (pos + count > limit || !text.startsWith(char.repeat(count), pos)) return false;
  return char === '*' || pos + count >= limit || !isWordAt(text, pos + count);
}

function startsWith({ text, limit }: Cursor, pos: number, what: string): boolean {
  return pos + what.length <= limit && text.startsWith(what, pos);
}

/** Reads `^...^` or `~...~` at `pos`, which hold no white space, or answers -1. */
export function readScript(cursor: Cursor, pos: number): number {
  const { text } = cursor;
  const mark = text.charCodeAt(pos);
  return enclosed(cursor, () => {
    let at = pos + 1;
    while (at < cursor.limit) {
      const code = text.charCodeAt(at);
      if (code === mark) return at === pos + 1 ? -1 : at + 1;
      if (isSpaceCode(code)) return -1;
      at = cursor.inline(at);
      if (at < 0) return -1;
    }
    return -1;
  });
}

/** Reads `~~...~~` at `pos`, or answers -1. */
export function readStrikeout(cursor: Cursor, pos: number): number {
  const { text } = cursor;
  const first = text.charCodeAt(pos + 2);
  if (!startsWith(cursor, pos, '~~') || pos + 2 >= cursor.limit || isSpaceCode(first) || first === 126)
    return -1;
  return enclosed(cursor, () => {
    let at = pos + 2;
    while (at < cursor.limit) {
      if (startsWith(cursor, at, '~~')) return isSpaceCode(text.charCodeAt(at - 1)) ? -1 : at + 2;
      at = cursor.inline(at);
      if (at < 0) return -1;
    }
    return -1;
  });
}

function enclosed(cursor: Cursor, read: () => number): number {
  if (cursor.enclosures >= MAX_ENCLOSURES) return -1;
  cursor.enclosures++;
  const end = attempt(cursor, read);
  cursor.enclosures--;
  return end;
}
