import { editDistance } from '../../text/edit-distance.ts';
import { typosIn } from './typos.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Of a short prefix, the words in most documents stand for the rest: no more are read when they fill so many. */
const MOST_DOCUMENTS = 60_000;
/** How many words a prefix or a typo may stand for, those in most documents first. */
const MOST_PREFIXED = 200;
const MOST_MISTYPED = 20;
/** In so many documents and more are few words. */
const MANY = 1000;

/** The words of one index: of its vocabulary those that its documents have. */
export class KnownWords {
  readonly #words: Vocabulary;
  /** In how many living documents a word is. */
  #counts = new Uint32Array(1024);

  constructor(words: Vocabulary) {
    this.#words = words;
  }

  idOf(word: string): number | undefined {
    return this.#words.idOf(word);
  }

  add(word: string): number {
    return this.#words.add(word);
  }

  documents(id: number): number {
    return this.#counts[id] ?? 0;
  }

  /** One document more or less has the word. */
  count(id: number, by: 1 | -1): void {
    if (id >= this.#counts.length) {
      const wider = new Uint32Array(Math.max(id + 1, Math.ceil(1.5 * this.#counts.length)));
      wider.set(this.#counts);
      this.#counts = wider;
    }
    this.#counts[id] = this.#counts[id]! + by;
  }

  /** Words that begin with another, without it; those in most documents first. */
  beginningWith(prefix: string): number[] {
    const own = this.#words.idOf(prefix);
    const others = this.#words.beginningWith(prefix).filter((id) => id !== own);
    const words = this.#most(others, MOST_PREFIXED);
    let documents = 0;
    const enough = words.findIndex((id) => (documents += this.documents(id)) > MOST_DOCUMENTS);
    return enough < 0 ? words : words.slice(0, enough + 1);
  }

  /** Other forms of a word; those in most documents first. */
  ofStem(word: string): number[] {
    return this.#most(this.#words.ofStem(word), MOST_PREFIXED);
  }

  /** Words that are the word with few typos, nearest first, without it. */
  nearlyLike(word: string): { readonly id: number; readonly typos: number }[] {
    const most = typosIn(word.length);
    const found = new Map<number, number>();
    for (const id of this.#words.nearby(word)) {
      if (this.documents(id) === 0 || found.has(id)) continue;
      const typos = editDistance(word, this.#words.wordOf(id), most);
      if (typos > 0 && typos <= most) found.set(id, typos);
    }
    return [...found]
      .map(([id, typos]) => ({ id, typos }))
      .sort((a, b) => a.typos - b.typos || this.#before(a.id, b.id))
      .slice(0, MOST_MISTYPED);
  }

  /** The living words in most documents. Those that cannot be among them are left out before the rest is sorted. */
  #most(found: readonly number[], limit: number): number[] {
    const counts = this.#counts;
    const tally = new Uint32Array(MANY + 1);
    for (const id of found) tally[Math.min(counts[id] ?? 0, MANY)]!++;
    let least = MANY;
    for (let words = tally[least]!; words < limit && least > 1;) words += tally[--least]!;
    return found
      .filter((id) => counts[id]! >= least)
      .sort((a, b) => this.#before(a, b))
      .slice(0, limit);
  }

  /** Numbers depend on the order of adding; the order of what is found must not. */
  #before(a: number, b: number): number {
    return this.documents(b) - this.documents(a) || (this.#words.wordOf(a) < this.#words.wordOf(b) ? -1 : 1);
  }
}
