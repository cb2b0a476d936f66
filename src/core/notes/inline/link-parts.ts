import { isSpaceCode, isWordAt, skipBlanks, skipSpace, wordLength } from '../chars.ts';
import type { Seeker } from '../seeker.ts';

/** Attributes and addresses are followed no further than this where they never close. */
const MAX_OPEN = 2000;

/** The offset behind `{#id .class key="value" -}` at `pos`, or -1. Source: Pandoc's manual, "Extension: header_attributes". */
export function attributesEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  if (text.charCodeAt(pos) !== 123 || pos >= limit) return -1;
  let at = skipSpace(text, pos + 1, limit);
  while (at < limit && at - pos < MAX_OPEN) {
    const code = text.charCodeAt(at);
    if (code === 125) return at + 1;
    if (code === 45) at++;
    else {
      const start = code === 35 || code === 46 ? at + 1 : at;
      const end = identifierEnd(text, start, limit);
      if (end === start) return -1;
      at = start > at ? end : valueEnd(text, end, limit, seeker);
      if (at < 0) return -1;
    }
    at = skipSpace(text, at, limit);
  }
  return -1;
}

/** The offset behind `{=format}` or attributes at `pos`, or `pos` where neither stands there. */
export function codeAttributesEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  const raw = /^\{[ \t]{0,9}=[\w-]{1,40}[ \t]{0,9}\}/.exec(text.slice(pos, Math.min(limit, pos + 70)));
  if (raw) return pos + raw[0].length;
  const end = attributesEnd(text, pos, limit, seeker);
  return end < 0 ? pos : end;
}

function identifierEnd(text: string, start: number, limit: number): number {
  if (/[\d_]/.test(text.charAt(start)) || !isWordAt(text, start)) return start;
  let end = start;
  while (end < limit) {
    const length = wordLength(text, end) || ('-_:.'.includes(text.charAt(end)) ? 1 : 0);
    if (length === 0) break;
    end += length;
  }
  return end;
}

function valueEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  if (text.charCodeAt(pos) !== 61) return -1;
  const quote = text.charAt(pos + 1);
  if (quote === '"' || quote === "'") {
    const close = seeker.next(quote, pos + 2);
    return close < 0 || close >= limit ? -1 : close + 1;
  }
  let end = pos + 1;
  while (end < limit && !isSpaceCode(text.charCodeAt(end)) && text.charCodeAt(end) !== 125) end++;
  return end;
}

/** The offset behind a link's `(address "title")` at `pos`, or -1. The address may hold balanced parentheses and blanks. */
export function addressEnd(text: string, pos: number, limit: number): number {
  if (text.charCodeAt(pos) !== 40) return -1;
  let at = skipBlanks(text, pos + 1, limit);
  if (text.charCodeAt(at) === 60) {
    const close = angleEnd(text, at, limit);
    if (close >= 0) at = close;
  }
  let depth = 0;
  const stop = Math.min(limit, pos + (text.startsWith('data:', at) ? limit : MAX_OPEN));
  while (at < stop) {
    const code = text.charCodeAt(at);
    if (code === 92) at += 2;
    else if (code === 40) {
      depth++;
      at++;
    } else if (code === 41) {
      at++;
      if (depth-- === 0) return at;
    } else if (isSpaceCode(code) && depth === 0) {
      const next = skipSpace(text, at, limit);
      if (next === at) return -1;
      if (isQuote(text.charCodeAt(next))) return titleEnd(text, next, limit);
      at = next;
    } else at++;
  }
  return -1;
}

function angleEnd(text: string, pos: number, limit: number): number {
  for (let at = pos + 1; at < limit && at - pos < MAX_OPEN; at++) {
    if (text.charCodeAt(at) === 62) return at + 1;
  }
  return -1;
}

/** Behind a quoted title and the closing parenthesis; a quote inside a word does not end the title. */
function titleEnd(text: string, pos: number, limit: number): number {
  const quote = text.charCodeAt(pos);
  for (let at = pos + 1; at < limit && at - pos < MAX_OPEN; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === quote && !isWordAt(text, at + 1)) {
      const close = skipBlanks(text, at + 1, limit);
      return text.charCodeAt(close) === 41 && close < limit ? close + 1 : -1;
    }
  }
  return -1;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}

/** The schemes that make `<scheme:...>` a link, of the long list that Pandoc knows: those that prose can hold. */
const SCHEMES = new Set(
  'http https ftp ftps sftp file mailto tel sms doi urn info data git ssh svn irc ircs magnet news nntp about blob view-source steam xmpp'.split(
    ' ',
  ),
);

const AUTOLINK = /<([a-z][a-z.-]{1,15}):(?=[^\s>])/iy;
const MAIL = /<[\p{L}\p{N}][\p{L}\p{N}.!"#$%&'*+\-/=?^_{|}~;]{0,200}@[\p{L}\p{N}]/uy;

/** The offset behind `<https://...>` or `<name@example.org>` at `pos`, or -1. */
export function autolinkEnd(text: string, pos: number, limit: number): number {
  AUTOLINK.lastIndex = pos;
  MAIL.lastIndex = pos;
  const scheme = AUTOLINK.exec(text)?.[1]?.toLowerCase();
  if (!(scheme !== undefined && SCHEMES.has(scheme)) && !MAIL.test(text)) return -1;
  const stop = Math.min(limit, pos + MAX_OPEN);
  for (let end = pos + 1; end < stop; end++) {
    const code = text.charCodeAt(end);
    if (code === 62) return end + 1;
    if (isSpaceCode(code)) return -1;
  }
  return -1;
}
