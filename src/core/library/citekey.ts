import { titleKey, words } from '../text/fold.ts';
import type { Entry } from '../digests/entry.ts';
import { formattedKey, type KeyFormat } from './key-format/format.ts';
import { isStopWord, keyYear } from './key-parts.ts';

/** Limits of a generated key's name part. */
const MOST_WORDS = 3;
const MOST_CHARACTERS = 24;

/** What a generated key is made of: all from one entry, so that no other paper changes it. */
export interface KeyStem {
  /** `hyperattention2023` */
  readonly base: string;
  /** For when an earlier paper has the base: `hyperattention2023_long-context`. */
  readonly longer: string;
}

/**
 * The generated key of an entry: the short name before the title's colon (at most three words), else its first significant
 * words; at most three words and 24 characters; then the year, if the arXiv id tells it or the digest prints it.
 * Only letters, digits and hyphens, so `_` is free to mark the longer form.
 */
export function keyStem(entry: Pick<Entry, 'title' | 'date' | 'dateInferred' | 'arxiv'>): KeyStem {
  const { taken, rest } = nameWords(entry.title);
  const name = taken.length > 0 ? taken.join('-') : (entry.arxiv?.replace(/[^a-z0-9]+/gi, '-') ?? 'untitled');
  const base = `${name}${keyYear(entry) ?? ''}`;
  const more = fit(rest.slice(0, 2));
  return { base, longer: `${base}_${more.length > 0 ? more.join('-') : hash(titleKey(entry.title))}` };
}

/**
 * The keys that an entry claims, the foremost first. A format, where one is set and the entry names authors, gives the first; the key
 * without a format stays behind it, so that setting a format breaks no citation.
 */
export function keyStems(entry: Entry, format: KeyFormat | null): readonly KeyStem[] {
  const stem = keyStem(entry);
  const formatted = format === null || entry.authors.length === 0 ? null : formattedKey(format, entry);
  if (formatted === null || formatted === stem.base) return [stem];
  const more = fit(nameWords(entry.title).taken.slice(0, 2));
  const rest = more.length > 0 ? more.join('-') : hash(titleKey(entry.title));
  return [{ base: formatted, longer: `${formatted}+${rest}` }, stem];
}

/** The last resort, when the longer form is taken too: ends in a hash of what tells the paper apart. */
export function longestKey(stem: KeyStem, distinction: string): string {
  return `${stem.longer}_${hash(distinction)}`;
}

/**
 * The bases to which a key in any of its three forms may belong. Bases of titles hold neither `_` nor `+` and have `_` behind them,
 * bases of formats hold no `+` and have one behind them.
 */
export function basesOfKey(key: string): readonly string[] {
  const plus = key.indexOf('+');
  if (plus >= 0) return [key.slice(0, plus)];
  const mark = key.indexOf('_');
  return mark < 0 ? [key] : [key, key.slice(0, mark)];
}

/** The words of the key's name, and the significant words of the title that did not get in. */
function nameWords(title: string): { taken: string[]; rest: string[] } {
  const colon = title.search(/[:：]/);
  const short = colon < 0 ? [] : words(title.slice(0, colon));
  if (short.length > 0 && short.length <= MOST_WORDS) {
    const taken = fit(short);
    return { taken, rest: significant(words(title.slice(colon + 1))) };
  }
  const all = significant(words(title));
  const taken = fit(all.slice(0, MOST_WORDS));
  return { taken, rest: all.slice(taken.length) };
}

function significant(all: string[]): string[] {
  const kept = all.filter((word) => !isStopWord(word));
  return kept.length > 0 ? kept : all;
}

/** As many of the words as fit with hyphens between; a first word that is too long is cut. */
function fit(list: string[]): string[] {
  const taken: string[] = [];
  let length = -1;
  for (const word of list) {
    length += 1 + word.length;
    if (length > MOST_CHARACTERS) break;
    taken.push(word);
  }
  if (taken.length === 0 && list[0] !== undefined) return [cut(list[0])];
  return taken;
}

/** The first characters of a word, never half of a surrogate pair. */
function cut(word: string): string {
  return word.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
}

/** FNV-1a over UTF-16 units, as six letters and digits: short, stable, no secret. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36).padStart(6, '0').slice(-6);
}
