/**
 * Text as Markdown that shows it as it is: every ASCII punctuation mark that Markdown, HTML or its extensions could read is
 * escaped (CommonMark 2.4), line ends become spaces, and characters that turn the direction of text are dropped.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text).replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@/"'=^]/g, (mark) =>
    mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : `\\${mark}`,
  );
}

/**
 * Text for the middle of a line of somebody's note, such as the words of a link: shows as it is, and only those marks are escaped that Markdown
 * (CommonMark, Pandoc, Obsidian) would read where they stand, so that it stays readable as source.
 */
export function escapeInline(text: string): string {
  return plainLine(text)
    .replace(/[\\`*[\]<|$~^@]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])(?:#(?=\S)|!(?=\\\[))/gu, '\\$&')
    .replace(/==|--/g, (marks) => `\\${marks[0]}\\${marks[1]}`)
    .replace(/(https?|ftp):\/\//gi, '$1\\://')
    .replace(/\bwww\./gi, 'www\\.');
}

/** One line without control characters and without the marks that reorder text (Unicode UAX 9), which could disguise it. */
export function plainLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** The same text with control characters and marks that reorder text written out (`\x0a`), for terminals and lists of file names. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu,
    (mark) => `\\x${mark.codePointAt(0)!.toString(16).padStart(2, '0')}`,
  );
}

/** The first sentences of a text within `limit` characters: whole ones if possible, else cut at a word with an ellipsis. */
export function firstSentences(text: string, limit: number): string {
  const line = plainLine(text);
  if (line.length <= limit) return line;
  const head = line.slice(0, limit);
  const sentenceEnd = Math.max(
    head.lastIndexOf('. '),
    head.lastIndexOf('? '),
    head.lastIndexOf('! '),
    head.lastIndexOf('。'),
  );
  if (sentenceEnd > limit / 3) return head.slice(0, sentenceEnd + 1);
  const wordEnd = head.lastIndexOf(' ');
  return `${head.slice(0, wordEnd > 0 ? wordEnd : limit)}…`;
}
