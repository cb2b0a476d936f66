import { stemmer } from 'stemmer';
import { bitsIn, lettersOf, typosIn } from './typos.ts';
import { WordNumbers } from './word-numbers.ts';

/** Words that begin, or end, with the same so many letters are found together. */
const HEAD = 3;
/** A word of so many letters has two ends that one typo cannot both touch. */
const TWO_ENDS = 2 * HEAD + 1;

/** Words with numbers, and which of them look like one. Indexes that hold the same words share it. */
export class Vocabulary {
  readonly #words = new WordNumbers();
  /** By their first letters. */
  readonly #shelves = new Map<string, Shelf>();
  /** By their last letters: the last word of each end, and of each word the one before it, both counted from 1. */
  readonly #tails = new Map<string, number>();
  #before = new Uint32Array(1024);
  readonly #stems = new Map<number, string>();
  #letters = new Int32Array(1024);
  #lengths = new Uint8Array(1024);

  get size(): number {
    return this.#words.size;
  }

  idOf(word: string): number | undefined {
    return this.#words.find(word);
  }

  wordOf(id: number): string {
    return this.#words.wordOf(id);
  }

  /** The number of a word, new or not. */
  add(word: string): number {
    const known = this.#words.find(word);
    if (known !== undefined) return known;
    const id = this.#words.add(word);
    const kept = this.#words.wordOf(id);
    const head = kept.slice(0, HEAD);
    let shelf = this.#shelves.get(head);
    if (!shelf) this.#shelves.set(head, (shelf = new Shelf()));
    shelf.add(id, middleOf(kept));
    if (id === this.#letters.length) this.#widen();
    this.#letters[id] = lettersOf(kept);
    this.#lengths[id] = Math.min(255, kept.length);
    const tail = kept.slice(-HEAD);
    this.#before[id] = this.#tails.get(tail) ?? 0;
    this.#tails.set(tail, id + 1);
    return id;
  }

  /** Words that begin with another, itself among them. */
  beginningWith(prefix: string): number[] {
    const found: number[] = [];
    if (prefix.length < HEAD) {
      for (const [head, shelf] of this.#shelves) if (head.startsWith(prefix)) shelf.collect(prefix, found);
      return found;
    }
    this.#shelves.get(prefix.slice(0, HEAD))?.collect(prefix, found);
    return prefix.length === HEAD ? found : found.filter((id) => this.#words.wordOf(id).startsWith(prefix));
  }

  /** Other words of the same stem (Porter, 1980): "transformers" for "transformer". English only; other words have no others. */
  ofStem(word: string): number[] {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return [];
    const stem = stemmer(word);
    // A stem is how its words begin, but for its last letter ("study", "studies").
    const shared = word.slice(0, Math.max(HEAD, stem.length - 1));
    return this.beginningWith(shared).filter(
      (id) => this.#words.wordOf(id) !== word && this.#stem(id) === stem,
    );
  }

  /** Words that may be the word with so many typos: no other is. In a long word they are not at both ends. */
  nearby(word: string): number[] {
    const most = typosIn(word.length);
    const letters = lettersOf(word);
    const found: number[] = [];
    if (most === 0) return found;
    const [lengths, kinds] = [this.#lengths, this.#letters];
    const mayBe = (id: number): boolean =>
      Math.abs(lengths[id]! - word.length) <= most && bitsIn(kinds[id]! ^ letters) <= 2 * most;
    if (word.length < TWO_ENDS) {
      for (let id = 0; id < this.size; id++) if (mayBe(id)) found.push(id);
      return found;
    }
    this.#shelves.get(word.slice(0, HEAD))?.collect('', found);
    for (let at = this.#tails.get(word.slice(-HEAD)) ?? 0; at > 0; at = this.#before[at - 1]!)
      found.push(at - 1);
    return found.filter(mayBe);
  }

  /** Remembered, as the words around those that are asked for are asked for again with the next letter. */
  #stem(id: number): string {
    let stem = this.#stems.get(id);
    if (stem === undefined) this.#stems.set(id, (stem = stemmer(this.#words.wordOf(id))));
    return stem;
  }

  #widen(): void {
    const size = Math.ceil(1.5 * this.#letters.length);
    this.#letters = copied(this.#letters, new Int32Array(size));
    this.#lengths = copied(this.#lengths, new Uint8Array(size));
    this.#before = copied(this.#before, new Uint32Array(size));
  }
}

/** The four letters behind the head of a word, eight bits of each. */
function middleOf(word: string): number {
  let middle = 0;
  for (let i = Math.min(word.length, HEAD + 4) - 1; i >= HEAD; i--)
    middle = (middle << 8) | (word.charCodeAt(i) & 255);
  return middle;
}

function copied<T extends Int32Array | Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Words of one head, each beside its middle: words are passed over without looking at them. */
class Shelf {
  /** Middle and number by turns. */
  #pairs = new Int32Array(4);
  #end = 0;

  add(id: number, middle: number): void {
    if (this.#end === this.#pairs.length) this.#pairs = copied(this.#pairs, new Int32Array(2 * this.#end));
    this.#pairs[this.#end++] = middle;
    this.#pairs[this.#end++] = id;
  }

  /** Adds the words that may begin so to those that were found; of a prefix that is no longer than the head all. */
  collect(prefix: string, found: number[]): void {
    const letters = Math.min(4, Math.max(0, prefix.length - HEAD));
    const asked = letters === 4 ? -1 : (1 << (8 * letters)) - 1;
    const middle = middleOf(prefix);
    const pairs = this.#pairs;
    for (let at = 0; at < this.#end; at += 2) if ((pairs[at]! & asked) === middle) found.push(pairs[at + 1]!);
  }
}
