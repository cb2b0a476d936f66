import type { Matches } from './evaluate.ts';

export interface Ranked {
  readonly slot: number;
  readonly score: number;
}

/** The best of what fits, in order, without sorting all of it: a heap of so many, the worst on top. `before` settles equal scores. */
export function bestOf(
  { fits, scores }: Matches,
  limit: number,
  before: (a: number, b: number) => number,
): Ranked[] {
  const heap: Ranked[] = [];
  const worse = (a: Ranked, b: Ranked): boolean =>
    a.score < b.score || (a.score === b.score && before(b.slot, a.slot) < 0);
  const sink = (start: number): void => {
    for (let at = start; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && worse(heap[child]!, heap[worst]!)) worst = child;
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  };
  for (let slot = 0; slot < fits.length; slot++) {
    if (fits[slot] === 0) continue;
    // Sums of the same parts may differ in their last digits.
    const score = Math.round(scores[slot]! * 1000) / 1000;
    if (heap.length < limit) {
      heap.push({ slot, score });
      if (heap.length === limit) for (let i = limit >> 1; i >= 0; i--) sink(i);
      continue;
    }
    const [worst] = heap;
    if (!worst || score < worst.score || (score === worst.score && before(slot, worst.slot) > 0)) continue;
    heap[0] = { slot, score };
    sink(0);
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}

export function countOf({ fits }: Matches): number {
  let count = 0;
  for (let slot = 0; slot < fits.length; slot++) count += fits[slot]!;
  return count;
}
