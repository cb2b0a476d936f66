import { isSpaceCode, wordLength } from '../chars.ts';

const BEGINNING = /(?:https?|ftp|mailto|doi):(?![*_\]])/iy;
const MAILBOX =
  /[\p{L}\p{N}][\p{L}\p{N}!"#$%&'*+\-/=?^_{|}~;]{0,63}(?:\.[\p{L}\p{N}][\p{L}\p{N}!"#$%&'*+\-/=?^_{|}~;]{0,63}){0,9}@/uy;
const DOMAIN =
  /[\p{L}\p{N}](?:[\p{L}\p{N}]|-(?=[\p{L}\p{N}])){0,63}(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}]|-(?=[\p{L}\p{N}])){0,63}){0,9}/uy;

/**
 * The offset behind a URL or an e-mail address that stands bare in the text at `pos`, or -1: links in R Markdown, which turns Pandoc's
 * extension `autolink_bare_uris` on.
 */
export function bareLinkEnd(text: string, pos: number, limit: number): number {
  const url = urlEnd(text, pos, limit);
  return url >= 0 ? url : mailEnd(text, pos, limit);
}

function urlEnd(text: string, start: number, limit: number): number {
  BEGINNING.lastIndex = start;
  const beginning = BEGINNING.exec(text)?.[0];
  if (beginning === undefined) return -1;
  const first = start + beginning.length;
  let pos = first;
  for (let next = chunkEnd(text, pos, limit); next > pos; next = chunkEnd(text, pos, limit)) pos = next;
  if (pos === first || pos > limit) return -1;
  return text.charCodeAt(pos) === 47 && pos < limit ? pos + 1 : pos;
}

/** Behind the next part of a URL: a word character, brackets around some, or punctuation before one; `pos` where it ends. */
function chunkEnd(text: string, pos: number, limit: number): number {
  if (pos >= limit) return pos;
  const word = urlCharLength(text, pos);
  if (word > 0) return pos + word;
  const char = text.charAt(pos);
  const close = { '(': ')', '[': ']', '{': '}' }[char];
  if (close !== undefined) {
    let end = pos + 1;
    while (end < limit && urlCharLength(text, end) > 0) end += urlCharLength(text, end);
    if (end > pos + 1 && text.charAt(end) === close) return end + 1;
  }
  if (isSpaceCode(text.charCodeAt(pos)) || char === '<' || char === '>') return pos;
  let end = pos + 1;
  while (char === ',' && text.charAt(end) === ',') end++;
  return end < limit && urlCharLength(text, end) > 0 ? end : pos;
}

function urlCharLength(text: string, pos: number): number {
  return '#$%+/@\\_-&='.includes(text.charAt(pos) || ' ') ? 1 : wordLength(text, pos);
}

function mailEnd(text: string, pos: number, limit: number): number {
  MAILBOX.lastIndex = pos;
  const mailbox = MAILBOX.exec(text)?.[0];
  if (mailbox === undefined) return -1;
  DOMAIN.lastIndex = pos + mailbox.length;
  const domain = DOMAIN.exec(text)?.[0];
  const end = pos + mailbox.length + (domain?.length ?? 0);
  return domain === undefined || end > limit ? -1 : end;
}
