import type { Vocabulary } from './vocabulary.ts';

/** A word of the index that may stand for one that was asked for. */
export interface Meaning {
  readonly word: number;
  /** What it counts beside the word itself. */
  readonly factor: number;
  /** Whether it is the word, or another form of it. */
  readonly exact: boolean;
}

const SAME_STEM = 0.9;
const PREFIXED = 0.6;
const ONE_TYPO = 0.5;
const TWO_TYPOS = 0.3;
/** A word in no more documents than this may itself be the mistake. */
const RARE = 2;

/** What a word may stand for, best first. */
export class Meanings {
  readonly #words: Vocabulary;

  constructor(words: Vocabulary) {
    this.#words = words;
  }

  of(word: string, prefix: boolean, forgiving: boolean): Meaning[] {
    const found = new Map<number, Meaning>();
    const take = (id: number, factor: number, exact: boolean): void => {
      if (!found.has(id)) found.set(id, { word: id, factor, exact });
    };
    const own = this.#words.idOf(word);
    if (own !== undefined && this.#words.documents(own) > 0) take(own, 1, true);
    if (forgiving) for (const id of this.#words.ofStem(word)) take(id, SAME_STEM, true);
    if (prefix) for (const id of this.#words.beginningWith(word)) take(id, PREFIXED, false);
    if (forgiving && this.#documents(found.keys()) <= RARE)
      for (const { id, typos } of this.#words.nearlyLike(word))
        take(id, typos === 1 ? ONE_TYPO : TWO_TYPOS, false);
    return [...found.values()];
  }

  #documents(words: Iterable<number>): number {
    let sum = 0;
    for (const id of words) sum += this.#words.documents(id);
    return sum;
  }
}
