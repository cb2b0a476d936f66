import { isSpaceCode } from '../chars.ts';
import type { Seeker } from '../seeker.ts';

/** `\text{...}` in a formula is followed no further than this: it bounds the search for its closing brace. */
const MAX_TEXT = 1000;

/**
 * The offset behind the formula that begins with the `$` at `pos`, or -1. `$$...$$` holds anything; `$...$` must not touch white
 * space inside, nor a digit behind, and no `$` may follow white space in it. Source: Pandoc's manual, "Math", and what it reads.
 */
export function dollarMathEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  if (text.charCodeAt(pos + 1) === 36) {
    const close = seeker.next('$$', pos + 2);
    if (close > pos + 2 && close + 2 <= limit) return close + 2;
  }
  return inlineEnd(text, pos + 1, limit);
}

function inlineEnd(text: string, start: number, limit: number): number {
  let pos = start;
  if (pos >= limit || isSpaceCode(text.charCodeAt(pos)) || text.charCodeAt(pos) === 36) return -1;
  while (pos < limit) {
    const code = text.charCodeAt(pos);
    if (code === 36) return isDigit(text.charCodeAt(pos + 1)) && pos + 1 < limit ? -1 : pos + 1;
    if (code === 92) pos = afterBackslash(text, pos, limit);
    else if (isSpaceCode(code)) {
      while (pos < limit && isSpaceCode(text.charCodeAt(pos))) pos++;
      if (text.charCodeAt(pos) === 36) return -1;
    } else pos++;
  }
  return -1;
}

/** What a backslash takes with it: one character, or the whole of `\text{...}`, which may hold `$`. */
function afterBackslash(text: string, pos: number, limit: number): number {
  if (!text.startsWith('\\text{', pos)) return pos + 2;
  let depth = 0;
  const stop = Math.min(limit, pos + MAX_TEXT);
  for (let i = pos + 5; i < stop; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return i + 1;
  }
  return pos + 2;
}

/**
 * The offset behind `\(...\)` or `\[...\]` at `pos`, or -1. R Markdown turns this spelling on; Pandoc's own Markdown reads `\(`
 * as an escaped parenthesis.
 */
export function backslashMathEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  const open = text.charAt(pos + 1);
  if (open !== '(' && open !== '[') return -1;
  const close = seeker.next(open === '(' ? '\\)' : '\\]', pos + 2);
  return close > pos + 2 && close + 2 <= limit ? close + 2 : -1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
