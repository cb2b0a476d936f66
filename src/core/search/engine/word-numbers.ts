import { detach } from '../../text/fold.ts';

const FEWEST_PLACES = 1 << 10;

/** Words numbered from 0 in the order of their coming; a Map would take three times as much beside the words themselves. */
export class WordNumbers {
  readonly #words: string[] = [];
  /** Number + 1 at each place; 0 where nothing is. */
  #numbers = new Int32Array(FEWEST_PLACES);

  get size(): number {
    return this.#words.length;
  }

  wordOf(number: number): string {
    return this.#words[number]!;
  }

  find(word: string): number | undefined {
    const number = this.#numbers[this.#place(word)]!;
    return number === 0 ? undefined : number - 1;
  }

  /** Numbers a word that has no number yet; gives the number. */
  add(word: string): number {
    if (4 * this.size >= 3 * this.#numbers.length) this.#spread();
    const number = this.#words.push(detach(word));
    this.#numbers[this.#place(word)] = number;
    return number - 1;
  }

  /** Where a word stands, or would. */
  #place(word: string): number {
    const mask = this.#numbers.length - 1;
    let at = hashOf(word) & mask;
    for (;;) {
      const number = this.#numbers[at]!;
      if (number === 0 || this.#words[number - 1] === word) return at;
      at = (at + 1) & mask;
    }
  }

  #spread(): void {
    this.#numbers = new Int32Array(2 * this.#numbers.length);
    this.#words.forEach((word, number) => (this.#numbers[this.#place(word)] = number + 1));
  }
}

/** In the manner of FNV-1a (Fowler, Noll and Vo), mixed, as the lowest bits are the ones that are used. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
