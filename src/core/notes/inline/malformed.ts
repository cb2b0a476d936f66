import { isWordBefore, skipSpace } from '../chars.ts';
import { citeKeyEnd } from '../cite-key.ts';
import type { Cursor } from './cursor.ts';
import type { FoundMark } from './found.ts';
import { isLinkTail } from './groups.ts';

const MAX_GROUP = 2000;

/**
 * What is certainly wrong with the brackets at `pos`, which were not read as a citation group: `[@a; @]`, `[@a; p. 3]`, or `[@a` that
 * is never closed. Null for everything that may be meant: links, spans, labels, brackets that do not begin with a key.
 */
export function malformedGroup(cursor: Cursor, pos: number): FoundMark | null {
  const { text, limit } = cursor;
  const before = text.charCodeAt(pos - 1);
  if (isWordBefore(text, pos) || before === 91 || before === 93 || before === 33) return null;
  const start = skipSpace(text, pos + 1, limit);
  const first = keyEnd(text, start, limit);
  if (first < 0) return null;
  const close = cursor.closing(pos);
  if (close < 0) return unclosed(text, pos, first, limit);
  if (close - pos > MAX_GROUP || isLinkTail(cursor, close + 1) || text.charCodeAt(close + 1) === 58)
    return null;
  const parts = text.slice(start, close).split(';');
  const bad = parts.find((part) => !holdsKey(part));
  if (bad === undefined || /["'“‘*_`$<\\[({]/.test(text.slice(start, close))) return null;
  const said = bad.trim();
  return mark(pos, close + 1, said === '' ? 'Nothing stands' : `“${said}” names no paper and stands`);
}

/** A bracket that stays open to the end of its paragraph; one that a later bracket of the same text may close is left alone. */
function unclosed(text: string, pos: number, end: number, limit: number): FoundMark | null {
  return text.slice(end, Math.min(limit, end + MAX_GROUP)).includes(']')
    ? null
    : {
        kind: 'malformed',
        start: pos,
        end,
        message: 'This citation’s bracket is never closed, so it stays in the text.',
      };
}

function mark(start: number, end: number, what: string): FoundMark {
  const message = `${what} between semicolons, so these brackets are no citation: every part needs a key.`;
  return { kind: 'malformed', start, end, message };
}

function keyEnd(text: string, pos: number, limit: number): number {
  const at = text.charCodeAt(pos) === 45 ? pos + 1 : pos;
  return text.charCodeAt(at) === 64 && at < limit ? citeKeyEnd(text, at, limit) : -1;
}

function holdsKey(part: string): boolean {
  return /(?:^|[^\p{L}\p{N}.])@[\p{L}\p{N}_{*]/u.test(part);
}
