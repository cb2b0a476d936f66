import { skipBlanks } from '../chars.ts';
import type { Seeker } from '../seeker.ts';

/** Arguments are followed no further than this: it bounds the search for a closing brace that is not there. */
const MAX_ARGUMENT = 2000;

/** TeX, as Pandoc reads it, counts `@` among the letters of a command. */
const COMMAND = /\p{L}[\p{L}@]*/uy;

/**
 * The offset behind the TeX command at `pos` with its arguments (`\cite[p. 3]{key}`, `\begin{x}...\end{x}`, `\verb|x|`), or -1
 * where there is none or an argument is never closed. What stands in it is TeX's, not Markdown's.
 */
export function texEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  COMMAND.lastIndex = pos + 1;
  const end = pos + 1 + (COMMAND.exec(text)?.[0].length ?? 0);
  if (end === pos + 1 || end > limit) return -1;
  const name = text.slice(pos + 1, end);
  if (name === 'begin') return environmentEnd(text, end, limit, seeker);
  if (name === 'verb') {
    const close = text.slice(end + 1, Math.min(limit, end + MAX_ARGUMENT)).indexOf(text.charAt(end));
    return close < 0 ? -1 : end + close + 2;
  }
  return argumentsEnd(text, end, limit);
}

/** The offset behind `\end{name}` of the environment whose `{name}` stands at `pos`, or -1. */
export function environmentEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  const name = /^\{[A-Za-z]{1,40}\*?\}/.exec(text.slice(pos, pos + 50))?.[0];
  if (name === undefined) return -1;
  const closing = `\\end${name}`;
  const close = seeker.next(closing, pos);
  return close < 0 || close + closing.length > limit ? -1 : close + closing.length;
}

/** A number or a length, with blanks before it. */
const LENGTH = /[ \t]{0,9}=?-?\d{1,20}(?:\.\d{1,20})?(?:pt|pc|in|bp|cm|mm|dd|cc|sp)?(?![\p{L}\p{N}])/uy;

/** Behind `*`, `[options]`, a length and `{arguments}`, in this order; blanks may stand before the first. */
function argumentsEnd(text: string, start: number, limit: number): number {
  let end = text.charCodeAt(start) === 42 && start < limit ? start + 1 : start;
  for (let open = skipBlanks(text, end, limit); open < limit && text.charCodeAt(open) === 91; open = end) {
    const close = optionsEnd(text, open, limit);
    if (close < 0) break;
    end = close;
  }
  LENGTH.lastIndex = end;
  const length = LENGTH.exec(text)?.[0].length ?? 0;
  if (end + length <= limit) end += length;
  const open = skipBlanks(text, end, limit);
  if (open < limit && text.charCodeAt(open) === 123) end = open;
  while (end < limit && text.charCodeAt(end) === 123) {
    end = balancedEnd(text, end, limit);
    if (end < 0) return -1;
  }
  return end;
}

/** Behind `[...]`; where braces in it are not balanced, the first closing bracket ends it. */
function optionsEnd(text: string, open: number, limit: number): number {
  const balanced = balancedEnd(text, open, limit);
  if (balanced >= 0) return balanced;
  const first = text.slice(open, Math.min(limit, open + MAX_ARGUMENT)).indexOf(']');
  return first < 0 ? -1 : open + first + 1;
}

/** The offset behind the bracket that closes the one at `open`; braces nest, a backslash takes the next character with it. */
function balancedEnd(text: string, open: number, limit: number): number {
  const square = text.charCodeAt(open) === 91;
  const stop = Math.min(limit, open + MAX_ARGUMENT);
  let depth = square ? 0 : 1;
  for (let pos = open + 1; pos < stop; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 92) pos++;
    else if (code === 123) depth++;
    else if (code === 125) {
      if (--depth === 0 && !square) return pos + 1;
      if (depth < 0) return -1;
    } else if (square && depth === 0 && code === 93) return pos + 1;
  }
  return -1;
}
