import { detach } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';
import type { Steps } from '../../text/steps.ts';
import {
  TextCollector,
  TextMapBuilder,
  throughMap,
  type TextMap,
  type TextSink,
} from '../../text/text-map.ts';
import { decodeEntity } from '../../text/unwrap-entities.ts';
import { appendUnwrapped, trimSpan } from '../../text/unwrap.ts';
import { appendTexAccents } from '../arxiv/tex-accents.ts';

/** One item of a feed. */
export interface FeedItem {
  /** From its opening tag to behind its closing one. */
  readonly span: Span;
  /** Whether the closing tag was there. */
  readonly closed: boolean;
}

/**
 * The items of a feed (`<entry>` of Atom, `<item>` of RSS). We look for these elements alone instead of parsing XML, so that one broken
 * item, or a feed that was cut off, costs no other; an XML parser gives up at the first fault.
 */
export function* feedItems(text: string): Steps<FeedItem[]> {
  const starts = [...(yield* openings(text, 'entry')), ...(yield* openings(text, 'item'))];
  starts.sort((a, b) => a.at - b.at);
  const items: FeedItem[] = [];
  for (const [i, { at, name }] of starts.entries()) {
    if (i % STEP === 0) yield;
    const limit = starts[i + 1]?.at ?? text.length;
    const close = text.slice(at, limit).indexOf(`</${name}>`);
    const end = close < 0 ? trimSpan(text, { start: at, end: limit }).end : at + close + name.length + 3;
    items.push({ span: { start: at, end }, closed: close >= 0 });
  }
  return items;
}

const TAG_END = /(?=[\s>])[^<>]{0,2000}>/y;

/** So many items are found between two steps. */
const STEP = 200;

function* openings(text: string, name: string): Steps<{ readonly at: number; readonly name: string }[]> {
  const found: { at: number; name: string }[] = [];
  const open = `<${name}`;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + open.length)) {
    TAG_END.lastIndex = at + open.length;
    if (TAG_END.test(text) && found.push({ at, name }) % STEP === 0) yield;
  }
  return found;
}

/** The title of an item where it is written plainly; null also where that takes more than a look. */
export function plainTitle(text: string, item: Span): Span | null {
  const own = text.slice(item.start, item.end);
  const open = own.indexOf('<title>');
  const close = open < 0 ? -1 : own.indexOf('</title>', open);
  if (close < 0) return null;
  const span = trimSpan(text, { start: item.start + open + 7, end: item.start + close });
  return span.start < span.end && /[\p{L}\p{N}]/u.test(text.charAt(span.start)) ? span : null;
}

/** The contents of an item's elements with one of the names, in their order; name spaces count as part of a name. */
export function elementSpans(text: string, item: Span, ...names: readonly string[]): Span[] {
  const spans: Span[] = [];
  const body = text.slice(item.start, item.end);
  const opening = new RegExp(
    `<(${names.map((name) => name.replace(/[^\w:]/g, '')).join('|')})(?=[\\s>])[^<>]{0,2000}>`,
    'g',
  );
  for (let match = opening.exec(body); match; match = opening.exec(body)) {
    if (match[0].endsWith('/>')) continue;
    const close = body.indexOf(`</${match[1]!}>`, opening.lastIndex);
    if (close < 0) continue;
    spans.push(
      withoutCdata(text, trimSpan(text, { start: item.start + opening.lastIndex, end: item.start + close })),
    );
    opening.lastIndex = close;
  }
  return spans;
}

/** The values of an attribute of an item's elements with the name. */
export function attributes(text: string, item: Span, name: string, attribute: string): string[] {
  const element = new RegExp(`<${name.replace(/[^\w:]/g, '')}\\s[^<>]{0,2000}>`, 'g');
  const value = new RegExp(`\\s${attribute.replace(/\W/g, '')}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return [...text.slice(item.start, item.end).matchAll(element)].flatMap((match) => {
    const found = value.exec(match[0]);
    return found
      ? [detach(xmlText(found[1] ?? found[2] ?? '', { start: 0, end: (found[1] ?? found[2] ?? '').length }))]
      : [];
  });
}

function withoutCdata(text: string, span: Span): Span {
  const inner = text.slice(span.start, span.end);
  if (!inner.startsWith('<![CDATA[') || !inner.endsWith(']]>')) return span;
  return trimSpan(text, { start: span.start + 9, end: span.end - 3 });
}

/** The text of an element on one line, or with its paragraphs. */
export function xmlText(text: string, span: Span, paragraphs = false): string {
  const to = new TextCollector();
  appendUnwrapped(text, span, to, { paragraphs, piece: paragraphs ? appendProse : appendLetters });
  return detach(to.text);
}

export function xmlTextMap(text: string, span: Span, paragraphs: boolean): TextMap {
  const built = new TextMapBuilder();
  appendUnwrapped(text, span, built, { paragraphs, piece: paragraphs ? appendProse : appendLetters });
  return built.build();
}

const TAG =
  /<\/?(?:(p|div|br|li|ul|ol|blockquote|h[1-6])|b|i|u|em|strong|sub|sup|span|a|code|small|font)(?:\s[^<>]{0,300})?\s?\/?>/gi;

/** The same for an abstract, in which feeds write HTML: its tags are dropped, and what they set apart stays apart. */
function appendProse(source: string, start: number, end: number, to: TextSink): void {
  const decoded = new TextMapBuilder();
  appendLetters(source, start, end, decoded);
  const map = decoded.build();
  const { text } = map;
  const sink = throughMap(map, to);
  let from = 0;
  let isParted = true;
  for (const { 0: tag, 1: block, index } of text.matchAll(TAG)) {
    sink.copy(text, from, index);
    if (index > from) isParted = /\s$/.test(text.slice(from, index));
    from = index + tag.length;
    // What follows tells whether anything is left to part.
    if (block === undefined || isParted || !/[^\s<]/.test(text.charAt(from))) continue;
    sink.put(' ', index, from);
    isParted = true;
  }
  sink.copy(text, from, text.length);
}

/** Entities decoded, and accents that feeds of arXiv write in TeX. */
function appendLetters(source: string, start: number, end: number, to: TextSink): void {
  if (!source.slice(start, end).includes('\\')) {
    appendDecoded(source, start, end, to);
    return;
  }
  const decoded = new TextMapBuilder();
  appendDecoded(source, start, end, decoded);
  const map = decoded.build();
  appendTexAccents(map.text, 0, map.text.length, throughMap(map, to));
}

/** Entities decoded; `&amp;amp;`, which feeds that hold HTML have, twice. */
function appendDecoded(whole: string, start: number, end: number, to: TextSink): void {
  // Looking for entities stops at the end, or each piece would search the whole feed.
  const source = whole.slice(0, end);
  let from = start;
  for (let at = source.indexOf('&', start); at >= 0; at = source.indexOf('&', at)) {
    const entity = decodeEntity(source, at);
    if (!entity || entity.end > end) {
      at++;
      continue;
    }
    const again =
      entity.text === '&'
        ? /^(?:amp|lt|gt|quot|#39|apos|nbsp);/.exec(source.slice(entity.end, Math.min(end, entity.end + 6)))
        : null;
    const inner = again ? decodeEntity(`&${again[0]}`, 0) : null;
    const stop = entity.end + (again && inner ? again[0].length : 0);
    to.copy(source, from, at);
    to.put(inner?.text ?? entity.text, at, stop);
    from = at = stop;
  }
  to.copy(source, from, end);
}
