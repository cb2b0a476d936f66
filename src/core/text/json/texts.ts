import { decodeJsonString, unescaped } from './objects.ts';
import type { Span } from '../span.ts';
import { composeMaps, TextCollector, TextMapBuilder, type TextMap, type TextSink } from '../text-map.ts';
import { appendUnwrapped, type AppendPiece } from '../unwrap.ts';

/** How the text of a string is written: as one line or as paragraphs, and with what escapes in it. */
export interface TextForm {
  readonly paragraphs: boolean;
  readonly piece?: AppendPiece;
}

export const LINE: TextForm = { paragraphs: false };
export const PARAGRAPHS: TextForm = { paragraphs: true };

/** Whether a decoded string has anything to undo. */
function isPlain(decoded: string, { piece }: TextForm): boolean {
  return !/[\n\r\t]|^\s|\s$|\s\s/.test(decoded) && (!piece || !/[<&\\]/.test(decoded));
}

/** The text of a string, its line breaks undone. The span has the quotes. */
export function jsonText(text: string, span: Span, form: TextForm): string {
  const decoded = decodeJsonString(text, span);
  if (isPlain(decoded, form)) return decoded;
  const collector = new TextCollector();
  unwrapInto(decoded, form, collector);
  return collector.text;
}

/** The same with the way back to the file. */
export function jsonTextMap(text: string, span: Span, form: TextForm): TextMap {
  const decoded = new TextMapBuilder();
  appendJsonString(text, { start: span.start + 1, end: span.end - 1 }, decoded);
  const inner = decoded.build();
  if (isPlain(inner.text, form)) return inner;
  const unwrapped = new TextMapBuilder();
  unwrapInto(inner.text, form, unwrapped);
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

function unwrapInto(decoded: string, form: TextForm, to: TextSink): void {
  appendUnwrapped(decoded, { start: 0, end: decoded.length }, to, form);
}

/** What a string's text covers in the file: without its quotes and the white space at its ends, written out or escaped. */
export function jsonTextSpan(text: string, span: Span): Span {
  const raw = text.slice(span.start + 1, span.end - 1);
  const start = /^(?:[ \u00a0\t-\r]|\\[nrtf])*/.exec(raw)![0].length;
  let end = raw.length;
  for (;;) {
    if (end > start && /[ \u00a0\t-\r]/.test(raw.charAt(end - 1))) end--;
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
