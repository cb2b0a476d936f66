import { NumberRecords } from '../../text/bytes/number-records.ts';
import { KnownWords } from './known-words.ts';
import { Meanings, type Meaning } from './meanings.ts';
import { PhraseFinder } from './phrase-finder.ts';
import { Postings } from './postings.ts';
import type { EngineDocument, Lookup, SearchEngine } from './search-engine.ts';
import { splitWords } from './split.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface IndexedField<F extends string> {
  readonly name: F;
  /** What a word counts here beside the other fields. */
  readonly weight: number;
  /** BM25's b: how much a long text discounts its words, from 0 to 1. */
  readonly b: number;
}

export interface IndexOptions<F extends string> {
  /** Where most words stand: there they take least room. */
  readonly usual: F;
  /** Whether phrases are asked for; an index without them is smaller. */
  readonly phrases: boolean;
  /** Indexes that hold the same words share it. */
  readonly words: Vocabulary;
}

/** BM25's k1: how soon more of a word stops counting (Robertson and Zaragoza, 2009). */
const K1 = 1.2;
/** Words of a field that are indexed at most: positions have 16 bits. */
const MOST_WORDS = 65_535;

/**
 * An inverted index in few large arrays, scored by BM25F (Zaragoza and others, 2004): the counts of a word in each field, weighted and
 * divided by the field's length, are added before they saturate. Setting or removing a document costs what it holds; removed ones
 * stay as dead slots until the index is built anew.
 */
export class TextIndex<F extends string> implements SearchEngine<F> {
  readonly #fields: readonly IndexedField<F>[];
  readonly #words: KnownWords;
  readonly #meanings: Meanings;
  readonly #postings: Postings;
  /** Of slot n: the numbers of its words in their order, as differences. */
  readonly #contents = new NumberRecords();
  readonly #slotOf = new Map<string, number>();
  readonly #ids: (string | undefined)[] = [];
  /** By slot and field: how many words. */
  #lengths = new Uint16Array(1024);
  readonly #totals: Float64Array;
  /** By field: its weight, and what does not depend on its length. */
  readonly #weights: Float64Array;
  readonly #shares: Float64Array;
  /** To work in, for one document at a time. */
  #occurrences = new Float64Array(1024);
  #differences = new Uint32Array(1024);
  readonly #counts: Uint16Array;
  /** The slots that the lookup under way has found, each once. */
  #slotsReached = new Uint32Array(0);
  #reached = 0;

  constructor(fields: readonly IndexedField<F>[], { usual, phrases, words }: IndexOptions<F>) {
    this.#fields = fields;
    this.#words = new KnownWords(words);
    this.#meanings = new Meanings(this.#words);
    const usualField = fields.findIndex(({ name }) => name === usual);
    this.#postings = new Postings(fields.length, usualField, phrases);
    this.#totals = new Float64Array(fields.length);
    this.#weights = Float64Array.from(fields, ({ weight }) => weight);
    this.#shares = Float64Array.from(fields, ({ b }) => 1 - b);
    this.#counts = new Uint16Array(fields.length);
  }

  get size(): number {
    return this.#slotOf.size;
  }

  get slots(): number {
    return this.#ids.length;
  }

  get waste(): number {
    return this.#ids.length < 100 ? 0 : 1 - this.#slotOf.size / this.#ids.length;
  }

  get bytes(): number {
    return this.#postings.bytes + this.#contents.bytes;
  }

  idAt(slot: number): string | undefined {
    return this.#ids[slot];
  }

  set(document: EngineDocument<F>): number {
    this.remove(document.id);
    const slot = this.#ids.length;
    this.#ids.push(document.id);
    this.#slotOf.set(document.id, slot);
    const count = this.#gather(document, slot);
    // Sorted, the occurrences of a word are side by side, by field and place.
    const occurrences = this.#occurrences;
    occurrences.subarray(0, count).sort();
    let words = 0;
    let last = 0;
    for (let from = 0; from < count;) {
      const word = Math.floor(occurrences[from]! / PLACES);
      const end = (word + 1) * PLACES;
      let to = from + 1;
      while (to < count && occurrences[to]! < end) to++;
      this.#post(word, slot, from, to);
      this.#differences[words++] = word - last;
      last = word;
      from = to;
    }
    this.#contents.add(this.#differences, words);
    return slot;
  }

  remove(id: string): number | null {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return null;
    this.#slotOf.delete(id);
    this.#ids[slot] = undefined;
    for (let f = 0; f < this.#fields.length; f++)
      this.#totals[f] = this.#totals[f]! - this.#lengths[slot * this.#fields.length + f]!;
    const contents = this.#contents.reader(slot);
    for (let word = 0; contents.left > 0;) this.#words.count((word += contents.next()), -1);
    return slot;
  }

  knows(word: string, prefix = false): boolean {
    const id = this.#words.idOf(word);
    if (id !== undefined && this.#words.documents(id) > 0) return true;
    return prefix && this.#words.beginningWith(word).length > 0;
  }

  find({ words, fields, prefix, forgiving }: Lookup<F>): Float32Array {
    const [first] = words;
    if (first === undefined) return new Float32Array(this.slots);
    const mask = this.#maskOf(fields);
    if (words.length === 1) return this.#score(this.#meanings.of(first, prefix, forgiving), mask);
    const alternatives = words.map((word, i) =>
      this.#meanings.of(word, prefix && i === words.length - 1, false),
    );
    return this.#phrases(
      alternatives.map((list) => list.map(({ word }) => word)),
      mask,
    );
  }

  /** Numbers a document's words into `#occurrences`; gives how many there are. */
  #gather({ fields }: EngineDocument<F>, slot: number): number {
    let count = 0;
    this.#makeRoom(slot);
    this.#fields.forEach(({ name }, f) => {
      const words = splitWords(fields[name] ?? '');
      const length = Math.min(words.length, MOST_WORDS);
      this.#lengths[slot * this.#fields.length + f] = length;
      this.#totals[f] = this.#totals[f]! + length;
      if (count + length > this.#occurrences.length) {
        const larger = new Float64Array(2 * (count + length));
        larger.set(this.#occurrences);
        this.#occurrences = larger;
        this.#differences = new Uint32Array(larger.length);
      }
      for (let place = 0; place < length; place++)
        this.#occurrences[count++] = this.#words.add(words[place]!) * PLACES + f * FIELD_PLACES + place;
    });
    return count;
  }

  /** Writes the occurrences of one word in a document, which stand from one place to another in `#occurrences`. */
  #post(word: number, slot: number, from: number, to: number): void {
    const counts = this.#counts;
    let mask = 0;
    let last = -1;
    let lastPlace = 0;
    for (let i = from; i < to; i++) {
      const inWord = this.#occurrences[i]! - word * PLACES;
      const f = inWord >>> FIELD_BITS;
      const place = inWord & (FIELD_PLACES - 1);
      this.#postings.addPlace(word, f === last ? place - lastPlace : place);
      counts[f] = f === last ? counts[f]! + 1 : 1;
      mask |= 1 << f;
      last = f;
      lastPlace = place;
    }
    this.#postings.add(word, slot, mask, counts);
    this.#words.count(word, 1);
  }

  /** BM25F of one word with all that may stand for it. Its rarity is that of what was meant most exactly. */
  #score(meanings: readonly Meaning[], mask: number): Float32Array {
    const scores = this.#begin();
    const dampings = this.#dampings();
    let exactly = 0;
    for (const { word, factor, exact } of meanings) {
      this.#addCounts(word, factor, mask, dampings, scores);
      if (exact) exactly = this.#reached;
    }
    this.#saturate(scores, exactly > 0 ? exactly : this.#reached);
    return scores;
  }

  #phrases(words: readonly (readonly number[])[], mask: number): Float32Array {
    const scores = this.#begin();
    const dampings = this.#dampings();
    const finder = new PhraseFinder(this.#postings, this.#words, this.#fields.length, FIELD_PLACES);
    for (const [slot, places] of finder.find(words, mask)) {
      if (this.#ids[slot] === undefined) continue;
      for (const place of places)
        scores[slot] = scores[slot]! + this.#worth(Math.floor(place / FIELD_PLACES), slot, dampings);
      this.#slotsReached[this.#reached++] = slot;
    }
    this.#saturate(scores, this.#reached);
    return scores;
  }

  #begin(): Float32Array {
    this.#reached = 0;
    if (this.#slotsReached.length < this.slots) this.#slotsReached = new Uint32Array(2 * this.slots);
    return new Float32Array(this.slots);
  }

  #addCounts(word: number, factor: number, mask: number, dampings: Float64Array, scores: Float32Array): void {
    const reader = this.#postings.reader(word);
    const ids = this.#ids;
    while (reader.next()) {
      const { slot } = reader;
      const fields = reader.mask & mask;
      let sum = 0;
      for (let f = 0; fields >>> f !== 0; f++)
        if ((fields >>> f) & 1) sum += reader.counts[f]! * this.#worth(f, slot, dampings);
      if (sum === 0 || ids[slot] === undefined) continue;
      if (scores[slot] === 0) this.#slotsReached[this.#reached++] = slot;
      scores[slot] = scores[slot]! + factor * sum;
    }
  }

  /** What one mention counts in a field of a document: weighted, and less in a long text. */
  #worth(f: number, slot: number, dampings: Float64Array): number {
    const length = this.#lengths[slot * this.#weights.length + f]!;
    return this.#weights[f]! / (this.#shares[f]! + length * dampings[f]!);
  }

  /** By field: b over the average length. */
  #dampings(): Float64Array {
    return Float64Array.from(this.#fields, ({ b }, f) => (b * this.size) / Math.max(1, this.#totals[f]!));
  }

  /** Makes scores of weighted counts. `found` documents have what was meant. */
  #saturate(scores: Float32Array, found: number): void {
    const idf = Math.log(1 + (this.size - found + 0.5) / (found + 0.5));
    for (let i = 0; i < this.#reached; i++) {
      const slot = this.#slotsReached[i]!;
      const count = scores[slot]!;
      scores[slot] = (idf * count * (K1 + 1)) / (count + K1);
    }
  }

  #maskOf(fields: readonly F[]): number {
    return this.#fields.reduce((mask, { name }, f) => (fields.includes(name) ? mask | (1 << f) : mask), 0);
  }

  #makeRoom(slot: number): void {
    const needed = (slot + 1) * this.#fields.length;
    if (needed <= this.#lengths.length) return;
    const larger = new Uint16Array(2 * needed);
    larger.set(this.#lengths);
    this.#lengths = larger;
  }
}

/** Places of a field, and of a word in all its fields (eight at most): an occurrence is a number of word, field and place. */
const FIELD_BITS = 16;
const FIELD_PLACES = 1 << FIELD_BITS;
const PLACES = 8 * FIELD_PLACES;
