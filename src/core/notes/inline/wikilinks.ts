import { citeKeyEnd, citeKeySpan } from '../cite-key.ts';
import type { Cursor } from './cursor.ts';
import type { FoundWikilink } from './found.ts';

const MAX_WIKILINK = 1000;

/** The offset behind the wikilink that begins with the `[[` at `pos`, or -1. */
export function wikilinkEnd(cursor: Pick<Cursor, 'text' | 'limit' | 'seeker'>, pos: number): number {
  const { text, limit } = cursor;
  if (!text.startsWith('[[', pos)) return -1;
  const close = cursor.seeker.next(']]', pos + 2);
  if (close <= pos + 2 || close + 2 > limit || close - pos > MAX_WIKILINK) return -1;
  return isTarget(text.slice(pos + 2, close)) ? close + 2 : -1;
}

/**
 * Whether the text between `[[` and `]]` links to a note or a paper. Brackets and line ends are in no link; citations that Pandoc
 * would read (`[[see @a; @b]]`) are left to it, save the lone key that names one paper.
 */
function isTarget(inner: string): boolean {
  if (/[[\]\n]/.test(inner)) return false;
  const target = inner.slice(0, targetLength(inner)).trim();
  if (target.startsWith('@'))
    return citeKeyEnd(target, 0, target.length) === target.length && target !== '@*';
  return target !== '' ? !/(?:^|[\s;(])-?@[\p{L}\p{N}_{]/u.test(target) : inner.startsWith('#');
}

/** The length of what stands before `#heading` and `|alias`; in a table's cell the bar is escaped. */
function targetLength(inner: string): number {
  const end = inner.search(/[#|]/);
  if (end < 0) return inner.length;
  return inner.charAt(end) === '|' && inner.charAt(end - 1) === '\\' ? end - 1 : end;
}

/** The wikilink between `start` (at `[[`) and `end`, or null where it links inside its own note (`[[#heading]]`). */
export function wikilinkAt(text: string, start: number, end: number): FoundWikilink | null {
  const inner = text.slice(start + 2, end - 2);
  const length = targetLength(inner);
  const target = inner.slice(0, length);
  const marked = target.trimStart().startsWith('@');
  const trimmed = start + 2 + (target.length - target.trimStart().length);
  const trimmedEnd = start + 2 + target.trimEnd().length;
  const { start: targetStart, end: targetEnd } = marked
    ? citeKeySpan(text, trimmed, trimmedEnd)
    : { start: trimmed, end: trimmedEnd };
  if (targetEnd <= targetStart) return null;
  const fragment = /^#([^|]*)/.exec(inner.slice(length))?.[1];
  return {
    kind: 'wikilink',
    start,
    end,
    targetStart,
    targetEnd,
    marked,
    fragment: fragment === undefined ? null : fragment.replace(/\\$/, '').trim(),
  };
}
