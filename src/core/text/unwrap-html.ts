import { decodeEntity } from './unwrap-entities.ts';
import type { Span } from './span.ts';
import type { TextSink } from './text-map.ts';

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  'p div br tr li ul ol table blockquote pre h1 h2 h3 h4 h5 h6 hr section article'.split(' '),
);

/**
 * Appends the text of HTML: tags dropped, blocks on lines of their own, entities decoded; scripts, styles and comments left out. Where a heading leads
 * stands on a line below it, as `<https://…>`: the plain text of mails has it so.
 */
export function appendHtmlText(whole: string, span: Span, to: TextSink): void {
  const source = whole.slice(0, span.end);
  let from = span.start;
  let address = '';
  for (let i = span.start; i < span.end;) {
    const code = source.charCodeAt(i);
    if (code === 38) {
      const entity = decodeEntity(source, i);
      if (entity && entity.end <= span.end) {
        to.copy(source, from, i);
        to.put(entity.text, i, entity.end);
        from = i = entity.end;
        continue;
      }
    } else if (code === 60) {
      const end = tagEnd(source, i, span.end);
      if (end > 0) {
        to.copy(source, from, i);
        const name = /^<\/?([a-z][a-z0-9]*)/i.exec(source.slice(i, i + 24))?.[1]?.toLowerCase() ?? '';
        if (name === 'a') address = addressOf(source.slice(i, end)) || address;
        const isHeading = /^h\d$/.test(name);
        if (isHeading && source[i + 1] === '/' && address !== '') to.put(`\n<${address}>\n`, i, end);
        else if (BLOCKS.has(name)) to.put('\n', i, end);
        if (isHeading) address = '';
        from = i = end;
        continue;
      }
    }
    i++;
  }
  to.copy(source, from, span.end);
}

/** The address to which an opening tag leads; empty where it is none of the web. */
function addressOf(tag: string): string {
  const written = /\shref\s?=\s?(?:"(https?:[^"\s<>]{1,2000})"|'(https?:[^'\s<>]{1,2000})')/i.exec(tag);
  return (written?.[1] ?? written?.[2] ?? '').replace(/&amp;/gi, '&');
}

/** The offset behind a tag, comment, script or style that starts at `at`; 0 where a lone `<` stands. */
function tagEnd(source: string, at: number, limit: number): number {
  if (source.startsWith('<!--', at)) return closing(source, '-->', at, limit);
  const raw = /^<(script|style)\b/i.exec(source.slice(at, at + 8))?.[1]?.toLowerCase();
  if (raw !== undefined) return closing(source, `</${raw}>`, at, limit);
  if (!/^<[/!?a-z]/i.test(source.slice(at, at + 2))) return 0;
  // A tag that is not closed within any sensible length is text.
  const end = source.slice(at, Math.min(limit, at + 4000)).indexOf('>');
  return end < 0 ? 0 : at + end + 1;
}

function closing(source: string, mark: string, at: number, limit: number): number {
  const end = source.indexOf(mark, at);
  return end < 0 || end + mark.length > limit ? limit : end + mark.length;
}

const INLINE =
  /^<\/?(?:i|b|u|em|strong|sub|sup|sc|scp|small|span|font|tt|inf|italic|bold|jats:(?:italic|bold|sub|sup|sc))(?:\s[^<>]{0,200})?>/i;
const BLOCK =
  /^<\/?(?:p|br|div|sec|title|h[1-6]|li|ul|ol|jats:(?:p|sec|title|list|list-item))(?:\s[^<>]{0,200})?\s?\/?>/i;

/** Appends text with HTML's or JATS's inline markup, as bibliographies have it in titles: known tags dropped, entities decoded. */
export function appendInlineHtml(source: string, start: number, end: number, to: TextSink): void {
  let from = start;
  for (let at = nextMark(source, start, end); at < end; at = nextMark(source, at, end)) {
    const rest = source.slice(at, Math.min(end, at + 220));
    const entity = rest.startsWith('&') ? decodeEntity(source, at) : null;
    const inline = rest.startsWith('<') ? INLINE.exec(rest) : null;
    const block = rest.startsWith('<') && !inline ? BLOCK.exec(rest) : null;
    const stop = entity && entity.end <= end ? entity.end : at + (inline ?? block ?? [''])[0].length;
    if (stop === at) {
      at++;
      continue;
    }
    to.copy(source, from, at);
    const isBetween =
      at > start && stop < end && !/\s/.test(source.charAt(at - 1)) && !/[\s<]/.test(source.charAt(stop));
    to.put(entity ? entity.text : block && isBetween ? ' ' : '', at, stop);
    from = at = stop;
  }
  to.copy(source, from, end);
}

/** The next `<` or `&` from `at` on; `end` where there is none. */
function nextMark(source: string, at: number, end: number): number {
  let i = at;
  while (i < end && source.charCodeAt(i) !== 60 && source.charCodeAt(i) !== 38) i++;
  return i;
}
