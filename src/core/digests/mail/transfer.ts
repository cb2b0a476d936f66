import type { Span } from '../../text/span.ts';
import type { TextMapBuilder } from '../../text/text-map.ts';
import { ByteReader } from './charset.ts';

/** Appends a part's body to `to`, its transfer encoding undone (RFC 2045, section 6). Unknown encodings are taken as none. */
export function appendDecoded(
  source: string,
  body: Span,
  how: { readonly encoding: string; readonly charset: string },
  to: TextMapBuilder,
): void {
  const encoding = how.encoding.toLowerCase();
  if (encoding === 'base64') appendBase64(source, body, how.charset, to);
  else if (encoding === 'quoted-printable') appendQuotedPrintable(source, body, how.charset, to);
  else to.copy(source, body.start, body.end);
}

function appendBase64(source: string, body: Span, charset: string, to: TextMapBuilder): void {
  const reader = new ByteReader(to, charset);
  let bits = 0;
  let count = 0;
  let previous = body.start;
  for (let i = body.start; i < body.end; i++) {
    const value = base64Value(source.charCodeAt(i));
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      reader.byte((bits >> count) & 0xff, previous, i + 1);
    }
    previous = i;
  }
  reader.flush();
}

function base64Value(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  return code === 43 || code === 45 ? 62 : code === 47 || code === 95 ? 63 : -1;
}

/** Undoes quoted-printable; an equals sign that starts no code stays, as RFC 2045 advises. */
function appendQuotedPrintable(source: string, body: Span, charset: string, to: TextMapBuilder): void {
  const reader = new ByteReader(to, charset);
  let from = body.start;
  for (;;) {
    let at = source.indexOf('=', from);
    if (at < 0 || at >= body.end) at = body.end;
    if (at > from) reader.copy(source, from, at);
    if (at === body.end) break;
    const value = hexByte(source, at + 1);
    if (value >= 0 && at + 3 <= body.end) {
      reader.byte(value, at, at + 3);
      from = at + 3;
    } else {
      const next = softBreakEnd(source, at + 1, body.end);
      if (next < 0) reader.copy(source, at, at + 1);
      from = next < 0 ? at + 1 : next;
    }
  }
  reader.flush();
}

function hexByte(source: string, at: number): number {
  const high = hexDigit(source.charCodeAt(at));
  const low = hexDigit(source.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

/** The offset behind a soft line break whose equals sign stands before `at`; -1 where there is none. */
function softBreakEnd(source: string, at: number, end: number): number {
  let i = at;
  while (i < end && (source[i] === ' ' || source[i] === '\t') && i - at < 80) i++;
  if (i >= end) return end;
  if (source[i] === '\r') i++;
  return source[i] === '\n' ? i + 1 : -1;
}

/**
 * Whether a text without a mail's header is quoted-printable all the same (the raw body of a mail that someone copied): nearly every
 * equals sign starts a code or ends a line, and some end lines.
 */
export function looksQuotedPrintable(text: string): boolean {
  let all = 0;
  let coded = 0;
  let soft = 0;
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    all++;
    if (/[\r\n]/.test(text.charAt(at + 1))) soft++;
    else if (/[0-9A-F]/.test(text.charAt(at + 1)) && hexByte(text, at + 1) >= 0) coded++;
  }
  if (all < 3 || soft + coded < all * 0.95) return false;
  return soft >= 2 || /=(?:20\r?\n|3D|C[23]=[89AB]|E2=8)/.test(text);
}
