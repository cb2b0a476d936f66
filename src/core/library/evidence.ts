import { yearOf } from '../text/dates.ts';
import { fold, titleKey, words } from '../text/fold.ts';
import { arxivMonth, arxivOfDoi } from '../text/identifiers.ts';
import { keyStem } from './citekey.ts';
import { isPreprintDoi } from './versions.ts';
import type { Author, Entry } from '../digests/entry.ts';

/** What an entry says for or against being the same paper as another. Sets, so that groups of entries have evidence too. */
export interface Evidence {
  readonly arxiv: ReadonlySet<string>;
  /** Without the DOIs that arXiv gives: those are arXiv ids. */
  readonly dois: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  /** Keys that bibliographies give. */
  readonly keys: ReadonlySet<string>;
  /** Keys that would be generated for entries without one: they tell a pinned entry from a namesake. */
  readonly stems: ReadonlySet<string>;
  readonly families: ReadonlySet<string>;
  readonly counts: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** The folded beginnings of abstracts. */
  readonly abstracts: ReadonlySet<string>;
}

/** How much of an abstract is compared: two abstracts that agree so far are one abstract, perhaps revised later on. */
const ABSTRACT_WORDS = 12;

export function evidenceOf(entry: Entry): Evidence {
  const ids = entry.identifiersInherited ? null : entry;
  const ofDoi = ids?.doi ? (arxivOfDoi(ids.doi)?.id ?? null) : null;
  const arxiv = ids?.arxiv ?? ofDoi;
  const year = evidentYear(entry);
  const count = entry.authorCount ?? (entry.authors.length > 0 ? entry.authors.length : null);
  const key = titleKey(entry.title);
  let abstracts: ReadonlySet<string> | null = null;
  let stems: ReadonlySet<string> | null = null;
  return {
    arxiv: setOf(arxiv),
    dois: setOf(ofDoi === null ? (ids?.doi ?? null) : null),
    titles: setOf(key === '' ? null : key),
    keys: setOf(entry.key),
    // Only short titles need it.
    get stems() {
      return (stems ??= stemsOf(entry));
    },
    families: new Set(entry.authors.map(familyKey).filter((name) => name !== '')),
    counts: setOf(count),
    years: setOf(year),
    // Few entries ever need theirs compared, and some formats decode an abstract only when it is asked for.
    get abstracts() {
      return (abstracts ??= setOf(abstractBeginning(entry.abstract)));
    },
  };
}

function stemsOf(entry: Entry): ReadonlySet<string> {
  if (entry.key !== null) return new Set();
  const { base, longer } = keyStem(entry);
  return new Set([base, longer]);
}

export function mergeEvidence(parts: readonly Evidence[]): Evidence {
  if (parts.length === 1) return parts[0]!;
  return {
    arxiv: union(parts.map((part) => part.arxiv)),
    dois: union(parts.map((part) => part.dois)),
    titles: union(parts.map((part) => part.titles)),
    keys: union(parts.map((part) => part.keys)),
    get stems() {
      return union(parts.map((part) => part.stems));
    },
    families: union(parts.map((part) => part.families)),
    counts: union(parts.map((part) => part.counts)),
    years: union(parts.map((part) => part.years)),
    get abstracts() {
      return union(parts.map((part) => part.abstracts));
    },
  };
}

function union<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return new Set(sets.flatMap((set) => [...set]));
}

/** Whether the author lists share a name. */
export function authorsAgree(a: Evidence, b: Evidence): boolean {
  return intersects(a.families, b.families);
}

/** Both give one key, or one gives the key that would be generated for the other: it was pinned. */
export function keysAgree(a: Evidence, b: Evidence): boolean {
  return intersects(a.keys, b.keys) || intersects(a.keys, b.stems) || intersects(a.stems, b.keys);
}

/** Both name authors, and none in common. */
export function authorsContradict(a: Evidence, b: Evidence): boolean {
  return a.families.size > 0 && b.families.size > 0 && !authorsAgree(a, b);
}

/** Something beside the title speaks for one paper: authors, their number, a year within one, the abstract. */
export function agrees(a: Evidence, b: Evidence): boolean {
  return (
    authorsAgree(a, b) ||
    intersects(a.counts, b.counts) ||
    intersects(a.abstracts, b.abstracts) ||
    yearsApart(a, b) <= 1
  );
}

/** Something forbids that two of one title are one paper. */
export function contradicts(a: Evidence, b: Evidence): boolean {
  if (bothDisjoint(a.arxiv, b.arxiv)) return true;
  if (
    bothDisjoint(published(a.dois), published(b.dois)) ||
    bothDisjoint(preprints(a.dois), preprints(b.dois))
  )
    return true;
  if (authorsContradict(a, b)) return true;
  const apart = yearsApart(a, b);
  return Number.isFinite(apart) && apart > 2 && !authorsAgree(a, b);
}

/** Whether two titles cannot be one work's: few words in common, and neither is the other with a subtitle dropped. */
export function titlesContradict(a: string, b: string): boolean {
  if (a === b || a === '' || b === '' || a.startsWith(`${b} `) || b.startsWith(`${a} `)) return false;
  const left = new Set(a.split(' '));
  const right = new Set(b.split(' '));
  let shared = 0;
  for (const word of left) if (right.has(word)) shared++;
  return shared * 2 < Math.min(left.size, right.size) || shared * 3 < Math.max(left.size, right.size);
}

function evidentYear(entry: Entry): number | null {
  if (entry.date !== null) return yearOf(entry.date);
  return entry.arxiv === null ? null : (arxivMonth(entry.arxiv)?.year ?? null);
}

function abstractBeginning(abstract: string | null): string | null {
  return abstract === null ? null : words(abstract.slice(0, 400)).slice(0, ABSTRACT_WORDS).join(' ');
}

/** A surname for comparing: its last word, as particles come and go between sources. */
function familyKey(author: Author): string {
  if ('literal' in author) return fold(author.literal).trim();
  return words(author.family).at(-1) ?? '';
}

function preprints(dois: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...dois].filter((doi) => isPreprintDoi(doi)));
}

function published(dois: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...dois].filter((doi) => !isPreprintDoi(doi)));
}

function yearsApart(a: Evidence, b: Evidence): number {
  let least = Infinity;
  for (const x of a.years) for (const y of b.years) least = Math.min(least, Math.abs(x - y));
  return least;
}

function setOf<T>(value: T | null): ReadonlySet<T> {
  return value === null ? new Set() : new Set([value]);
}

function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const value of small) if (large.has(value)) return true;
  return false;
}

function bothDisjoint<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size > 0 && b.size > 0 && !intersects(a, b);
}
