import type { Span } from './span.ts';

/** Replaces a span of a text. Spans of one list count in the text before any of them is applied. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The text after edits that do not overlap, given in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, text: replacement } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Edits with those of another list that do not meet them. */
export function joinedEdits(first: readonly TextEdit[], others: readonly TextEdit[]): readonly TextEdit[] {
  if (first.length === 0) return others;
  const meets = ({ span }: TextEdit): boolean =>
    first.some((edit) => edit.span.start < span.end && span.start < edit.span.end);
  return [...first, ...others.filter((edit) => !meets(edit))];
}

/** The line end that a text uses, for what is added to it. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** The edits that undo others: they count in the text that those leave. */
export function reversedEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, text: put }) => {
      const start = span.start + shift;
      shift += put.length - (span.end - span.start);
      return { span: { start, end: start + put.length }, text: text.slice(span.start, span.end) };
    });
}

/** One edit that makes one text of another, as small as their common beginning and end allow. */
export function editBetween(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // Not within a line end or a character of two units.
  if (head > 0 && /[\r\ud800-\udbff]/.test(before[head - 1]!)) head--;
  if (tail > 0 && /[\n\udc00-\udfff]/.test(before[before.length - tail]!)) tail--;
  return [{ span: { start: head, end: before.length - tail }, text: after.slice(head, after.length - tail) }];
}
