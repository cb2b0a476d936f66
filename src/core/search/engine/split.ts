import { fold } from '../../text/fold.ts';

/** Scripts written without blanks between words: each of their letters is a word for us, and what one types of them a phrase. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;

/** The folded words of a text as they are indexed and asked for. */
export function splitWords(text: string): string[] {
  return isAscii(text) ? splitAscii(text.toLowerCase()) : splitFolded(fold(text));
}

/** The same words with their places in the text as it is written. */
export function placedWords(
  text: string,
): { readonly word: string; readonly start: number; readonly end: number }[] {
  const placed = [];
  for (const match of text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’](?=\p{L}))*/gu)) {
    if (!UNSPACED.test(match[0])) {
      const end = match.index + match[0].length;
      for (const word of splitWords(match[0])) placed.push({ word, start: match.index, end });
      continue;
    }
    let at = match.index;
    for (const letter of match[0]) {
      for (const word of splitWords(letter)) placed.push({ word, start: at, end: at + letter.length });
      at += letter.length;
    }
  }
  return placed;
}

/** Letters and digits are words; an apostrophe between letters is nothing. `text` is in lower case. */
function splitAscii(text: string): string[] {
  const plain = text.includes("'") ? text.replace(/(?<=[a-z])'(?=[a-z])/g, '') : text;
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    const inside = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    if (inside) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      found.push(plain.slice(start, i));
      start = -1;
    }
  }
  if (start >= 0) found.push(plain.slice(start));
  return found;
}

function splitFolded(folded: string): string[] {
  const plain = folded.replace(/(?<=\p{L})['’](?=\p{L})/gu, '');
  const runs = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!UNSPACED.test(plain)) return runs;
  return runs.flatMap((run) => {
    const parts: string[] = [];
    let word = '';
    for (const letter of run) {
      if (UNSPACED.test(letter)) {
        if (word !== '') parts.push(word);
        parts.push(letter);
        word = '';
      } else word += letter;
    }
    return word === '' ? parts : [...parts, word];
  });
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
