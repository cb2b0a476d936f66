import { givenKeysOf, type Author, type Entry } from '../digests/entry.ts';
import { yearOf } from '../text/dates.ts';
import { fold, titleKey, words } from '../text/fold.ts';
import { arxivMonth, arxivOfDoi } from '../text/identifiers.ts';
import { keyStems } from './citekey.ts';
import type { KeyFormat } from './key-format/format.ts';
import { One } from './one.ts';
import { PublicationSet, publicationOf } from './publications.ts';
import { isPreprintDoi } from './versions.ts';

/**
 * What an entry says for or against being the same paper as another. Sets, so that groups of entries have evidence too. Whatever a format
 * may decode late is read only when it is asked for: most entries meet no other.
 */
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
  /** Family names with the initials of given names, as `personKey` makes them. */
  readonly people: ReadonlySet<string>;
  readonly counts: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  /** Printed days with the number of authors: what pages of one day tell of one paper. */
  readonly days: ReadonlySet<string>;
  /** The folded beginnings of abstracts. */
  readonly abstracts: ReadonlySet<string>;
  /** Where and when the paper appeared, as bibliographies give it. */
  readonly publications: PublicationSet;
}

/** How much of an abstract is compared: two abstracts that agree so far are one abstract, perhaps revised later on. */
const ABSTRACT_WORDS = 12;

/** `path` is the file that the entry stands in: whoever lists two versions in one file means two. The format is that of its generated keys. */
export function evidenceOf(entry: Entry, path: string, keyFormat: KeyFormat | null): Evidence {
  return new EntryEvidence(entry, path, keyFormat);
}

export function mergeEvidence(parts: readonly Evidence[]): Evidence {
  return parts.length === 1 ? parts[0]! : new GroupEvidence(parts);
}

type Late = Omit<Evidence, 'arxiv' | 'dois' | 'titles' | 'keys'>;

/** Reads each part once, when it is first asked for. */
abstract class LazyEvidence implements Evidence {
  abstract readonly arxiv: Evidence['arxiv'];
  abstract readonly dois: Evidence['dois'];
  abstract readonly titles: Evidence['titles'];
  abstract readonly keys: Evidence['keys'];
  readonly #known: { -readonly [K in keyof Late]?: Late[K] } = {};

  protected abstract read<K extends keyof Late>(name: K): Late[K];

  get stems(): Evidence['stems'] {
    return this.#get('stems');
  }
  get families(): Evidence['families'] {
    return this.#get('families');
  }
  get people(): Evidence['people'] {
    return this.#get('people');
  }
  get counts(): Evidence['counts'] {
    return this.#get('counts');
  }
  get years(): Evidence['years'] {
    return this.#get('years');
  }
  get days(): Evidence['days'] {
    return this.#get('days');
  }
  get abstracts(): Evidence['abstracts'] {
    return this.#get('abstracts');
  }
  get publications(): Evidence['publications'] {
    return this.#get('publications');
  }

  #get<K extends keyof Late>(name: K): Late[K] {
    return (this.#known[name] ??= this.read(name));
  }
}

const READERS: {
  readonly [K in keyof Late]: (entry: Entry, path: string, keyFormat: KeyFormat | null) => Late[K];
} = {
  stems: stemsOf,
  families: familiesOf,
  people: (entry) => new Set(entry.authors.map(personKey).filter((name) => !name.startsWith('/'))),
  counts: (entry) => setOf(countOf(entry)),
  years: (entry) => setOf(evidentYear(entry)),
  days: (entry) => setOf(dayOf(entry)),
  abstracts: (entry) => setOf(abstractBeginning(entry.abstract)),
  publications: (entry, path) => PublicationSet.of(publicationOf(entry, path)),
};

class EntryEvidence extends LazyEvidence {
  readonly arxiv: Evidence['arxiv'];
  readonly dois: Evidence['dois'];
  readonly titles: Evidence['titles'];
  readonly keys: Evidence['keys'];
  readonly #entry: Entry;
  readonly #path: string;
  readonly #keyFormat: KeyFormat | null;

  constructor(entry: Entry, path: string, keyFormat: KeyFormat | null) {
    super();
    const ids = entry.identifiersInherited ? null : entry;
    const ofDoi = ids?.doi ? (arxivOfDoi(ids.doi)?.id ?? null) : null;
    const key = titleKey(entry.title);
    this.arxiv = setOf(ids?.arxiv ?? ofDoi);
    this.dois = setOf(ofDoi === null ? (ids?.doi ?? null) : null);
    this.titles = setOf(key === '' ? null : key);
    this.keys = entry.otherKeys.length === 0 ? setOf(entry.key) : new Set(givenKeysOf(entry));
    this.#entry = entry;
    this.#path = path;
    this.#keyFormat = keyFormat;
  }

  protected read<K extends keyof Late>(name: K): Late[K] {
    return READERS[name](this.#entry, this.#path, this.#keyFormat);
  }
}

class GroupEvidence extends LazyEvidence {
  readonly arxiv: Evidence['arxiv'];
  readonly dois: Evidence['dois'];
  readonly titles: Evidence['titles'];
  readonly keys: Evidence['keys'];
  readonly #parts: readonly Evidence[];

  constructor(parts: readonly Evidence[]) {
    super();
    this.arxiv = union(parts.map((part) => part.arxiv));
    this.dois = union(parts.map((part) => part.dois));
    this.titles = union(parts.map((part) => part.titles));
    this.keys = union(parts.map((part) => part.keys));
    this.#parts = parts;
  }

  protected read<K extends keyof Late>(name: K): Late[K] {
    return UNIONS[name](this.#parts.map((part) => part[name]));
  }
}

const UNIONS: { readonly [K in keyof Late]: (sets: readonly Late[K][]) => Late[K] } = {
  stems: union,
  families: union,
  people: union,
  counts: union,
  years: union,
  days: union,
  abstracts: union,
  publications: (sets) => PublicationSet.union(sets),
};

function stemsOf(entry: Entry, _path: string, keyFormat: KeyFormat | null): ReadonlySet<string> {
  if (entry.key !== null) return new Set();
  return new Set(keyStems(entry, keyFormat).flatMap(({ base, longer }) => [base, longer]));
}

export function familiesOf({ authors }: Entry): ReadonlySet<string> {
  return new Set(authors.map(familyKey).filter((name) => name !== ''));
}

/**
 * Whether the author lists agree: at least half of the shorter one is in the other. One common name of three is chance, and so is one family
 * name of two people whose given names begin otherwise.
 */
export function authorsAgree(a: Evidence, b: Evidence): boolean {
  if (!intersects(a.families, b.families)) return false;
  const [few, many] = a.people.size < b.people.size ? [a.people, b.people] : [b.people, a.people];
  const known = new Map<string, string[]>();
  for (const person of many) {
    const [family, initials] = splitPerson(person);
    const namesakes = known.get(family);
    if (namesakes) namesakes.push(initials);
    else known.set(family, [initials]);
  }
  let shared = 0;
  for (const person of few) {
    const [family, initials] = splitPerson(person);
    if (known.get(family)?.some((others) => mayBeOne(initials, others))) shared++;
  }
  return shared > 0 && shared * 2 >= few.size;
}

/** People go by one given name or another: one initial in common is enough, and an unknown one fits all. */
function mayBeOne(initials: string, others: string): boolean {
  return initials === '' || others === '' || Array.from(initials).some((initial) => others.includes(initial));
}

/** Both give one key, or one gives the key that would be generated for the other: it was pinned. */
export function keysAgree(a: Evidence, b: Evidence): boolean {
  return intersects(a.keys, b.keys) || intersects(a.keys, b.stems) || intersects(a.stems, b.keys);
}

/** Both name authors, and the lists do not agree. */
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

/** What joins two of a title that names many works: authors, a pinned key, the same day and number of authors, the abstract. */
export function agreesClosely(a: Evidence, b: Evidence): boolean {
  return (
    authorsAgree(a, b) ||
    keysAgree(a, b) ||
    intersects(a.days, b.days) ||
    intersects(a.abstracts, b.abstracts)
  );
}

/** Something forbids that two of one title are one paper. */
export function contradicts(a: Evidence, b: Evidence): boolean {
  return (
    bothDisjoint(a.arxiv, b.arxiv) ||
    doisContradict(a, b) ||
    authorsContradict(a, b) ||
    a.publications.contradicts(b.publications) ||
    (yearsApart(a, b) > 2 && Number.isFinite(yearsApart(a, b)) && !authorsAgree(a, b))
  );
}

/** Different DOIs of publishers, or different DOIs of preprint servers. */
export function doisContradict(a: Evidence, b: Evidence): boolean {
  return (
    bothDisjoint(published(a.dois), published(b.dois)) || bothDisjoint(preprints(a.dois), preprints(b.dois))
  );
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

function countOf(entry: Entry): number | null {
  return entry.authorCount;
}

function dayOf(entry: Entry): string | null {
  const count = countOf(entry);
  return entry.date?.length === 10 && count !== null ? `${entry.date} ${count}` : null;
}

function abstractBeginning(abstract: string | null): string | null {
  if (abstract === null) return null;
  const beginning = words(abstract.slice(0, 400)).slice(0, ABSTRACT_WORDS);
  return beginning.length < ABSTRACT_WORDS ? null : beginning.join(' ');
}

/**
 * A surname for comparing: its last word, as particles come and go between sources. A name that a source did not take apart ("Jane Q.
 * Doe", "Doe JQ") gives the surname all the same.
 */
export function familyKey(author: Author): string {
  const name = 'literal' in author ? author.literal : author.family;
  return words(withoutInitials(name).join(' ')).at(-1) ?? fold(name).trim();
}

/** The words of a name, without initials behind it. */
function withoutInitials(name: string): string[] {
  const parts = name.split(/\s+/).filter((part) => part !== '');
  while (parts.length > 1 && /^(?:\p{Lu}\.?){1,3}$/u.test(parts.at(-1)!) && /\p{Ll}/u.test(parts.at(-2)!))
    parts.pop();
  return parts;
}

/** A family name and the initials of the given names, where they are known: `moor/ab`. */
function personKey(author: Author): string {
  const family = familyKey(author);
  return `${family}/${initialsOf('literal' in author ? givenOf(author.literal) : (author.given ?? ''))}`;
}

/** What of a name that was not taken apart is not the family name: before it, or initials behind it. */
function givenOf(name: string): string {
  const parts = withoutInitials(name);
  const behind = name.trim().split(/\s+/).slice(parts.length);
  return (behind.length > 0 ? behind : parts.slice(0, -1)).join(' ');
}

/** "Jane Q." and "JQ" give `jq`; in scripts without cases a given name is one initial. */
function initialsOf(given: string): string {
  const initials = given.split(/[\s.-]+/).flatMap((part) => {
    if (/^\p{Lu}{2,3}$/u.test(part)) return Array.from(part);
    const [first] = part;
    return first !== undefined && /\p{L}/u.test(first) ? [first] : [];
  });
  return fold(initials.join('')).replace(/[^\p{L}]/gu, '');
}

function splitPerson(person: string): readonly [family: string, initials: string] {
  const slash = person.lastIndexOf('/');
  return [person.slice(0, slash), person.slice(slash + 1)];
}

function preprints(dois: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...dois].filter(isPreprintDoi));
}

function published(dois: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...dois].filter((doi) => !isPreprintDoi(doi)));
}

/** The least distance between years of the two; infinite where one has none. */
export function yearsApart(a: Evidence, b: Evidence): number {
  let least = Infinity;
  for (const x of a.years) for (const y of b.years) least = Math.min(least, Math.abs(x - y));
  return least;
}

/** Most entries lack most things: they share this. */
const NONE: ReadonlySet<never> = new Set<never>();

function setOf<T>(value: T | null): ReadonlySet<T> {
  return value === null ? NONE : new One(value);
}

function union<T>(sets: readonly ReadonlySet<T>[]): ReadonlySet<T> {
  return new Set(sets.flatMap((set) => [...set]));
}

export function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const value of small) if (large.has(value)) return true;
  return false;
}

export function bothDisjoint<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size > 0 && b.size > 0 && !intersects(a, b);
}
