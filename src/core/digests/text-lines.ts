import type { Span } from '../text/span.ts';
import type { Steps } from '../text/steps.ts';
import { trimSpan } from '../text/unwrap.ts';

/** A line with something on it, without outer white space. */
export interface TextLine {
  readonly text: string;
  readonly span: Span;
  /** Whether an empty line or the start of the text is before it. */
  readonly afterBlank: boolean;
}

/** So many lines are read between two steps. */
const STEP = 500;

/** The lines of a text that are not empty. */
export function* trimmedLines(text: string): Steps<TextLine[]> {
  const lines: TextLine[] = [];
  let afterBlank = true;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const span = trimSpan(text, { start: at, end });
    if (span.end > span.start) {
      lines.push({ text: text.slice(span.start, span.end), span, afterBlank });
      if (lines.length % STEP === 0) yield;
    }
    afterBlank = span.end <= span.start;
    at = end + 1;
  }
  return lines;
}
