import { MOST_SHARE, preference, weighNames, type Worth } from './candidates.ts';
import { hashOf, type PackedNames } from './paper-names.ts';

/** The topics of a paper, by the hashes of their names, the one that it chose first. Empty where none of its names is a topic. */
export type Chosen = ReadonlyMap<string, readonly number[]>;

/** A paper belongs beside its first choice to what it is for nearly as much. */
const NEARLY = 0.7;
const MOST_OF_ONE = 3;
/** A topic that fewer papers choose first is none. */
const FEWEST_VOTES = 2;
/** In a library of so few papers a topic may hold any share of them. */
const SMALL = 50;
const SLICE = 500;

/**
 * Lets each paper choose among its own names the one that is worth most to it; names that are chosen too rarely, or by too many, are taken away, and
 * their papers choose again, until nothing changes. A paper's choice hangs on its own words first and on slowly growing numbers second,
 * which keeps topics steady as a library grows. A function of the set of papers. Steps by `yield`.
 */
export function* chooseTopics(papers: ReadonlyMap<string, PackedNames>): Generator<void, Chosen> {
  const worth = yield* weighNames(papers);
  const most = papers.size > SMALL ? MOST_SHARE * papers.size : papers.size;
  const chosen = new Map<string, readonly number[]>();
  const votes = new Map<number, number>();
  let unsettled: Iterable<string> = papers.keys();
  for (;;) {
    let read = 0;
    for (const id of unsettled) {
      const ranked = rank(papers.get(id)!, worth);
      chosen.set(id, ranked);
      if (ranked.length > 0) votes.set(ranked[0]!, (votes.get(ranked[0]!) ?? 0) + 1);
      if (++read % SLICE === 0) yield;
    }
    const failed = new Set<number>();
    for (const [hash, count] of votes) if (count < FEWEST_VOTES || count > most) failed.add(hash);
    if (failed.size === 0) break;
    for (const hash of failed) {
      worth.drop(hash);
      votes.delete(hash);
    }
    const again: string[] = [];
    for (const [id, ranked] of chosen) {
      if (failed.has(ranked[0]!)) again.push(id);
      if (++read % (10 * SLICE) === 0) yield;
    }
    unsettled = again;
    yield;
  }
  let read = 0;
  for (const [id, ranked] of chosen) {
    chosen.set(id, ranked.filter((hash) => votes.has(hash)).slice(0, MOST_OF_ONE));
    if (++read % SLICE === 0) yield;
  }
  return chosen;
}

/** The names that a paper is most for, and those nearly as much. */
function rank(names: PackedNames, worth: Worth): number[] {
  const ranked: { hash: number; value: number }[] = [];
  for (const packed of names) {
    const hash = hashOf(packed);
    const known = worth.of(hash);
    if (known > 0) ranked.push({ hash, value: preference(packed, known) });
  }
  ranked.sort((a, b) => b.value - a.value || a.hash - b.hash);
  return ranked.filter(({ value }) => value >= NEARLY * ranked[0]!.value).map(({ hash }) => hash);
}
