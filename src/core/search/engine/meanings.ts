import type { KnownWords } from './known-words.ts';

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
  readonly #words: KnownWords;

  constructor(words: KnownWords) {
    this.#words = words;
  }

  of(word: string, prefix: boolean, forgiving: boolean): Meaning[] {
    const found: Meaning[] = [];
    const own = this.#words.idOf(word);
    if (own !== undefined && this.#words.documents(own) > 0)
      found.push({ word: own, factor: 1, exact: true });
    const forms = new Set(forgiving ? this.#words.ofStem(word) : []);
    for (const id of forms) found.push({ word: id, factor: SAME_STEM, exact: true });
    if (prefix)
      for (const id of this.#words.beginningWith(word))
        if (!forms.has(id)) found.push({ word: id, factor: PREFIXED, exact: false });
    if (forgiving && this.#documents(found) <= RARE) {
      const known = new Set(found.map((meaning) => meaning.word));
      for (const { id, typos } of this.#words.nearlyLike(word))
        if (!known.has(id))
          found.push({ word: id, factor: typos === 1 ? ONE_TYPO : TWO_TYPOS, exact: false });
    }
    return found;
  }

  #documents(found: readonly Meaning[]): number {
    return found.reduce((sum, { word }) => sum + this.#words.documents(word), 0);
  }
}
