import { topOf } from './top.ts';

export interface Likeness {
  readonly id: string;
  /** Cosine, above 0 to 1. */
  readonly likeness: number;
}

/** Counts are kept in four bits beside a number: what is said more often tells no more. */
const MOST_COUNT = 15;
const COUNT_BITS = 16;
/** How many papers are compared exactly: the first pass, whose norms know no frequencies, finds them. */
const FEWEST_COMPARED = 500;
/** 1 + ln of a count. */
const DAMPED = Float64Array.from({ length: COUNT_BITS }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)));

/**
 * Papers by likeness of their words: the cosine of vectors of (1 + ln tf) · √idf, so that a shared word's rarity counts once. Setting or
 * removing a paper costs what that paper holds; likeness is a function of the set of papers alone. Words and papers are numbers inside,
 * packed with a word's count, as a hundred thousand papers have ten million of such pairs.
 */
export class WordIndex {
  readonly #numberOf = new Map<string, number>();
  /** By word: papers' numbers with the word's count in the lowest bits. */
  readonly #postings: number[][] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #ids: (string | null)[] = [];
  /** By paper: words' numbers with their counts in the lowest bits. */
  readonly #words: Uint32Array[] = [];
  readonly #norms: number[] = [];
  readonly #free: number[] = [];
  #scores = new Float64Array(0);

  get size(): number {
    return this.#slotOf.size;
  }

  /** `words` with repetitions, as they are compared. */
  set(id: string, words: Iterable<string>): void {
    this.remove(id);
    const counts = new Map<number, number>();
    for (const word of words) {
      const number = this.#numbered(word);
      counts.set(number, Math.min(MOST_COUNT, (counts.get(number) ?? 0) + 1));
    }
    const slot = this.#free.pop() ?? this.#ids.length;
    const packed = new Uint32Array(counts.size);
    let at = 0;
    let norm = 0;
    for (const [number, count] of counts) {
      packed[at++] = number * COUNT_BITS + count;
      norm += DAMPED[count]! ** 2;
      this.#postings[number]!.push(slot * COUNT_BITS + count);
    }
    this.#slotOf.set(id, slot);
    this.#ids[slot] = id;
    this.#words[slot] = packed;
    this.#norms[slot] = Math.sqrt(norm);
  }

  remove(id: string): void {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return;
    this.#slotOf.delete(id);
    for (const packed of this.#words[slot]!) {
      const posting = this.#postings[Math.floor(packed / COUNT_BITS)]!;
      const at = posting.indexOf(slot * COUNT_BITS + (packed % COUNT_BITS));
      const last = posting.pop()!;
      if (at < posting.length) posting[at] = last;
    }
    this.#ids[slot] = null;
    this.#words[slot] = new Uint32Array(0);
    this.#free.push(slot);
  }

  /** How much a word tells here: ln of how rare it is; 0 for one that no paper has. */
  rarity(word: string): number {
    const number = this.#numberOf.get(word);
    return number === undefined ? 0 : this.#idf(number);
  }

  /** The papers most like one of the index, best first; ties by id. Empty for a paper that is not in it. */
  nearest(id: string, limit: number): Likeness[] {
    const own = this.#slotOf.get(id);
    if (own === undefined) return [];
    const query = new Map<number, number>();
    for (const packed of this.#words[own]!)
      query.set(Math.floor(packed / COUNT_BITS), DAMPED[packed % COUNT_BITS]!);
    const touched = this.#accumulate(query);
    const scores = this.#scores;
    const first = topOf(
      touched.filter((slot) => slot !== own),
      Math.max(FEWEST_COMPARED, limit),
      (slot) => scores[slot]! / this.#norms[slot]!,
      (a, b) => (this.#ids[a]! < this.#ids[b]! ? -1 : 1),
    );
    const length = this.#length(own);
    const found = first.map((slot) => ({
      id: this.#ids[slot]!,
      likeness: round(scores[slot]! / (length * this.#length(slot))),
    }));
    for (const slot of touched) scores[slot] = 0;
    return topOf(
      found,
      limit,
      ({ likeness }) => likeness,
      (a, b) => (a.id < b.id ? -1 : 1),
    );
  }

  /** The likeness of two papers of the index; 0 where one is not in it. */
  likeness(a: string, b: string): number {
    const [one, other] = [this.#slotOf.get(a), this.#slotOf.get(b)];
    if (one === undefined || other === undefined) return 0;
    const counts = new Map<number, number>();
    for (const packed of this.#words[one]!) counts.set(Math.floor(packed / COUNT_BITS), packed % COUNT_BITS);
    let sum = 0;
    for (const packed of this.#words[other]!) {
      const number = Math.floor(packed / COUNT_BITS);
      const count = counts.get(number);
      if (count !== undefined) sum += DAMPED[count]! * DAMPED[packed % COUNT_BITS]! * this.#idf(number);
    }
    return round(sum / (this.#length(one) * this.#length(other) || 1));
  }

  /** Adds the query's products to the scores; gives the papers that have any, each once. */
  #accumulate(query: ReadonlyMap<number, number>): number[] {
    if (this.#scores.length < this.#ids.length) this.#scores = new Float64Array(2 * this.#ids.length);
    const scores = this.#scores;
    const touched: number[] = [];
    // The order of words decides how sums are rounded: it must not depend on the order of reading.
    for (const [number, weight] of query) {
      const posting = this.#postings[number]!;
      if (posting.length < 2) continue;
      const value = weight * this.#idf(number);
      for (const packed of posting) {
        const slot = Math.floor(packed / COUNT_BITS);
        if (scores[slot] === 0) touched.push(slot);
        scores[slot] = scores[slot]! + value * DAMPED[packed % COUNT_BITS]!;
      }
    }
    return touched;
  }

  #length(slot: number): number {
    let sum = 0;
    for (const packed of this.#words[slot]!)
      sum += DAMPED[packed % COUNT_BITS]! ** 2 * this.#idf(Math.floor(packed / COUNT_BITS));
    return Math.sqrt(sum);
  }

  #idf(number: number): number {
    const frequency = this.#postings[number]!.length;
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  #numbered(word: string): number {
    let number = this.#numberOf.get(word);
    if (number === undefined) {
      number = this.#postings.length;
      this.#numberOf.set(word, number);
      this.#postings.push([]);
    }
    return number;
  }
}

/** To nine digits, below which the order of adding shows. */
function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
