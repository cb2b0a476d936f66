import type { Span } from '../span.ts';
import { TextMapBuilder, type TextMap, type TextSink } from '../text-map.ts';

/** Escapes of double-quoted scalars (YAML 1.2, section 5.7). */
const ESCAPES = new Map(
  Object.entries({
    n: '\n',
    t: '\t',
    r: '\r',
    '"': '"',
    '\\': '\\',
    '/': '/',
    ' ': ' ',
    _: '\u00a0',
    0: '\0',
    e: '\u001b',
    N: '\u0085',
    L: '\u2028',
    P: '\u2029',
    a: '\u0007',
    b: '\b',
    f: '\f',
    v: '\v',
  }),
);

/** Where a quoted scalar ends that starts at `start` with its quote: behind the closing one; -1 where none is before `limit`. */
export function quotedEnd(text: string, start: number, limit: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 92 && quote === 34) i++;
    else if (code === quote) {
      if (quote === 34 || text.charCodeAt(i + 1) !== 39) return i + 1;
      i++;
    }
  }
  return -1;
}

/** Where a plain scalar ends on its line: before a comment and the white space around. */
export function plainEnd(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  const comment = text.slice(start, lineEnd).search(/\s#/);
  if (comment >= 0) end = start + comment;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/**
 * Appends a scalar's characters without quotes, escapes and block marks; its line ends stay, for whoever unwraps them. A block that is
 * folded is not told from a literal one.
 */
export function appendScalar(whole: string, { start, end }: Span, to: TextSink): void {
  const code = whole.charCodeAt(start);
  if (code === 34 || code === 39) {
    const isClosed = end - start > 1 && whole.charCodeAt(end - 1) === code;
    appendQuoted(whole.slice(0, isClosed ? end - 1 : end), start + 1, code, to);
  } else if (code === 124 || code === 62) {
    const line = whole.indexOf('\n', start);
    if (line >= 0 && line < end) to.copy(whole, line + 1, end);
  } else to.copy(whole, start, end);
}

function appendQuoted(source: string, start: number, quote: number, to: TextSink): void {
  const mark = quote === 34 ? '\\' : "''";
  let from = start;
  for (let at = source.indexOf(mark, from); at >= 0; at = source.indexOf(mark, from)) {
    to.copy(source, from, at);
    const { made, length } = quote === 34 ? unescaped(source, at) : { made: "'", length: 2 };
    to.put(made, at, at + length);
    from = at + length;
  }
  to.copy(source, from, source.length);
}

function unescaped(source: string, at: number): { readonly made: string; readonly length: number } {
  const coded = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(
    source.slice(at, at + 10),
  );
  if (coded) {
    const number = parseInt(coded[1] ?? coded[2] ?? coded[3]!, 16);
    return {
      made:
        number > 0x10ffff
          ? '\ufffd'
          : coded[2] === undefined
            ? String.fromCodePoint(number)
            : String.fromCharCode(number),
      length: coded[0].length,
    };
  }
  const broken = /^\\\r?\n[ \t]*/.exec(source.slice(at, at + 200));
  if (broken) return { made: '', length: broken[0].length };
  const made = ESCAPES.get(source.charAt(at + 1));
  return made === undefined ? { made: '\\', length: 1 } : { made, length: 2 };
}

/** A scalar's characters with their places. */
export function scalarMap(text: string, span: Span): TextMap {
  const built = new TextMapBuilder();
  appendScalar(text, span, built);
  return built.build();
}
