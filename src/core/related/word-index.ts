import { ByteSlices } from '../text/bytes/byte-slices.ts';
import { NumberRecords } from '../text/bytes/number-records.ts';
import { hashTerm } from '../text/hash.ts';
import { Counts, HashNumbers } from '../text/hash-numbers.ts';
import { topOf } from './top.ts';

export interface Likeness {
  readonly id: string;
  /** Cosine, above 0 to 1. */
  readonly likeness: number;
}

/** What is said more often tells no more. */
const MOST_COUNT = 15;
const COUNTS = MOST_COUNT + 1;
/** How many papers are compared exactly: a first pass finds them. */
const COMPARED = 500;
/** The first pass leaves words of more papers than this alone: they find everything and tell nothing. */
const COMMON = { fewest: 1000, share: 0.02 };
/** By how many of a paper's rarest words a few papers like it are found, and in how many papers these may stand together. */
const RAREST = { words: 12, papers: 5000 };
/** 1 + ln of a count. */
const DAMPED = Float64Array.from({ length: COUNTS }, (_, n) => (n === 0 ? 0 : 1 + Math.log(n)));

interface Word {
  readonly number: number;
  readonly weight: number;
  readonly frequency: number;
}

/**
 * Papers by likeness of their words: the cosine of vectors of (1 + ln tf) · √idf, so that a shared word's rarity counts once. Setting or
 * removing a paper costs what that paper holds; likeness is a function of the set of papers alone. Words and papers are numbers inside, kept as
 * differences in bytes, as a hundred thousand papers have ten million of such pairs. Papers that are gone stay as dead slots (`waste`).
 */
export class WordIndex {
  /** Words by their hashes. */
  readonly #numbers = new HashNumbers();
  /** By word: the slots in which it is, with its counts. */
  readonly #postings = new ByteSlices();
  /** By word: the last slot in its postings, from 1. */
  readonly #last = new Counts();
  /** By word: how many living papers have it. */
  readonly #frequencies = new Counts();
  readonly #slotOf = new Map<string, number>();
  /** By slot; null where the paper is gone. */
  readonly #ids: (string | null)[] = [];
  /** By slot: words' numbers in their order, with their counts. */
  readonly #words = new NumberRecords();
  readonly #norms: number[] = [];
  /** The lengths of papers' vectors, each with the version of the index that it was found for. */
  #lengths = { values: new Float64Array(0), versions: new Uint32Array(0) };
  #version = 1;
  /** Used within one call, and zero between two. */
  #scores = new Float64Array(0);
  #weights = new Float64Array(0);
  /** By frequency, for a number of papers; 0 where it was not asked for. */
  #idfs = new Float64Array(1);

  get size(): number {
    return this.#slotOf.size;
  }

  /** The share of what the index holds that belongs to papers which are gone. */
  get waste(): number {
    return this.#ids.length < 100 ? 0 : 1 - this.size / this.#ids.length;
  }

  ids(): Iterable<string> {
    return this.#slotOf.keys();
  }

  /** `words` with repetitions, as they are compared. */
  set(id: string, words: Iterable<string>): void {
    const counts = new Map<number, number>();
    for (const word of words) {
      const number = this.#numbers.number(hashTerm(word));
      counts.set(number, Math.min(MOST_COUNT, (counts.get(number) ?? 0) + 1));
    }
    this.#enter(id, counts);
  }

  /** Takes a paper over from another index; nothing where that does not have it. */
  take(id: string, from: WordIndex): void {
    const slot = from.#slotOf.get(id);
    if (slot === undefined) return;
    const counts = new Map<number, number>();
    from.#eachWord(slot, (number, count) =>
      counts.set(this.#numbers.number(from.#numbers.hashOf(number)), count),
    );
    this.#enter(id, counts);
  }

  remove(id: string): void {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return;
    this.#slotOf.delete(id);
    this.#version++;
    this.#eachWord(slot, (number) => this.#frequencies.add(number, -1));
    this.#ids[slot] = null;
  }

  /** How much a word tells here: ln of how rare it is; 0 for one that no paper has. */
  rarity(word: string): number {
    const frequency = this.#frequencies.of(this.#numbers.find(hashTerm(word)));
    return frequency === 0 ? 0 : this.#idf(frequency);
  }

  /** The papers most like one of the index, best first; ties by id. Empty for a paper that is not in it. */
  nearest(id: string, limit: number): Likeness[] {
    const own = this.#slotOf.get(id);
    if (own === undefined) return [];
    const common = Math.max(COMMON.fewest, COMMON.share * this.size);
    const telling = this.#wordsOf(own).filter(({ frequency }) => frequency > 1 && frequency <= common);
    return this.#compare(own, limit, this.#sharing(own, telling, Math.max(COMPARED, limit)));
  }

  /**
   * Some papers like one: only those are found that share one of its rarest words, and none by words that very many papers have. Much quicker
   * than `nearest`, and rougher; what it costs does not grow with the library.
   */
  alike(id: string, limit: number): Likeness[] {
    const own = this.#slotOf.get(id);
    if (own === undefined) return [];
    const shared = this.#wordsOf(own).filter(({ frequency }) => frequency > 1);
    return this.#compare(own, limit, this.#sharing(own, rarestOf(shared), 3 * limit));
  }

  papersWith(word: string): readonly string[] {
    const found: string[] = [];
    this.#eachPaper(this.#numbers.find(hashTerm(word)), (slot) => found.push(this.#ids[slot]!));
    return found;
  }

  /** The likeness of two papers of the index; 0 where one is not in it. */
  likeness(a: string, b: string): number {
    const [one, other] = [this.#slotOf.get(a), this.#slotOf.get(b)];
    if (one === undefined || other === undefined) return 0;
    return this.#compare(one, 1, [other])[0]?.likeness ?? 0;
  }

  #enter(id: string, counts: ReadonlyMap<number, number>): void {
    this.remove(id);
    this.#version++;
    const slot = this.#ids.push(id) - 1;
    this.#slotOf.set(id, slot);
    const packed = Uint32Array.from(counts, ([number, count]) => number * COUNTS + count).sort();
    const record: number[] = [];
    let last = 0;
    let norm = 0;
    for (const one of packed) {
      const number = Math.floor(one / COUNTS);
      const count = one % COUNTS;
      const more = count > 1 ? 1 : 0;
      record.push(2 * (number - last) + more);
      if (more) record.push(count);
      last = number;
      norm += DAMPED[count]! ** 2;
      const difference = slot + 1 - this.#last.of(number);
      this.#postings.append(number, 2 * difference + more);
      if (more) this.#postings.append(number, count);
      this.#last.add(number, difference);
      this.#frequencies.add(number);
    }
    this.#words.add(record, record.length);
    this.#norms[slot] = Math.sqrt(norm);
  }

  #eachWord(slot: number, take: (number: number, count: number) => void): void {
    const words = this.#words.reader(slot);
    for (let number = 0; words.left > 0;) {
      const head = words.next();
      number += head >>> 1;
      take(number, head & 1 ? words.next() : 1);
    }
  }

  /** The living papers that have a word. */
  #eachPaper(number: number, take: (slot: number, count: number) => void): void {
    if (number < 0) return;
    const slots = this.#postings.reader(number);
    const ids = this.#ids;
    for (let slot = -1; !slots.done;) {
      const head = slots.next();
      slot += head >>> 1;
      const count = head & 1 ? slots.next() : 1;
      if (ids[slot] !== null) take(slot, count);
    }
  }

  #wordsOf(slot: number): Word[] {
    const words: Word[] = [];
    this.#eachWord(slot, (number, count) =>
      words.push({ number, weight: DAMPED[count]!, frequency: this.#frequencies.of(number) }),
    );
    return words;
  }

  /** The papers that share the most of some words, by their sum over what a paper says at all; norms that know no frequencies do here. */
  #sharing(own: number, words: readonly Word[], count: number): number[] {
    if (this.#scores.length < this.#ids.length) this.#scores = new Float64Array(2 * this.#ids.length);
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { number, weight, frequency } of words) {
      const value = weight * this.#idf(frequency);
      this.#eachPaper(number, (slot, count) => {
        if (scores[slot] === 0) touched.push(slot);
        scores[slot] = scores[slot]! + value * DAMPED[count]!;
      });
    }
    scores[own] = 0;
    const best = topOf(
      touched,
      count + 1,
      (slot) => scores[slot]! / this.#norms[slot]!,
      (a, b) => (this.#ids[a]! < this.#ids[b]! ? -1 : 1),
    );
    for (const slot of touched) scores[slot] = 0;
    return best.filter((slot) => slot !== own).slice(0, count);
  }

  /** The exact likeness of some papers, best first. */
  #compare(own: number, limit: number, slots: readonly number[]): Likeness[] {
    if (this.#weights.length < this.#numbers.size) this.#weights = new Float64Array(this.#numbers.size);
    const weights = this.#weights;
    const words = this.#wordsOf(own);
    for (const { number, weight, frequency } of words) weights[number] = weight * this.#idf(frequency);
    const length = this.#length(own);
    const found: Likeness[] = [];
    for (const slot of slots) {
      let sum = 0;
      this.#eachWord(slot, (number, count) => {
        sum += weights[number]! * DAMPED[count]!;
      });
      const likeness = round(sum / (length * this.#length(slot) || 1));
      if (likeness > 0) found.push({ id: this.#ids[slot]!, likeness });
    }
    for (const { number } of words) weights[number] = 0;
    return topOf(
      found,
      limit,
      ({ likeness }) => likeness,
      (a, b) => (a.id < b.id ? -1 : 1),
    );
  }

  /** Kept until the index changes: lists are made of many papers again and again. */
  #length(slot: number): number {
    const { values, versions } = this.#lengths;
    if (slot >= values.length) {
      const size = 2 * this.#ids.length;
      this.#lengths = { values: new Float64Array(size), versions: new Uint32Array(size) };
    } else if (versions[slot] === this.#version) return values[slot]!;
    const length = this.#measured(slot);
    this.#lengths.values[slot] = length;
    this.#lengths.versions[slot] = this.#version;
    return length;
  }

  #measured(slot: number): number {
    let sum = 0;
    this.#eachWord(slot, (number, count) => {
      sum += DAMPED[count]! ** 2 * this.#idf(this.#frequencies.of(number));
    });
    return Math.sqrt(sum);
  }

  #idf(frequency: number): number {
    if (this.#idfs.length !== this.size + 1) this.#idfs = new Float64Array(this.size + 1);
    return (this.#idfs[frequency] ||= Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5)));
  }
}

/** The rarest words, and all that are as rare as the last of them: so none is taken before its equals. */
function rarestOf(words: readonly Word[]): readonly Word[] {
  const sorted = words.toSorted((a, b) => a.frequency - b.frequency);
  let taken = 0;
  let papers = 0;
  while (taken < Math.min(RAREST.words, sorted.length)) {
    const { frequency } = sorted[taken]!;
    let next = taken;
    while (sorted[next]?.frequency === frequency) next++;
    papers += (next - taken) * frequency;
    if (papers > RAREST.papers) break;
    taken = next;
  }
  return sorted.slice(0, taken);
}

/** To nine digits, below which the order of adding shows. */
function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
