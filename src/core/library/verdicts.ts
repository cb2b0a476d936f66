import { compareText } from './merge.ts';
import type { Reference } from './references.ts';
import type { Verdict } from './verdict-file.ts';

/** All verdicts of the workspace's files. Of those on one pair the latest counts, so that no order of files or lines shows. */
export class Verdicts {
  readonly #files = new Map<string, readonly Verdict[]>();
  /** All that was said of a pair, by its two references. */
  readonly #ofPair = new Map<string, Set<Verdict>>();
  /** The pairs that name a reference. */
  readonly #pairsOf = new Map<Reference, Set<string>>();

  get isEmpty(): boolean {
    return this.#ofPair.size === 0;
  }

  /** Replaces what a file says; returns the references of all pairs of which something else counts now. */
  setFile(path: string, verdicts: readonly Verdict[]): ReadonlySet<Reference> {
    const before = this.#files.get(path) ?? [];
    const pairs = new Map([...before, ...verdicts].map((verdict) => [pairOf(verdict), verdict]));
    const counted = new Map([...pairs.keys()].map((pair) => [pair, this.#counting(pair)?.verdict]));
    for (const verdict of before) this.#forget(verdict);
    for (const verdict of verdicts) this.#learn(verdict);
    if (verdicts.length > 0) this.#files.set(path, verdicts);
    else this.#files.delete(path);
    const touched = new Set<Reference>();
    for (const [pair, { a, b }] of pairs) {
      if (this.#counting(pair)?.verdict !== counted.get(pair)) touched.add(a).add(b);
    }
    return touched;
  }

  /** Whether any verdict names a reference. */
  names(reference: Reference): boolean {
    return this.#pairsOf.has(reference);
  }

  /** The verdicts that count and name a reference. */
  of(reference: Reference): readonly Verdict[] {
    return [...(this.#pairsOf.get(reference) ?? [])].flatMap((pair) => this.#counting(pair) ?? []);
  }

  /** The verdict that counts on a pair of references, in either order. */
  between(a: Reference, b: Reference): Verdict | undefined {
    return this.#counting(pairOf({ a, b }));
  }

  #counting(pair: string): Verdict | undefined {
    return [...(this.#ofPair.get(pair) ?? [])].sort(newestFirst)[0];
  }

  #learn(verdict: Verdict): void {
    const pair = pairOf(verdict);
    const known = this.#ofPair.get(pair);
    if (known) known.add(verdict);
    else this.#ofPair.set(pair, new Set([verdict]));
    for (const reference of [verdict.a, verdict.b]) {
      const pairs = this.#pairsOf.get(reference);
      if (pairs) pairs.add(pair);
      else this.#pairsOf.set(reference, new Set([pair]));
    }
  }

  #forget(verdict: Verdict): void {
    const pair = pairOf(verdict);
    const known = this.#ofPair.get(pair);
    known?.delete(verdict);
    if (known && known.size > 0) return;
    this.#ofPair.delete(pair);
    for (const reference of [verdict.a, verdict.b]) {
      const pairs = this.#pairsOf.get(reference);
      pairs?.delete(pair);
      if (pairs?.size === 0) this.#pairsOf.delete(reference);
    }
  }
}

/** Later verdicts before earlier ones; of one time the separating one first, as it loses nothing. */
export function newestFirst(x: Verdict, y: Verdict): number {
  return (
    compareText(y.time, x.time) || compareText(x.verdict, y.verdict) || compareText(pairOf(x), pairOf(y))
  );
}

function pairOf({ a, b }: Pick<Verdict, 'a' | 'b'>): string {
  return a < b ? `${a}\t${b}` : `${b}\t${a}`;
}
