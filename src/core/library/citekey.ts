import { yearOf } from '../text/dates.ts';
import { titleKey, words } from '../text/fold.ts';
import { arxivMonth } from '../text/identifiers.ts';
import type { Entry } from '../digests/entry.ts';

/** Limits of a generated key's name part. */
const MOST_WORDS = 3;
const MOST_CHARACTERS = 24;

/** Words that say nothing in a key. Adding to this list changes keys that people may have cited: leave it alone. */
const STOP_WORDS = new Set(
  (
    'a about after against all also among an and any are as at based be been before being between both but by can could do does down ' +
    'during each few for from further had has have how if in into is it its may more most no nor not of off on once only or other ' +
    'our out over own same should so some such than that the their them then there these they this those through to too toward ' +
    'towards under until up upon use using very via was we were what when where which while who why will with within without would you your'
  ).split(' '),
);

/** What a generated key is made of: all from one entry, so that no other paper changes it. */
export interface KeyStem {
  /** `hyperattention2023` */
  readonly base: string;
  /** For when an earlier paper has the base: `hyperattention2023_long-context`. Never equal to anyone's base. */
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

/** The last resort, when the longer form is taken too: ends in a hash of what tells the paper apart. */
export function longestKey(stem: KeyStem, distinction: string): string {
  return `${stem.longer}_${hash(distinction)}`;
}

/** The base to which a generated key in any of its three forms belongs. */
export function baseOfKey(key: string): string {
  const mark = key.indexOf('_');
  return mark < 0 ? key : key.slice(0, mark);
}

function keyYear(entry: Pick<Entry, 'date' | 'dateInferred' | 'arxiv'>): number | null {
  if (entry.arxiv !== null) return arxivMonth(entry.arxiv)?.year ?? null;
  return entry.date === null || entry.dateInferred ? null : yearOf(entry.date);
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
  const kept = all.filter((word) => !STOP_WORDS.has(word));
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
