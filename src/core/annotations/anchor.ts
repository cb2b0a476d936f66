import search from 'approx-string-match';
import type { Span } from '../text/span.ts';
import { wellFormed } from '../text/well-formed.ts';
import { normalText, sourceSpan, type NormalText } from './normal-text.ts';
import type { Quote } from './record.ts';

/** A place that fits a quote, and how well, from 0 to 1. */
export interface Guess extends Span {
  readonly score: number;
}

/**
 * Where a highlight stands in a text. `anchored`: its words were found; `approximate`: words that are like them, or far from their place, were, which is to be shown;
 * `orphan`: neither with certainty, `guess` is the best place that there is; `unlocated`: the text is not at hand.
 */
export type Anchoring =
  | ({ readonly state: 'anchored' | 'approximate' } & Guess)
  | { readonly state: 'orphan'; readonly guess: Guess | null }
  | { readonly state: 'unlocated' };

/** A text in which quotes are looked for; what looking needs is made once. */
export class AnchorText {
  readonly text: string;
  #normal: NormalText | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get normal(): NormalText {
    return (this.#normal ??= normalText(this.text));
  }
}

/** Units of the normal text. A quote at least this long means one passage wherever it stands. */
export const LONG = 24;
/** A shorter quote that has moved farther than this, with no context to tell, is not believed. */
const NEAR = 120;
/** So many words that stand only here are believed, and shown as doubtful, however far they have moved. */
const TELLING = 3;
/** How much of a context must fit where a short quote stands on it. */
const FITTING = 0.6;
/** A quote at least this long is believed where words like it stand. */
const LONG_ALIKE = 60;
/** The share of a quote that may differ where it is looked for by likeness, and the likeness that is believed. */
const MOST_ERRORS = 0.3;
const LIKE = 0.76;
/** Parts of a quote that must each have their like: their length, and the share of them that may differ. */
const PART = 24;
const PART_ERRORS = 0.34;
/** A place that is not better than the next by this much is not believed. */
const MARGIN = 0.08;
/** As much context as is compared, and as `contextOf` gives. */
export const CONTEXT = 32;

/**
 * Finds a quote in a text: at its position, then as its exact words nearest to it, then words like them, weighed with prefix and
 * suffix. Never onto other words in silence: what is not certain is `approximate` or an orphan with a guess. `start` is the UTF-16
 * offset that the quote had. Sources: W3C Web Annotation Data Model, 4.2.4 and 4.2.5 (selectors); Hypothes.is, "Fuzzy Anchoring" (order of the
 * strategies, weighing of quote and context).
 */
export function anchor(text: AnchorText, quote: Quote, start: number | null): Anchoring {
  const wanted = normalText(quote.exact).text;
  if (wanted === '') return { state: 'orphan', guess: null };
  const context = contextTexts(quote);
  const from = start === null ? null : normalOffset(text.normal, start);
  return exactly(text, quote.exact, wanted, context, start, from) ?? alike(text, wanted, context, from);
}

/** The text around a passage, for a quote that is not unique: whole words, at most 32 units on each side. */
export function contextOf(
  text: string,
  { start, end }: Span,
): { readonly prefix: string; readonly suffix: string } {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const behind = text.slice(end, end + CONTEXT);
  const cut = start > CONTEXT ? before.replace(/^\S*\s+(?=\S)/, '') : before;
  const cutBehind = end + CONTEXT < text.length ? behind.replace(/(\S)\s+\S*$/, '$1') : behind;
  return {
    prefix: wellFormed(cut.replace(/\s+/g, ' ')),
    suffix: wellFormed(cutBehind.replace(/\s+/g, ' ')),
  };
}

/** Whether a passage's words, and words like them, stand in the text only here, and as whole words: then its quote needs no context. */
export function isUnique(text: AnchorText, exact: string): boolean {
  const wanted = normalText(exact).text;
  const hay = text.normal.text;
  const [at, other] = occurrences(hay, wanted, () => true);
  if (wanted === '' || at === undefined || other !== undefined || !isWhole(hay, at, at + wanted.length))
    return false;
  const most = Math.floor(wanted.length * MOST_ERRORS);
  const rest = [hay.slice(0, at), hay.slice(at + wanted.length)];
  return rest.every((part) => search(part, wanted, most).length === 0);
}

interface Context {
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** Whether the quote began, or ended, within a word. */
  readonly cutsStart: boolean;
  readonly cutsEnd: boolean;
}

function contextTexts({ prefix, suffix }: Quote): Context {
  return {
    prefix: prefix === null ? null : normalText(prefix).text,
    suffix: suffix === null ? null : normalText(suffix).text,
    cutsStart: /[\p{L}\p{N}\u2010\u2011-]$/u.test(prefix ?? ''),
    cutsEnd: /^[\p{L}\p{N}\u2010\u2011-]/u.test(suffix ?? ''),
  };
}

/** By the quote's own words. Null where they stand nowhere. */
function exactly(
  text: AnchorText,
  exact: string,
  wanted: string,
  context: Context,
  start: number | null,
  from: number | null,
): Anchoring | null {
  const { normal } = text;
  const hasContext = context.prefix !== null || context.suffix !== null;
  // As it stood: also a part of a word, which without a context that says so is looked for nowhere else.
  if (start !== null && text.text.startsWith(exact, start)) {
    const here = normalOffset(normal, start);
    if (!hasContext || contextFit(normal.text, here, here + wanted.length, context) >= FITTING)
      return { state: 'anchored', start, end: start + exact.length, score: 1 };
  }
  const fits = (at: number): boolean => isWhole(normal.text, at, at + wanted.length, context);
  const places = occurrences(normal.text, wanted, fits).map((at) => ({
    at,
    distance: from === null ? 0 : Math.abs(at - from),
    fit: contextFit(normal.text, at, at + wanted.length, context),
  }));
  if (places.length === 0) return null;
  places.sort((a, b) => (hasContext ? b.fit - a.fit : 0) || a.distance - b.distance);
  const [best, next] = places as [(typeof places)[number], (typeof places)[number] | undefined];
  const found = placed(text, best.at, best.at + wanted.length);
  const isLong = wanted.length >= LONG;
  const isNear = from === null || best.distance <= NEAR;
  if (hasContext) {
    const isClear = !next || best.fit - next.fit >= MARGIN || (best.distance === 0 && next.distance > 0);
    if (isClear && best.fit >= FITTING) return { state: 'anchored', ...found, score: 1 };
    return { state: 'orphan', guess: { ...found, score: best.fit } };
  }
  const isOne = !next;
  if (isOne && (isLong || isNear)) return { state: 'anchored', ...found, score: 1 };
  if (isOne && wanted.split(' ').length >= TELLING) return { state: 'approximate', ...found, score: 0.8 };
  if (!isOne && best.distance === 0) return { state: 'anchored', ...found, score: 1 };
  return { state: 'orphan', guess: { ...found, score: 0.5 } };
}

/** By likeness: only long quotes, only where one place is clearly best. */
function alike(text: AnchorText, wanted: string, context: Context, from: number | null): Anchoring {
  const { text: hay } = text.normal;
  const most = Math.min(256, Math.floor(wanted.length * MOST_ERRORS));
  if (wanted.length < 12 || most === 0) return { state: 'orphan', guess: null };
  const places = search(hay, wanted, most)
    .map((match) => {
      const { start, end } = wholeWords(hay, match.start, match.end);
      const likeness = 1 - match.errors / wanted.length;
      const fit = contextFit(hay, start, end, context);
      const far = from === null ? 0 : Math.min(1, Math.abs(start - from) / Math.max(1, hay.length));
      return { start, end, likeness, score: likeness * 0.8 + fit * 0.18 + (1 - far) * 0.02 };
    })
    .sort((a, b) => b.score - a.score);
  const best = places[0];
  if (!best || best.end <= best.start) return { state: 'orphan', guess: null };
  const other = places.find((place) => place.start >= best.end || place.end <= best.start);
  const found = { ...placed(text, best.start, best.end), score: best.score };
  const isSure =
    best.likeness >= LIKE &&
    hasEveryPart(hay.slice(best.start, best.end), wanted) &&
    wanted.length >= LONG_ALIKE &&
    (!other || best.score - other.score >= MARGIN);
  return isSure ? { state: 'approximate', ...found } : { state: 'orphan', guess: found };
}

/** Whether each part of the quote has its like in the place: a place that lacks the quote's end is another passage. */
function hasEveryPart(place: string, wanted: string): boolean {
  const count = Math.max(2, Math.min(4, Math.floor(wanted.length / PART)));
  const length = Math.ceil(wanted.length / count);
  for (let at = 0; at < wanted.length; at += length) {
    const part = wanted.slice(at, at + length);
    if (search(place, part, Math.floor(part.length * PART_ERRORS)).length === 0) return false;
  }
  return true;
}

function occurrences(hay: string, wanted: string, fits: (at: number) => boolean): number[] {
  const found: number[] = [];
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, at + 1)) if (fits(at)) found.push(at);
  return found;
}

const WORD = /[\p{L}\p{N}]/u;

/** Whether none of the words at a place is a part of a longer one, but where it `may` be. */
function isWhole(
  text: string,
  start: number,
  end: number,
  may: Pick<Context, 'cutsStart' | 'cutsEnd'> = { cutsStart: false, cutsEnd: false },
): boolean {
  const cutsStart = start > 0 && WORD.test(text[start - 1]!) && WORD.test(text[start]!);
  const cutsEnd = end < text.length && WORD.test(text[end]!) && WORD.test(text[end - 1]!);
  return (may.cutsStart || !cutsStart) && (may.cutsEnd || !cutsEnd);
}

/** Moves the edges of a match to the nearest edges of words. */
function wholeWords(text: string, start: number, end: number): Span {
  return { start: nearestEdge(text, start), end: nearestEdge(text, end) };
}

function nearestEdge(text: string, at: number): number {
  const isEdge = (offset: number): boolean =>
    offset <= 0 || offset >= text.length || !(WORD.test(text[offset - 1]!) && WORD.test(text[offset]!));
  for (let step = 0; ; step++) {
    if (isEdge(at - step)) return Math.max(0, at - step);
    if (isEdge(at + step)) return Math.min(text.length, at + step);
  }
}

/** How much of prefix and suffix stands around a place, from 0 to 1; 0.5 where neither is known. */
function contextFit(hay: string, start: number, end: number, { prefix, suffix }: Context): number {
  const fits: number[] = [];
  if (prefix !== null)
    fits.push(
      prefix === ''
        ? start === 0
          ? 1
          : 0
        : share(prefix, (n) => hay.slice(Math.max(0, start - n - 1), start).trimEnd(), true),
    );
  if (suffix !== null)
    fits.push(
      suffix === ''
        ? end === hay.length
          ? 1
          : 0
        : share(suffix, (n) => hay.slice(end, end + n + 1).trimStart(), false),
    );
  return fits.length === 0 ? 0.5 : fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
}

/** The share of a context that the text has next to the place, letter by letter from there, or by likeness where that is more. */
function share(context: string, around: (length: number) => string, isBefore: boolean): number {
  const wanted = context.trim();
  if (wanted === '') return 1;
  const there = around(wanted.length);
  let same = 0;
  const unit = (text: string, i: number): string | undefined =>
    isBefore ? text[text.length - 1 - i] : text[i];
  while (same < wanted.length && unit(there, same) === unit(wanted, same)) same++;
  const [like] = search(there, wanted, Math.floor(wanted.length / 2));
  return Math.max(same / wanted.length, like ? 1 - like.errors / wanted.length : 0);
}

function placed(text: AnchorText, start: number, end: number): Span {
  return sourceSpan(text.normal, text.text, start, end);
}

/** The offset in the normal text of what stands at `offset` in the source. */
function normalOffset({ starts }: NormalText, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
