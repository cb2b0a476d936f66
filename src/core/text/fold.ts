/**
 * The letters of `text` for comparing: lower case, without diacritics, compatibility forms undone (NFKD).
 * The result's length may differ from the text's.
 */
export function fold(text: string): string {
  if (isPlainAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELLED_OUT.get(letter) ?? letter);
}

/** Letters that Unicode does not decompose, as bibliographies spell them in ASCII. */
const SPELLED_OUT = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/** The letters of a text without diacritics and in compatibility's plain form, upper case kept. The result's length may differ from the text's. */
export function unaccented(text: string): string {
  if (isPlainAscii(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[ßæœøłđðþıÆŒØŁĐÐÞ]/g, (letter) => {
      const lower = letter.toLowerCase();
      const plain = SPELLED_OUT.get(lower) ?? letter;
      return lower === letter ? plain : plain.charAt(0).toUpperCase() + plain.slice(1);
    })
    .normalize('NFC');
}

/** So many first characters (code points) of a text. */
export function firstCharacters(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('');
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The words of a text, folded: runs of letters and digits of any script, apostrophes inside dropped. */
export function words(text: string): string[] {
  return (
    fold(text)
      .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** What some formats write into titles as HTML: `<i>`, `</sub>`, `<span class="nocase">`. */
const TAG = /<\/?[a-z][^<>]{0,60}>/gi;

/** A title for comparing: its folded words with single spaces between, without HTML tags. */
export function titleKey(title: string): string {
  return words(title.includes('<') ? title.replace(TAG, ' ') : title).join(' ');
}

/** A copy that does not keep a larger text alive: engines make substrings as views of their parent, and sums as pairs, but what is joined is one piece. */
export function detach(text: string): string {
  return text.length < 13 ? text : [text.slice(0, 6), text.slice(6)].join('');
}
