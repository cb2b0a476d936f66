import { rootOf } from '../../../src/core/text/root.ts';
import { tokensOf, type PaperTokens, type Token } from '../../../src/core/text/terms.ts';
import type { JudgedPaper } from './judged-papers.ts';

/** What of the texts becomes a paper's vector. */
export interface Recipe {
  /** How often the title counts. */
  readonly title: number;
  /** What a run of two words counts beside the words; 0 for none. */
  readonly pairs: number;
  readonly formOf: (stem: string) => string;
  /** The power of idf in each vector: 0.5 counts it once in a product, 1 twice, as TF-IDF usually does. */
  readonly idf: number;
}

export const OURS: Recipe = { title: 1, pairs: 0, formOf: rootOf, idf: 0.5 };

export type Vector = ReadonlyMap<string, number>;

/** Papers as vectors of length 1, with (1 + ln tf) as in Carrel: to try what Carrel might do, and does not. */
export class VectorSpace {
  readonly vectors: readonly Vector[];
  readonly #numberOf: ReadonlyMap<string, number>;
  readonly #postings = new Map<string, [number, number][]>();
  readonly #idf: (term: string) => number;
  readonly #recipe: Recipe;

  constructor(papers: readonly JudgedPaper[], recipe: Recipe = OURS) {
    this.#recipe = recipe;
    this.#numberOf = new Map(papers.map(({ id }, i) => [id, i]));
    const counts = papers.map(({ title, abstract }) => countsOf(tokensOf(title, abstract), recipe));
    const frequency = new Map<string, number>();
    for (const terms of counts)
      for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    this.#idf = (term) => {
      const n = frequency.get(term) ?? 0;
      return Math.log(1 + (papers.length - n + 0.5) / (n + 0.5)) ** recipe.idf;
    };
    this.vectors = counts.map((terms) => this.#vectorOf(terms));
    this.vectors.forEach((vector, i) => {
      for (const [term, weight] of vector) {
        const posting = this.#postings.get(term);
        if (posting) posting.push([i, weight]);
        else this.#postings.set(term, [[i, weight]]);
      }
    });
  }

  numberOf(id: string): number {
    return this.#numberOf.get(id)!;
  }

  vectorOf(id: string): Vector {
    return this.vectors[this.numberOf(id)]!;
  }

  /** The vector of a text that is not one of the papers. */
  vectorOfTokens(tokens: PaperTokens): Vector {
    return this.#vectorOf(countsOf(tokens, this.#recipe));
  }

  /** The products of a vector with those of all papers. */
  products(query: Vector): Float64Array {
    const sums = new Float64Array(this.vectors.length);
    for (const [term, weight] of query)
      for (const [i, other] of this.#postings.get(term) ?? []) sums[i]! += weight * other;
    return sums;
  }

  #vectorOf(counts: ReadonlyMap<string, number>): Vector {
    const vector = new Map<string, number>();
    let square = 0;
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * this.#idf(term) * (term.includes(' ') ? this.#recipe.pairs : 1);
      vector.set(term, weight);
      square += weight * weight;
    }
    const length = Math.sqrt(square) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / length);
    return vector;
  }
}

function countsOf({ title, abstract }: PaperTokens, recipe: Recipe): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string, times: number): void => void counts.set(term, (counts.get(term) ?? 0) + times);
  const read = (sentences: readonly (readonly Token[])[], times: number): void => {
    for (const sentence of sentences)
      sentence.forEach((word, i) => {
        if (!word.empty) add(recipe.formOf(word.stem), times);
        const next = sentence[i + 1];
        if (recipe.pairs > 0 && next && !word.functional && !next.functional && !(word.empty && next.empty))
          add(`${recipe.formOf(word.stem)} ${recipe.formOf(next.stem)}`, times);
      });
  };
  read(title, recipe.title);
  read(abstract, 1);
  return counts;
}
