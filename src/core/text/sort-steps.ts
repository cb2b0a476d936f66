import type { Steps } from './steps.ts';

/** So many texts are sorted, or brought together, between two steps. */
const STEP = 1000;

/** Texts by their code units, as `sort` has them, in steps. */
export function* sortSteps(texts: Iterable<string>): Steps<string[]> {
  const all = [...texts];
  yield;
  let runs: string[][] = [];
  for (let start = 0; start < all.length; start += STEP) {
    runs.push(all.slice(start, start + STEP).sort());
    yield;
  }
  while (runs.length > 1) {
    const wider: string[][] = [];
    for (let i = 0; i < runs.length; i += 2) wider.push(yield* merged(runs[i]!, runs[i + 1] ?? []));
    runs = wider;
  }
  return runs[0] ?? [];
}

function* merged(a: readonly string[], b: readonly string[]): Steps<string[]> {
  const both: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const first = j >= b.length || (i < a.length && a[i]! <= b[j]!);
    both.push(first ? a[i++]! : b[j++]!);
    if (both.length % STEP === 0) yield;
  }
  return both;
}
