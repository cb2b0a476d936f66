import type { Span } from './span.ts';
import type { TextSink } from './text-map.ts';

/** Appends a piece of one line; decodes what the format escapes. */
export type AppendPiece = (source: string, start: number, end: number, to: TextSink) => void;

const AS_IT_IS: AppendPiece = (source, start, end, to) => to.copy(source, start, end);

/**
 * Appends wrapped lines as one line: white space around line ends becomes a single blank. With `paragraphs`, an empty line or an
 * indented one (unless all but the first are) starts a paragraph: two line ends.
 */
export function appendUnwrapped(
  source: string,
  span: Span,
  to: TextSink,
  how: { readonly paragraphs?: boolean; readonly piece?: AppendPiece } = {},
): void {
  const append = how.piece ?? AS_IT_IS;
  const lines = linesOf(source, span);
  const marksParagraphs = lines.some((line, i) => i > 0 && !line.indented);
  let previous: WrappedLine | null = null;
  for (const line of lines) {
    if (previous) {
      const starts = how.paragraphs === true && (line.afterEmpty || (marksParagraphs && line.indented));
      to.put(starts ? '\n\n' : ' ', previous.end, line.start);
    }
    append(source, line.start, line.end, to);
    previous = line;
  }
}

interface WrappedLine extends Span {
  readonly indented: boolean;
  readonly afterEmpty: boolean;
}

/** The lines of a span that are not empty, without outer white space. */
function linesOf(source: string, span: Span): WrappedLine[] {
  const lines: WrappedLine[] = [];
  let afterEmpty = false;
  for (let at = span.start; at < span.end;) {
    let next = source.indexOf('\n', at) + 1;
    if (next === 0 || next > span.end) next = span.end;
    let start = at;
    let end = next;
    while (start < end && isBlank(source.charCodeAt(start))) start++;
    while (end > start && isBlank(source.charCodeAt(end - 1))) end--;
    if (start < end) lines.push({ start, end, indented: start > at, afterEmpty });
    afterEmpty = start === end;
    at = next;
  }
  return lines;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 160 || (code >= 9 && code <= 13);
}

/** The span without the white space at its ends. */
export function trimSpan(source: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isBlank(source.charCodeAt(start))) start++;
  while (end > start && isBlank(source.charCodeAt(end - 1))) end--;
  return { start, end };
}
