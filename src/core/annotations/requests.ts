import { COLORS, type Field } from './record.ts';
import { STATUSES, type Status } from './reading-list.ts';
import { foldBlanks } from './quote-text.ts';
import { wellFormed } from '../text/well-formed.ts';

/** What the `carrel.annotate.*` commands take, read from what any client sends. `paper` is any spelling of a citation. */

/** A passage as a client names it. */
export interface QuoteRequest {
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** UTF-16 offset into the field. */
  readonly start: number | null;
}

/** A place in a file: what is selected there. */
export interface RangeRequest {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export interface AddHighlightRequest {
  /** Null where the place tells it. */
  readonly paper: string | null;
  readonly quote: QuoteRequest | null;
  readonly at: RangeRequest | null;
  readonly field: Field | null;
  readonly page: string | null;
  readonly color: string;
  readonly comment: string;
}

export type Read<T> = T | { readonly wrong: string };

/** The longest text that is taken, in UTF-16 units. */
const MOST = 1_000_000;

export function isWrong<T>(read: Read<T>): read is { readonly wrong: string } {
  return typeof read === 'object' && read !== null && 'wrong' in read;
}

export function readAddHighlight(argument: unknown): Read<AddHighlightRequest> {
  const paper = text(argument, 'paper');
  const quote = readQuote(value(argument, 'quote'));
  const at = readRange(value(argument, 'at'));
  if (!quote && !at) return { wrong: 'it needs a `quote` with `exact`, or `at` with `uri` and `range`' };
  if (paper === null && !at) return { wrong: 'it needs `paper`' };
  const field = value(argument, 'field');
  const known = (['title', 'abstract', 'fulltext'] as const).find((name) => name === field);
  if (field !== undefined && field !== null && !known)
    return { wrong: '`field` is `title`, `abstract` or `fulltext`' };
  const color = readColor(value(argument, 'color'));
  if (isWrong(color)) return color;
  const comment = value(argument, 'comment');
  if (typeof comment === 'string' && comment.length > MOST) return { wrong: 'the comment is too long' };
  return {
    paper,
    quote,
    at,
    field: known ?? null,
    page: text(argument, 'page'),
    color: color ?? 'yellow',
    comment: text(argument, 'comment') ?? '',
  };
}

export interface UpdateRequest {
  readonly paper: string;
  readonly id: string;
  readonly color: string | undefined;
  readonly comment: string | undefined;
  /** The comment that the new one was made from; where the client does not say, what it was told last. */
  readonly was: string | undefined;
}

export function readUpdate(argument: unknown): Read<UpdateRequest> {
  const named = readNamed(argument);
  if (isWrong(named)) return named;
  const color = readColor(value(argument, 'color'));
  if (isWrong(color)) return color;
  const comment = text(argument, 'comment') ?? text(argument, 'text');
  if (color === null && comment === null) return { wrong: 'it names nothing to change' };
  const was = text(argument, 'was') ?? undefined;
  return { ...named, color: color ?? undefined, comment: comment ?? undefined, was };
}

/** A record of a paper. */
export function readNamed(argument: unknown): Read<{ readonly paper: string; readonly id: string }> {
  const paper = text(argument, 'paper');
  const id = text(argument, 'id');
  if (paper === null || id === null) return { wrong: 'it needs `paper` and `id`' };
  return { paper, id: id.replace(/^\^/, '') };
}

/** One record of a paper, or several. */
export function readRemove(
  argument: unknown,
): Read<{ readonly paper: string; readonly ids: readonly string[] }> {
  const paper = text(argument, 'paper');
  const ids = value(argument, 'ids');
  const isList = Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'string');
  if (paper !== null && isList) return { paper, ids };
  const named = readNamed(argument);
  return isWrong(named) ? named : { paper: named.paper, ids: [named.id] };
}

export function readAddRemark(argument: unknown): Read<{ readonly paper: string; readonly text: string }> {
  const paper = text(argument, 'paper');
  const words = text(argument, 'text') ?? text(argument, 'comment');
  if (paper === null || words === null || words.trim() === '')
    return { wrong: 'it needs `paper` and `text`' };
  return { paper, text: words };
}

export function readStatus(argument: unknown): Read<{ readonly paper: string; readonly status: Status }> {
  const paper = text(argument, 'paper');
  const status = STATUSES.find((known) => known === value(argument, 'status'));
  if (paper === null || !status)
    return { wrong: `it needs \`paper\` and \`status\`: ${STATUSES.join(', ')}` };
  return { paper, status };
}

export function readRating(
  argument: unknown,
): Read<{ readonly paper: string; readonly rating: number | null }> {
  const paper = text(argument, 'paper');
  const rating = value(argument, 'rating');
  const isRating =
    rating === null || (Number.isInteger(rating) && Number(rating) >= 1 && Number(rating) <= 5);
  if (paper === null || !isRating) return { wrong: 'it needs `paper` and `rating`, 1 to 5 or null' };
  return { paper, rating: rating as number | null };
}

export function readTags(
  argument: unknown,
): Read<{ readonly paper: string; readonly tags: readonly string[] }> {
  const paper = text(argument, 'paper');
  const tags = value(argument, 'tags');
  if (paper === null || !Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string'))
    return { wrong: 'it needs `paper` and `tags`, a list of texts' };
  return { paper, tags: tidyTags(tags) };
}

/** Tags as front matter holds them. */
export function tidyTags(tags: readonly string[]): readonly string[] {
  const tidy = tags.map((tag) => foldBlanks(wellFormed(tag).replace(/^[\s#]+/, '')));
  return [...new Set(tidy.filter((tag) => tag !== ''))];
}

export interface ReanchorRequest {
  readonly paper: string;
  readonly id: string;
  /** Null: the best guess is accepted. */
  readonly quote: QuoteRequest | null;
  readonly field: Field | null;
}

export function readReanchor(argument: unknown): Read<ReanchorRequest> {
  const named = readNamed(argument);
  if (isWrong(named)) return named;
  const field = (['title', 'abstract'] as const).find((name) => name === value(argument, 'field'));
  return { ...named, quote: readQuote(value(argument, 'quote')), field: field ?? null };
}

function readColor(given: unknown): Read<string | null> {
  if (given === undefined || given === null) return null;
  if (typeof given === 'string' && /^[a-z]{3,20}$/.test(given)) return given;
  return { wrong: `\`color\` is one of ${COLORS.join(', ')}` };
}

function readQuote(given: unknown): QuoteRequest | null {
  const exact = text(given, 'exact');
  if (exact === null || exact.trim() === '') return null;
  const start = value(given, 'start');
  return {
    exact,
    prefix: text(given, 'prefix'),
    suffix: text(given, 'suffix'),
    start: Number.isSafeInteger(start) && Number(start) >= 0 ? Number(start) : null,
  };
}

function readRange(given: unknown): RangeRequest | null {
  const uri = text(given, 'uri');
  const range = value(given, 'range');
  const start = readPosition(value(range, 'start'));
  const end = readPosition(value(range, 'end'));
  return uri === null || !start || !end ? null : { uri, range: { start, end } };
}

function readPosition(given: unknown): { line: number; character: number } | null {
  const line = value(given, 'line');
  const character = value(given, 'character');
  const isPlace =
    Number.isSafeInteger(line) &&
    Number.isSafeInteger(character) &&
    Number(line) >= 0 &&
    Number(character) >= 0;
  return isPlace ? { line: Number(line), character: Number(character) } : null;
}

function value(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name];
}

function text(object: unknown, name: string): string | null {
  const found = value(object, name);
  return typeof found === 'string' && found.length <= MOST ? wellFormed(found) : null;
}
