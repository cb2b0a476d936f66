import { wordLength } from './chars.ts';

/** Longer keys in braces are no keys: it bounds the search for the closing brace. */
const MAX_BRACED = 300;

/**
 * The offset behind the citation key whose `@` stands at `at`, or -1.
 * A key is letters, digits and `_` with single `:.#$%&-+?<>~/` between them (`:` and `/` also before a `/`), or anything without
 * white space in balanced braces. Source: Pandoc's manual, "Citation syntax", and what Pandoc 2.17 reads.
 */
export function citeKeyEnd(text: string, at: number, limit: number): number {
  let pos = at + 1;
  if (pos >= limit) return -1;
  if (text.charCodeAt(pos) === 123) return bracedEnd(text, pos, limit);
  const first = text.charCodeAt(pos) === 42 ? 1 : keyCharLength(text, pos);
  if (first === 0) return -1;
  pos += first;
  while (pos < limit) {
    const length = keyCharLength(text, pos);
    if (length > 0) pos += length;
    else if (isInner(text, pos) && pos + 1 < limit) pos++;
    else break;
  }
  return Math.min(pos, limit);
}

/** The key itself: without `@` and braces. */
export function citeKeySpan(text: string, at: number, end: number): { start: number; end: number } {
  return text.charCodeAt(at + 1) === 123 ? { start: at + 2, end: end - 1 } : { start: at + 1, end };
}

function keyCharLength(text: string, pos: number): number {
  return text.charCodeAt(pos) === 95 ? 1 : wordLength(text, pos);
}

/** Punctuation belongs to a key only where the key goes on behind it. */
function isInner(text: string, pos: number): boolean {
  const char = text.charAt(pos);
  if (!':.#$%&-+?<>~/'.includes(char)) return false;
  if (keyCharLength(text, pos + 1) > 0) return true;
  return (char === ':' || char === '/') && text.charCodeAt(pos + 1) === 47;
}

function bracedEnd(text: string, open: number, limit: number): number {
  const stop = Math.min(limit, open + MAX_BRACED);
  let depth = 0;
  for (let pos = open; pos < stop; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return pos + 1;
    else if (code <= 32 || (code > 127 && /\s/.test(text.charAt(pos)))) return -1;
  }
  return -1;
}
