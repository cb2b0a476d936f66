import type { StateBlock } from 'markdown-it';
import { isDeep, lineEnd, lineStart } from './context.ts';

/** The mark that begins an ordered list's item beyond `1.` and `1)`: `#.`, `(1)`, `a)`, `iv.`, `(@label)`. */
export interface ItemMark {
  readonly end: number;
  /** The label of a numbered example, which may be empty; null for other lists. */
  readonly example: string | null;
}

const ENUMERATOR =
  /(\(?)(#|\d+|@(?:[_-]?[\p{L}\p{N}])*|[A-Za-z]|[ivxlcdm]{2,20}|[IVXLCDM]{2,20})([.)])(?=[ \t\n]|$)/uy;
const ROMAN = /^m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})$/i;

/** Reads such a mark at `pos`. Source: Pandoc's manual, "Extension: fancy_lists" and "Extension: example_lists". */
export function readItemMark(text: string, pos: number): ItemMark | null {
  ENUMERATOR.lastIndex = pos;
  const match = ENUMERATOR.exec(text);
  if (!match) return null;
  const [mark, open, number, close] = match as unknown as [string, string, string, string];
  if (open !== '' && close !== ')') return null;
  if (number.length > 1 && /^[a-z]/i.test(number) && !ROMAN.test(number)) return null;
  const end = pos + mark.length;
  // An initial (`B. Russell`) wants two blanks to be a list; `p. 3` is a page.
  if (
    close === '.' &&
    /^[A-Z]/.test(number) &&
    (number.length === 1 || /^[IVXLCDM]$/.test(number)) &&
    !/^(?:\s\s|\n|$)/.test(text.slice(end, end + 2))
  ) {
    return null;
  }
  if (number === 'p' && open === '' && close === '.' && /^[ \t]\d/.test(text.slice(end, end + 2)))
    return null;
  return { end, example: number.startsWith('@') ? number.slice(1) : null };
}

/** Whether a line begins a list's item of any kind. */
export function isListItem(state: StateBlock, line: number): boolean {
  if (isDeep(state, line)) return false;
  const pos = lineStart(state, line);
  const code = state.src.charCodeAt(pos);
  if (code === 42 || code === 43 || code === 45) {
    const next = state.src.charCodeAt(pos + 1);
    return (pos + 1 >= lineEnd(state, line) || next === 32 || next === 9) && !isRule(state, line);
  }
  return readItemMark(state.src, pos) !== null;
}

function isRule(state: StateBlock, line: number): boolean {
  return /^([*_-])[ \t]*(?:\1[ \t]*){2,}$/.test(
    state.src.slice(lineStart(state, line), lineEnd(state, line)),
  );
}

/** Whether a line begins a definition: `:` or `~` and a blank. */
export function isDefinitionMarker(state: StateBlock, line: number): boolean {
  if (isDeep(state, line) || state.sCount[line]! < state.blkIndent) return false;
  const pos = lineStart(state, line);
  const code = state.src.charCodeAt(pos);
  const next = state.src.charCodeAt(pos + 1);
  return (code === 58 || code === 126) && (next === 32 || next === 9);
}
