import { fold } from '../../../src/core/text/fold.ts';
import { isStopWord } from '../../../src/core/search/stop-words.ts';
import type { JudgedPaper } from './judged-papers.ts';
import type { Scorer } from './scorer.ts';

/** BM25 (k1 1.2, b 0.75) over title and abstract, with the whole paper as the query. */
export function bm25(papers: readonly JudgedPaper[]): Scorer {
  const counts = papers.map((paper) => countTerms(wordsOf(paper)));
  const lengths = counts.map((terms) => [...terms.values()].reduce((sum, count) => sum + count, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / papers.length;
  const postings = new Map<string, [number, number][]>();
  counts.forEach((terms, i) => {
    for (const [term, count] of terms) postings.set(term, [...(postings.get(term) ?? []), [i, count]]);
  });
  return (query) => {
    const sums = new Float64Array(papers.length);
    for (const [term, times] of counts[query]!) {
      const posting = postings.get(term)!;
      const idf = Math.log(1 + (papers.length - posting.length + 0.5) / (posting.length + 0.5));
      for (const [i, count] of posting) {
        const norm = 1.2 * (0.25 + (0.75 * lengths[i]!) / average);
        sums[i]! += (times * idf * count * 2.2) / (count + norm);
      }
    }
    return sums;
  };
}

type Sparse = readonly { readonly term: number; readonly weight: number }[];

/** The cosine of (1 + ln tf) · idf, idf smoothed, as scikit-learn's TfidfVectorizer makes it with `sublinear_tf`. */
export function tfIdfCosine(papers: readonly JudgedPaper[]): Scorer {
  const { vectors, size } = tfIdf(papers.map(wordsOf), 1);
  return (query) => {
    const weights = new Float64Array(size);
    for (const { term, weight } of vectors[query]!) weights[term] = weight;
    return Float64Array.from(vectors, (vector) => product(vector, weights));
  };
}

/**
 * What arxiv-sanity-lite does for one paper: a linear SVM (squared hinge, balanced classes, C = 0.01) of tf-idf vectors of words and pairs,
 * the paper against all others. Trained by dual coordinate descent (Hsieh and others, 2008), 20 rounds at the most.
 */
export function linearSvm(papers: readonly JudgedPaper[]): Scorer {
  const { vectors, size } = tfIdf(
    papers.map((paper) => withPairs(wordsOf(paper))),
    papers.length > 1000 ? 5 : 2,
  );
  return (query) => {
    const weights = train(vectors, size, query);
    return Float64Array.from(vectors, (vector) => product(vector, weights));
  };
}

const C = 0.01;
const ROUNDS = 20;

function train(vectors: readonly Sparse[], size: number, positive: number): Float64Array {
  const n = vectors.length;
  const weights = new Float64Array(size);
  const alphas = new Float64Array(n);
  const squares = vectors.map((vector) => vector.reduce((sum, { weight }) => sum + weight * weight, 1));
  const order = [...vectors.keys()];
  const random = shuffler(1);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round++) {
    random(order);
    let largest = 0;
    for (const i of order) {
      const label = i === positive ? 1 : -1;
      const ridge = 1 / (2 * C * (i === positive ? n / 2 : n / (2 * (n - 1))));
      const gradient = label * (product(vectors[i]!, weights) + bias) - 1 + ridge * alphas[i]!;
      if (alphas[i] === 0 && gradient >= 0) continue;
      largest = Math.max(largest, Math.abs(gradient));
      const alpha = Math.max(0, alphas[i]! - gradient / (squares[i]! + ridge));
      const step = (alpha - alphas[i]!) * label;
      alphas[i] = alpha;
      bias += step;
      for (const { term, weight } of vectors[i]!) weights[term]! += step * weight;
    }
    if (largest < 0.001) break;
  }
  return weights;
}

/** Orders anew, the same in every run. */
function shuffler(seed: number): (order: number[]) => void {
  let state = seed;
  return (order) => {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const j = (state >>> 8) % (i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
  };
}

export function tfIdf(
  texts: readonly (readonly string[])[],
  fewest: number,
): { vectors: Sparse[]; size: number } {
  const counts = texts.map(countTerms);
  const frequency = new Map<string, number>();
  for (const terms of counts)
    for (const term of terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const numbers = new Map<string, number>();
  for (const [term, n] of frequency) if (n >= fewest) numbers.set(term, numbers.size);
  const vectors = counts.map((terms): Sparse => {
    const vector: { term: number; weight: number }[] = [];
    for (const [term, count] of terms) {
      const number = numbers.get(term);
      if (number === undefined) continue;
      const idf = Math.log((1 + texts.length) / (1 + frequency.get(term)!)) + 1;
      vector.push({ term: number, weight: (1 + Math.log(count)) * idf });
    }
    const length = Math.sqrt(vector.reduce((sum, { weight }) => sum + weight * weight, 0)) || 1;
    return vector.map(({ term, weight }) => ({ term, weight: weight / length }));
  });
  return { vectors, size: numbers.size };
}

export function wordsOf({ title, abstract }: JudgedPaper): string[] {
  const words = fold(`${title} ${abstract ?? ''}`).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return words.filter((word) => !isStopWord(word));
}

function withPairs(words: readonly string[]): string[] {
  return [...words, ...words.slice(1).map((word, i) => `${words[i]!} ${word}`)];
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

export function product(vector: Sparse, weights: Float64Array): number {
  let sum = 0;
  for (const { term, weight } of vector) sum += weight * weights[term]!;
  return sum;
}
