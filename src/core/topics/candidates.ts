import { Counts, HashNumbers } from '../text/hash-numbers.ts';
import { hashOf, isWord, SAID, saidIn, standsAlone, type PackedNames } from './paper-names.ts';

/** How much a name weighs for a paper that says it so. */
const SAYS = { [SAID.once]: 0.6, [SAID.again]: 1.5, [SAID.title]: 2.5 };
/** A single word names a topic worse than a phrase does. */
const WORD_WORTH = 0.4;
/** A paper that says a name once in passing is that much of one that is about it. */
const PASSING = 0.5;
/** A name of more than this share of a library tells nothing; from `FADES` on it tells less and less. */
export const MOST_SHARE = 0.4;
const FADES = 0.25;
/** What is left of its worth then: enough for papers that have no other name. */
const LAST_RESORT = 0.05;
/** Below this part of its weight a name that many have fades smoothly, so that no single paper brings it up. */
const FAINT = 0.25;
/** From this share on of papers where it stands alone, a name is no part of longer ones (the thought behind C-value). */
const ALONE_SHARE = 0.5;
/** From this share of papers on that have it in the title, a name is a subject and not a manner of speaking. */
const TITLE_SHARE = { word: 0.4, phrase: 0.2 };
/** What a phrase counts that no title has. */
const UNTITLED = 0.3;
/** How many papers a name must have, and for how many papers of the library one more. */
const FEWEST = 2;
const PER_ONE_MORE = 1000;
/** Slices of work between two `yield`s, in papers. */
const SLICE = 500;

interface Tally {
  readonly papers: number;
  readonly about: number;
  readonly titles: number;
  readonly alone: number;
  readonly word: boolean;
}

/** How much names are worth as topics of a library, by their hashes; 0 for names that could be none. */
export class Worth {
  readonly #table: HashNumbers;
  readonly #values: Float64Array;

  constructor(table: HashNumbers, values: Float64Array) {
    this.#table = table;
    this.#values = values;
  }

  of(hash: number): number {
    const number = this.#table.find(hash);
    return number < 0 ? 0 : this.#values[number]!;
  }

  drop(hash: number): void {
    const number = this.#table.find(hash);
    if (number >= 0) this.#values[number] = 0;
  }
}

/**
 * Weighs all names of a library. Everything that speaks for or against a name weighs in gradually, so that a few more papers change
 * little: how many papers have it (on a logarithmic scale), whether it stands alone, whether titles have it, whether too many have it.
 * Steps by `yield`.
 */
export function* weighNames(papers: ReadonlyMap<string, PackedNames>): Generator<void, Worth> {
  const count = papers.size;
  const fewest = FEWEST + count / PER_ONE_MORE;
  const tallies = yield* tallyNames(papers, Math.floor(fewest) + 1);
  const values = new Float64Array(tallies.table.size);
  for (let number = 0; number < values.length; number++) {
    values[number] = worthOf(tallies.of(number), count, fewest);
    if (number % 20_000 === 0) yield;
  }
  return new Worth(tallies.table, values);
}

/** How much a paper is for a name that it has, of a worth. */
export function preference(packed: number, worth: number): number {
  return SAYS[saidIn(packed)] * worth;
}

/** How much a name is worth as a topic, in steps that a few papers more or less do not feel. */
function worthOf(tally: Tally, count: number, fewest: number): number {
  const known = popularity(tally) / fewest;
  const share = tally.papers / count;
  const most = count > 50 ? MOST_SHARE : Math.max(MOST_SHARE, 3.5 / count);
  const rare = Math.min(1, Math.max(0, (most - share) / (MOST_SHARE - FADES)));
  const value = rare > 0 ? Math.log2(known * rare) * Math.min(1, rare / FAINT) : 0;
  const least = known > 1 ? LAST_RESORT * (1 - share) : 0;
  return Math.max(least, value) * (tally.word ? WORD_WORTH : 1);
}

function popularity({ papers, about, titles, alone, word }: Tally): number {
  if (papers < (word ? 3 : 2)) return 0;
  const stands = Math.min(1, alone / papers / ALONE_SHARE);
  const titled = titles / papers / (word ? TITLE_SHARE.word : TITLE_SHARE.phrase);
  const subject = Math.min(1, titled + (word ? 0 : UNTITLED));
  return (about + PASSING * (papers - about)) * stands * subject;
}

/** Of the names that so many papers have; a few others come along. */
function* tallyNames(papers: ReadonlyMap<string, PackedNames>, fewest: number): Generator<void, Tallies> {
  const seen = new Seen(fewest);
  let read = 0;
  for (const names of papers.values()) {
    for (const packed of names) seen.add(hashOf(packed));
    if (++read % SLICE === 0) yield;
  }
  const tallies = new Tallies();
  for (const names of papers.values()) {
    for (const packed of names) if (seen.often(hashOf(packed))) tallies.add(packed);
    if (++read % SLICE === 0) yield;
  }
  return tallies;
}

class Tallies {
  readonly table = new HashNumbers();
  readonly #papers = new Counts();
  readonly #about = new Counts();
  readonly #titles = new Counts();
  readonly #alone = new Counts();
  readonly #words = new Counts();

  add(packed: number): void {
    const number = this.table.number(hashOf(packed));
    const said = saidIn(packed);
    this.#papers.add(number);
    if (said > SAID.once) this.#about.add(number);
    if (said === SAID.title) this.#titles.add(number);
    if (standsAlone(packed)) this.#alone.add(number);
    if (isWord(packed)) this.#words.add(number);
  }

  of(number: number): Tally {
    return {
      papers: this.#papers.of(number),
      about: this.#about.of(number),
      titles: this.#titles.of(number),
      alone: this.#alone.of(number),
      word: this.#words.of(number) > 0,
    };
  }
}

/** Which hashes came so often, at the least: most names come once or twice, and need no tally then. */
class Seen {
  readonly #counts = new Uint8Array(1 << 22);
  readonly #wanted: number;

  constructor(wanted: number) {
    this.#wanted = Math.min(255, wanted);
  }

  add(hash: number): void {
    const at = hash % this.#counts.length;
    if (this.#counts[at]! < this.#wanted) this.#counts[at]!++;
  }

  often(hash: number): boolean {
    return this.#counts[hash % this.#counts.length]! >= this.#wanted;
  }
}
