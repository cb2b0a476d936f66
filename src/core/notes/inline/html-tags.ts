import { isSpaceCode } from '../chars.ts';
import type { Seeker } from '../seeker.ts';

/** A tag, comment or processing instruction. */
export interface HtmlTag {
  readonly end: number;
  /** In lower case; empty for comments and processing instructions. */
  readonly name: string;
  readonly closing: boolean;
}

/** Elements whose tags end a paragraph wherever they stand. Source: what Pandoc 2.17 does with each element of HTML. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body canvas center dd details dir div dl dt fieldset figcaption figure footer form frameset ' +
    'h1 h2 h3 h4 h5 h6 head header hgroup hr html isindex li main menu meta nav noframes ol output p pre script section style summary ' +
    'table tbody td textarea tfoot th thead tr ul'
  ).split(' '),
);

/** Elements that are blocks only where a block can begin. */
const EITHER = new Set(
  'applet area audio button del embed iframe ins map noscript object progress source svg template video'.split(
    ' ',
  ),
);

const VERBATIM = new Set(['pre', 'script', 'style', 'textarea']);

export function endsParagraph(tag: HtmlTag): boolean {
  return BLOCKS.has(tag.name);
}

export function canBeginBlock(tag: HtmlTag): boolean {
  return BLOCKS.has(tag.name) || EITHER.has(tag.name);
}

/** Whether the element's content is not Markdown. */
export function isVerbatim(tag: HtmlTag): boolean {
  return VERBATIM.has(tag.name);
}

/** The tag that begins with the `<` at `pos`, or null. Comments may cross lines; names and attributes must be well formed. */
export function readTag(text: string, pos: number, limit: number, seeker: Seeker): HtmlTag | null {
  if (text.startsWith('<!--', pos)) return untilMark(pos + 4, '-->', limit, seeker);
  if (text.startsWith('<?', pos)) return untilMark(pos + 2, '?>', limit, seeker);
  const closing = text.charCodeAt(pos + 1) === 47;
  const nameStart = pos + (closing ? 2 : 1);
  let end = nameStart;
  while (end < limit && isNameChar(text.charCodeAt(end), end > nameStart)) end++;
  if (end === nameStart) return null;
  const name = text.slice(nameStart, end).toLowerCase();
  const close = closing ? closingEnd(text, end, limit) : attributesEnd(text, end, limit, seeker);
  return close < 0 ? null : { end: close, name, closing };
}

/** The offset behind an element that is not Markdown inside, whose opening tag was read; behind the tag where it is never closed. */
export function verbatimEnd(tag: HtmlTag, seeker: Seeker): number {
  if (tag.closing || !isVerbatim(tag)) return tag.end;
  const close = [`</${tag.name}`, `</${tag.name.toUpperCase()}`]
    .map((needle) => seeker.next(needle, tag.end))
    .filter((at) => at >= 0);
  if (close.length === 0) return tag.end;
  const end = seeker.next('>', Math.min(...close));
  return end < 0 ? tag.end : end + 1;
}

function untilMark(from: number, mark: string, limit: number, seeker: Seeker): HtmlTag | null {
  const at = seeker.next(mark, from);
  return at < 0 || at + mark.length > limit ? null : { end: at + mark.length, name: '', closing: false };
}

function closingEnd(text: string, start: number, limit: number): number {
  for (let pos = start; pos < limit; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 62) return pos + 1;
    if (code === 60) return -1;
  }
  return -1;
}

function attributesEnd(text: string, start: number, limit: number, seeker: Seeker): number {
  let pos = start;
  for (;;) {
    const spaced = isSpaceCode(text.charCodeAt(pos));
    while (pos < limit && isSpaceCode(text.charCodeAt(pos))) pos++;
    if (pos >= limit) return -1;
    const code = text.charCodeAt(pos);
    if (code === 62) return pos + 1;
    if (code === 47) return text.charCodeAt(pos + 1) === 62 && pos + 1 < limit ? pos + 2 : -1;
    if (!spaced) return -1;
    const nameStart = pos;
    while (pos < limit && isNameChar(text.charCodeAt(pos), pos > nameStart)) pos++;
    if (pos === nameStart) return -1;
    pos = valueEnd(text, pos, limit, seeker);
    if (pos < 0) return -1;
  }
}

/** Behind `= value`, or `pos` itself where the attribute has none. */
function valueEnd(text: string, pos: number, limit: number, seeker: Seeker): number {
  let start = pos;
  while (start < limit && isSpaceCode(text.charCodeAt(start))) start++;
  if (text.charCodeAt(start) !== 61) return pos;
  start++;
  while (start < limit && isSpaceCode(text.charCodeAt(start))) start++;
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'") {
    const close = seeker.next(quote, start + 1);
    return close < 0 || close >= limit ? -1 : close + 1;
  }
  while (start < limit && !isSpaceCode(text.charCodeAt(start)) && text.charCodeAt(start) !== 62) start++;
  return start;
}

function isNameChar(code: number, inner: boolean): boolean {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return true;
  return inner && ((code >= 48 && code <= 58) || code === 45 || code === 95);
}
