export const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
export const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
export const ID_LINE = /^ {0,3}\^([A-Za-z0-9-]{1,64})[ \t]*$/;
export const ID_AT_END = /(?<=^|\s)\^([A-Za-z0-9-]{1,64})[ \t]*$/;
const QUOTE_LINE = /^ {0,3}>[ ]?/;
/** The head of an Obsidian callout, which is no part of what is quoted. */
const CALLOUT = /^\[![^\]]+\][+-]?(?:[ \t].*)?$/;

/** The quote of a record, in lines of its body. */
export interface FoundQuote {
  readonly first: number;
  /** The line behind its last. */
  readonly end: number;
  /** Where its words begin: below a callout's head. */
  readonly wordsFrom: number;
  /** The lines of its words without their quote marks. */
  readonly words: readonly string[];
}

/**
 * The block quote that a record quotes: the one that its body begins with; of a record that says that it is a highlight, else the first that
 * there is, for people move what stands in it.
 */
export function findQuote(
  body: readonly string[],
  kind: 'highlight' | 'remark' | null,
  fenced: (line: number) => boolean,
): FoundQuote | null {
  if (kind === 'remark') return null;
  const isQuote = (line: number): boolean => !fenced(line) && QUOTE_LINE.test(body[line]!);
  let first = body.findIndex((line) => line.trim() !== '');
  if (first >= 0 && !isQuote(first)) first = kind === 'highlight' ? body.findIndex((_, i) => isQuote(i)) : -1;
  if (first < 0) return null;
  let end = first;
  while (end < body.length && isQuote(end)) end++;
  const lines = body.slice(first, end).map((source) => source.replace(QUOTE_LINE, ''));
  const isCallout = lines.length > 1 && CALLOUT.test(lines[0]!.trim());
  const skipped = isCallout ? 1 : 0;
  return { first, end, wordsFrom: first + skipped, words: lines.slice(skipped) };
}

export function isParagraphOfOneLine(lines: readonly string[], at: number): boolean {
  const isText =
    !ID_LINE.test(lines[at]!) &&
    /^ {0,3}[^\s>#|`~]/.test(lines[at]!) &&
    !/^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/.test(lines[at]!);
  return isText && (at === 0 || lines[at - 1]!.trim() === '');
}
