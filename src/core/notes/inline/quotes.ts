import { isSpaceCode, isWordAt } from '../chars.ts';
import { attempt, MAX_ENCLOSURES, type Cursor } from './cursor.ts';

/**
 * Reads what stands between quotation marks at `pos` as one element, or answers -1: a `;` in a quotation separates no citations.
 * A mark behind a word opens nothing, and a single one before a word closes nothing. `failed` remembers where quotations were found to
 * have no end, so that no text is read for them twice.
 */
export function readQuoted(cursor: Cursor, pos: number, failed: Set<number>): number {
  const { text } = cursor;
  const kind = isDouble(text.charCodeAt(pos)) ? 'double' : 'single';
  if (cursor.quotes === kind || cursor.wordEnd === pos || cursor.enclosures >= MAX_ENCLOSURES) return -1;
  if (pos + 1 >= cursor.limit || isSpaceCode(text.charCodeAt(pos + 1)) || ends(cursor, pos + 1, kind))
    return -1;
  const seen: number[] = [];
  cursor.enclosures++;
  const end = attempt(cursor, () => {
    cursor.quotes = kind;
    let at = pos + 1;
    while (at < cursor.limit) {
      if (ends(cursor, at, kind)) return at + 1;
      const place = at * 2 + (kind === 'double' ? 1 : 0);
      if (failed.has(place)) return -1;
      seen.push(place);
      at = cursor.inline(at);
      if (at < 0) return -1;
    }
    return -1;
  });
  cursor.enclosures--;
  if (end < 0) for (const place of seen) failed.add(place);
  return end;
}

function ends({ text, limit }: Cursor, pos: number, kind: 'single' | 'double'): boolean {
  const code = text.charCodeAt(pos);
  if (kind === 'double') return code === 34 || code === 0x201d || code === 0x94;
  return (code === 39 || code === 0x2019 || code === 0x92) && (pos + 1 >= limit || !isWordAt(text, pos + 1));
}

function isDouble(code: number): boolean {
  return code === 34 || code === 0x201c || code === 0x93;
}
