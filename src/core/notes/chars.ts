/** What is known of the characters of the basic plane: 0 nothing yet, 1 no letter or digit, 2 a letter or digit. */
const KNOWN = new Uint8Array(0x10000);
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** How many code units (0, 1 or 2) the letter or digit at `pos` takes; 0 where there is none. Marks are neither. */
export function wordLength(text: string, pos: number): 0 | 1 | 2 {
  const code = text.charCodeAt(pos);
  if (code >= 0xd800 && code < 0xdc00) {
    const point = text.codePointAt(pos)!;
    return point > 0xffff && LETTER_OR_DIGIT.test(String.fromCodePoint(point)) ? 2 : 0;
  }
  const known = KNOWN[code];
  if (known === 0) KNOWN[code] = LETTER_OR_DIGIT.test(String.fromCharCode(code)) ? 2 : 1;
  // Behind the text's end the code is NaN, of which nothing is known.
  return KNOWN[code] === 2 ? 1 : 0;
}

/** Whether the character at `pos` is a letter or a digit. */
export function isWordAt(text: string, pos: number): boolean {
  return wordLength(text, pos) > 0;
}

/** Whether a letter or digit ends right before `pos`. */
export function isWordBefore(text: string, pos: number): boolean {
  if (pos <= 0) return false;
  const code = text.charCodeAt(pos - 1);
  return code >= 0xdc00 && code < 0xe000 ? wordLength(text, pos - 2) === 2 : wordLength(text, pos - 1) === 1;
}

/** Space, tab or line end. */
export function isSpaceCode(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** The offset behind the blanks (spaces and tabs) from `pos` on. */
export function skipBlanks(text: string, pos: number, limit: number): number {
  while (pos < limit && (text.charCodeAt(pos) === 32 || text.charCodeAt(pos) === 9)) pos++;
  return pos;
}

/** The offset behind blanks with at most one line end among them. */
export function skipSpace(text: string, pos: number, limit: number): number {
  const first = skipBlanks(text, pos, limit);
  return first < limit && text.charCodeAt(first) === 10 ? skipBlanks(text, first + 1, limit) : first;
}
