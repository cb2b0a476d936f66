import { product, tfIdf, wordsOf } from '../related/baselines.ts';
import type { TopicPaper } from '../../../src/core/topics/topics.ts';

const ROUNDS = 30;

/** Spherical k-means of TF-IDF vectors (Dhillon and Modha, 2001), seeded as k-means++ with a fixed seed: the number of each paper's cluster. */
export function kMeans(papers: readonly TopicPaper[], clusters: number, seed: number): number[] {
  const { vectors, size } = tfIdf(papers.map(wordsOf), 2);
  const random = chance(seed);
  const centres = [Math.floor(random() * papers.length)].map((first) => dense(vectors[first]!, size));
  const distance = vectors.map((vector) => 1 - product(vector, centres[0]!));
  while (centres.length < clusters) {
    let left = random() * distance.reduce((sum, d) => sum + d * d, 0);
    const next = distance.findIndex((d) => (left -= d * d) <= 0);
    const centre = dense(vectors[Math.max(0, next)]!, size);
    centres.push(centre);
    vectors.forEach(
      (vector, i) => (distance[i] = Math.max(0, Math.min(distance[i]!, 1 - product(vector, centre)))),
    );
  }
  let assigned: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const next = vectors.map((vector) => nearest(vector, centres));
    if (next.every((cluster, i) => cluster === assigned[i])) break;
    assigned = next;
    for (const centre of centres) centre.fill(0);
    vectors.forEach((vector, i) => {
      for (const { term, weight } of vector) centres[assigned[i]!]![term]! += weight;
    });
    for (const centre of centres) {
      const length = Math.sqrt(centre.reduce((sum, value) => sum + value * value, 0)) || 1;
      for (let i = 0; i < centre.length; i++) centre[i]! /= length;
    }
  }
  return assigned;
}

type Vector = Parameters<typeof product>[0];

function nearest(vector: Vector, centres: readonly Float64Array[]): number {
  let best = 0;
  let most = -1;
  centres.forEach((centre, i) => {
    const likeness = product(vector, centre);
    if (likeness > most) [best, most] = [i, likeness];
  });
  return best;
}

function dense(vector: Vector, size: number): Float64Array {
  const values = new Float64Array(size);
  for (const { term, weight } of vector) values[term] = weight;
  return values;
}

export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
