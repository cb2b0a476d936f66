import type { PaperAnnotation } from '../annotations/placed-annotations.ts';
import { isMadeUp } from '../annotations/record.ts';
import type { NoteScan } from '../notes/citation.ts';
import { fold } from '../text/fold.ts';
import { firstSentences } from '../text/markdown-escape.ts';
import type { Span } from '../text/span.ts';

/** The cursor behind `#^` in a link to a paper. */
export interface HighlightPlace {
  /** What the link names: `@key`, `key` or a title. */
  readonly target: string;
  /** From behind the `^` to the cursor. */
  readonly replaced: Span;
  readonly query: string;
  readonly closed: boolean;
}

const MOST_TYPED = 300;
const LABEL_CHARACTERS = 60;

export function highlightPlace(
  text: string,
  offset: number,
  scan: (text: string) => NoteScan,
): HighlightPlace | null {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - MOST_TYPED);
  const match = /\[\[([^\][|#]+)#\^([^\][|#^]*)$/.exec(text.slice(lineStart, offset));
  if (!match) return null;
  const open = lineStart + match.index;
  const behind = text.slice(offset).replace(/^[^\][|\n]*(?=\]\])/, '');
  const { citations } = scan(`${text.slice(0, open)}[[@x]]${behind.replace(/^\]\]/, '')}`);
  if (!citations.some(({ span }) => span.start === open)) return null;
  const query = match[2]!;
  return {
    target: match[1]!.trim(),
    replaced: { start: offset - query.length, end: offset },
    query,
    closed: /^[^\][|\n]*(?:\]\]|\|)/.test(text.slice(offset)),
  };
}

/** A highlight that a link can name, and the beginning of its words. */
export interface OfferedHighlight {
  readonly id: string;
  readonly label: string;
  readonly exact: string;
}

/** The highlights that have an id in their file, and whose id or words hold what is typed. */
export function offeredHighlights(
  highlights: readonly PaperAnnotation[],
  query: string,
): readonly OfferedHighlight[] {
  const typed = fold(query.trim());
  return highlights
    .filter(({ record }) => !isMadeUp(record.id))
    .filter(({ record: { id, exact } }) => fold(id).startsWith(typed) || fold(exact).includes(typed))
    .map(({ record: { id, exact } }) => ({ id, exact, label: firstSentences(exact, LABEL_CHARACTERS) }));
}
