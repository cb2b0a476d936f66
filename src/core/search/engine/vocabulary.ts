import { stemmer } from 'stemmer';
import { editDistance } from '../../text/edit-distance.ts';
import { bitsIn, lettersOf, typosIn } from './typos.ts';
import { WordNumbers } from './word-numbers.ts';

/** Of a short prefix, the words in most documents stand for the rest: no more are read when they fill so many. */
const MOST_DOCUMENTS = 60_000;
/** How many words a prefix or a typo may stand for, those in most documents first. */
const MOST_PREFIXED = 200;
const MOST_MISTYPED = 20;
/** Words that begin with the same so many letters are kept together. */
const HEAD = 3;

/** A word of so many letters has two ends that one typo cannot both touch. */
const TWO_ENDS = 2 * HEAD + 1;

interface Shelf {
  readonly ids: number[];
  /** Whether they stand in the order of their words: settled when it is asked for. */
  sorted: boolean;
}

/** Words with numbers, and how to find those that are meant by one. */
export class Vocabulary {
  readonly #words = new WordNumbers();
  readonly #stems = new Map<number, string>();
  readonly #shelves = new Map<string, Shelf>();
  /** By their last letters, and by their length: where mistyped words are looked for. */
  readonly #tails = new Map<string, number[]>();
  readonly #sizes: readonly number[][] = Array.from({ length: TWO_ENDS + 2 }, () => []);
  #letters = new Int32Array(1024);
  #lengths = new Uint8Array(1024);
  /** In how many living documents a word is. */
  #counts = new Uint32Array(1024);

  get size(): number {
    return this.#words.size;
  }

  idOf(word: string): number | undefined {
    return this.#words.find(word);
  }

  documents(id: number): number {
    return this.#counts[id]!;
  }

  /** The number of a word, new or not. */
  add(word: string): number {
    const known = this.#words.find(word);
    if (known !== undefined) return known;
    const id = this.#words.add(word);
    const kept = this.#words.wordOf(id);
    const head = kept.slice(0, HEAD);
    const shelf = this.#shelves.get(head);
    if (shelf) {
      shelf.ids.push(id);
      shelf.sorted = false;
    } else this.#shelves.set(head, { ids: [id], sorted: true });
    const tail = kept.slice(-HEAD);
    const sameTail = this.#tails.get(tail);
    if (sameTail) sameTail.push(id);
    else this.#tails.set(tail, [id]);
    this.#sizes[kept.length]?.push(id);
    if (id === this.#letters.length) this.#grow();
    this.#letters[id] = lettersOf(kept);
    this.#lengths[id] = Math.min(255, kept.length);
    return id;
  }

  count(id: number, by: 1 | -1): void {
    this.#counts[id] = this.#counts[id]! + by;
  }

  /** Words that begin with another, without it; those in most documents first. */
  beginningWith(prefix: string): number[] {
    const found: number[] = [];
    if (prefix.length >= HEAD) {
      for (const id of this.#range(prefix)) if (this.#words.wordOf(id) !== prefix) found.push(id);
    } else {
      const own = this.#words.find(prefix);
      for (const [head, { ids }] of this.#shelves)
        if (head.startsWith(prefix)) for (const id of ids) if (id !== own) found.push(id);
    }
    const words = this.#most(found, MOST_PREFIXED);
    let documents = 0;
    const enough = words.findIndex((id) => (documents += this.#counts[id]!) > MOST_DOCUMENTS);
    return enough < 0 ? words : words.slice(0, enough + 1);
  }

  /** Other words of the same stem (Porter, 1980): "transformers" for "transformer". English only; other words have no others. */
  ofStem(word: string): number[] {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
    const stem = stemmer(word);
    // A stem is how its words begin, but for its last letter ("study", "studies").
    const shared = word.slice(0, Math.max(HEAD, stem.length - 1));
    const found = this.#range(shared).filter(
      (id) => this.#words.wordOf(id) !== word && this.#stem(id) === stem,
    );
    return this.#most(found, MOST_PREFIXED);
  }

  /** Remembered, as the words around those that are asked for are asked for again with the next letter. */
  #stem(id: number): string {
    let stem = this.#stems.get(id);
    if (stem === undefined) this.#stems.set(id, (stem = stemmer(this.#words.wordOf(id))));
    return stem;
  }

  /** Words that are the word with few typos, nearest first, without it. In a long word they are not at both ends. */
  nearlyLike(word: string): { readonly id: number; readonly typos: number }[] {
    const most = typosIn(word.length);
    if (most === 0) return [];
    const letters = lettersOf(word);
    const found = new Map<number, number>();
    for (const ids of this.#nearby(word, most)) {
      for (const id of ids) {
        const longer = this.#lengths[id]! - word.length;
        if (longer > most || longer < -most || bitsIn(this.#letters[id]! ^ letters) > 2 * most) continue;
        if (this.#counts[id] === 0 || found.has(id)) continue;
        const typos = editDistance(word, this.#words.wordOf(id), most);
        if (typos > 0 && typos <= most) found.set(id, typos);
      }
    }
    return [...found]
      .map(([id, typos]) => ({ id, typos }))
      .sort((a, b) => a.typos - b.typos || this.#before(a.id, b.id))
      .slice(0, MOST_MISTYPED);
  }

  /** Of a long word those with the same beginning or end; of a short one those of nearly its length. */
  #nearby(word: string, most: number): readonly (readonly number[])[] {
    if (word.length >= TWO_ENDS)
      return [this.#shelves.get(word.slice(0, HEAD))?.ids ?? [], this.#tails.get(word.slice(-HEAD)) ?? []];
    return this.#sizes.slice(Math.max(0, word.length - most), word.length + most + 1);
  }

  /** The words that begin with at least HEAD letters, in order. */
  #range(prefix: string): readonly number[] {
    const shelf = this.#shelves.get(prefix.slice(0, HEAD));
    if (!shelf) return [];
    const { ids } = shelf;
    if (!shelf.sorted) {
      // Each word is spelled out once, not at every comparison.
      const spelled = ids.map((id) => ({ id, word: this.#words.wordOf(id) }));
      spelled.sort((a, b) => (a.word < b.word ? -1 : 1));
      spelled.forEach(({ id }, i) => (ids[i] = id));
      shelf.sorted = true;
    }
    let from = 0;
    for (let to = ids.length; from < to;) {
      const middle = (from + to) >>> 1;
      if (this.#words.wordOf(ids[middle]!) < prefix) from = middle + 1;
      else to = middle;
    }
    let end = from;
    while (end < ids.length && this.#words.wordOf(ids[end]!).startsWith(prefix)) end++;
    return ids.slice(from, end);
  }

  /** The living words in most documents, without sorting thousands for it. */
  #most(found: readonly number[], limit: number): number[] {
    let some = found.filter((id) => this.#counts[id]! > 0);
    if (some.length > 2 * limit) {
      const counts = Uint32Array.from(some, (id) => this.#counts[id]!).sort();
      const least = counts[counts.length - limit]!;
      some = some.filter((id) => this.#counts[id]! >= least);
    }
    return some.sort((a, b) => this.#before(a, b)).slice(0, limit);
  }

  /** Numbers depend on the order of adding; the order of what is found must not. */
  #before(a: number, b: number): number {
    return this.#counts[b]! - this.#counts[a]! || (this.#words.wordOf(a) < this.#words.wordOf(b) ? -1 : 1);
  }

  #grow(): void {
    const size = this.#letters.length * 2;
    this.#letters = copied(this.#letters, new Int32Array(size));
    this.#lengths = copied(this.#lengths, new Uint8Array(size));
    this.#counts = copied(this.#counts, new Uint32Array(size));
  }
}

function copied<T extends Int32Array | Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
