import MarkdownIt from 'markdown-it';

const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;
const { unescapeAll } = new MarkdownIt().utils;

/** The offset behind a character reference of HTML (`&amp;`, `&#8211;`) at `pos`, or -1: its `;` separates nothing. */
export function entityEnd(text: string, pos: number, limit: number): number {
  REFERENCE.lastIndex = pos;
  const reference = REFERENCE.exec(text)?.[0];
  if (reference === undefined || pos + reference.length > limit) return -1;
  return unescapeAll(reference) === reference ? -1 : pos + reference.length;
}
