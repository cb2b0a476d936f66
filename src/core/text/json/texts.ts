import { decodeJsonString, unescaped } from './objects.ts';
import type { Span } from '../span.ts';
import { composeMaps, TextCollector, TextMapBuilder, type TextMap, type TextSink } from '../text-map.ts';
import { appendUnwrapped } from '../unwrap.ts';

/** How the text of a string is wrapped: not at all, as one line, or as paragraphs. */
export type Wrapping = 'line' | 'paragraphs';

/** The text of a string, its line breaks undone. The span has the quotes. */
export function jsonText(text: string, span: Span, wrapping: Wrapping): string {
  const decoded = decodeJsonString(text, span);
  if (!/[\n\r\t]|^\s|\s$|\s\s/.test(decoded)) return decoded;
  const collector = new TextCollector();
  unwrapInto(decoded, wrapping, collector);
  return collector.text;
}

/** The same with the way back to the file. */
export function jsonTextMap(text: string, span: Span, wrapping: Wrapping): TextMap {
  const decoded = new TextMapBuilder();
  appendJsonString(text, { start: span.start + 1, end: span.end - 1 }, decoded);
  const inner = decoded.build();
  if (!/[\n\r\t]|^\s|\s$|\s\s/.test(inner.text)) return inner;
  const unwrapped = new TextMapBuilder();
  unwrapInto(inner.text, wrapping, unwrapped);
  return composeMaps(unwrapped.build(), inner);
}

/** Appends what stands between a string's quotes, its escapes decoded. Escapes that JSON does not know stay as they are. */
export function appendJsonString(text: string, { start, end }: Span, to: TextSink): void {
  let from = start;
  for (let at = text.indexOf('\\', from); at >= 0 && at < end; at = text.indexOf('\\', from)) {
    to.copy(text, from, at);
    const escape = /^\\(?:u[0-9a-fA-F]{4}|[^u])?/.exec(text.slice(at, Math.min(at + 6, end)))![0];
    to.put(unescaped(escape) ?? escape, at, at + escape.length);
    from = at + escape.length;
  }
  to.copy(text, from, end);
}

function unwrapInto(decoded: string, wrapping: Wrapping, to: TextSink): void {
  appendUnwrapped(decoded, { start: 0, end: decoded.length }, to, { paragraphs: wrapping === 'paragraphs' });
}

/** What a string's text covers in the file: without its quotes and the white space at its ends, written out or escaped. */
export function jsonTextSpan(text: string, span: Span): Span {
  const raw = text.slice(span.start + 1, span.end - 1);
  const start = /^(?:\s|\\[nrtf])*/.exec(raw)![0].length;
  let end = raw.length;
  for (;;) {
    if (end > start && /\s/.test(raw.charAt(end - 1))) end--;
    else if (end > start + 1 && /[nrtf]/.test(raw.charAt(end - 1)) && isEscapeAt(raw, end - 2)) end -= 2;
    else break;
  }
  return { start: span.start + 1 + start, end: span.start + 1 + end };
}

/** Whether the backslash at `at` starts an escape and is not itself escaped. */
function isEscapeAt(raw: string, at: number): boolean {
  let count = 0;
  while (raw.charAt(at - count) === '\\') count++;
  return count % 2 === 1;
}
