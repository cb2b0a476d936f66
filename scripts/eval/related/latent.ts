import type { Vector } from './vector-space.ts';

const ROUNDS = 3;

/**
 * Latent semantic analysis (Deerwester and others, 1990) of papers' vectors: the cosine in the space of the first dimensions, found by
 * subspace iteration from the same start in every run.
 */
export function latent(vectors: readonly Vector[], dimensions: number): (a: number, b: number) => number {
  const numbers = new Map<string, number>();
  for (const vector of vectors)
    for (const term of vector.keys()) if (!numbers.has(term)) numbers.set(term, numbers.size);
  const rows = vectors.map((vector) =>
    [...vector].map(([term, weight]) => [numbers.get(term)!, weight] as const),
  );
  const terms = new Matrix(numbers.size, dimensions);
  const papers = new Matrix(vectors.length, dimensions);
  terms.fillByChance();
  for (let round = 0; round <= ROUNDS; round++) {
    papers.values.fill(0);
    rows.forEach((row, i) => {
      for (const [term, weight] of row) papers.add(i, terms, term, weight);
    });
    if (round === ROUNDS) break;
    papers.orthonormalise();
    terms.values.fill(0);
    rows.forEach((row, i) => {
      for (const [term, weight] of row) terms.add(term, papers, i, weight);
    });
    terms.orthonormalise();
  }
  const lengths = vectors.map((_, i) => Math.sqrt(papers.product(i, i)) || 1);
  return (a, b) => papers.product(a, b) / (lengths[a]! * lengths[b]!);
}

class Matrix {
  readonly values: Float64Array;
  readonly #rows: number;
  readonly #columns: number;

  constructor(rows: number, columns: number) {
    this.#rows = rows;
    this.#columns = columns;
    this.values = new Float64Array(rows * columns);
  }

  fillByChance(): void {
    let state = 7;
    for (let i = 0; i < this.values.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      this.values[i] = (state >>> 8) / 0x7fffff - 0.5;
    }
  }

  /** Adds a multiple of a row of another matrix to a row. */
  add(row: number, other: Matrix, otherRow: number, times: number): void {
    const n = this.#columns;
    for (let j = 0; j < n; j++) this.values[row * n + j]! += times * other.values[otherRow * n + j]!;
  }

  product(a: number, b: number): number {
    const n = this.#columns;
    let sum = 0;
    for (let j = 0; j < n; j++) sum += this.values[a * n + j]! * this.values[b * n + j]!;
    return sum;
  }

  /** Gram and Schmidt, column by column. */
  orthonormalise(): void {
    const n = this.#columns;
    const dot = (j: number, k: number): number => {
      let sum = 0;
      for (let i = 0; i < this.#rows; i++) sum += this.values[i * n + j]! * this.values[i * n + k]!;
      return sum;
    };
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < j; k++) {
        const shared = dot(j, k);
        for (let i = 0; i < this.#rows; i++) this.values[i * n + j]! -= shared * this.values[i * n + k]!;
      }
      const length = Math.sqrt(dot(j, j)) || 1;
      for (let i = 0; i < this.#rows; i++) this.values[i * n + j]! /= length;
    }
  }
}
