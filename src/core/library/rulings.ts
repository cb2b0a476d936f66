import { authorsAgree, intersects, mergeEvidence, yearsApart, type Evidence } from './evidence.ts';

/** A reader's verdict on the items of one component: indexes of those that its two references name. */
export interface Ruling {
  readonly verdict: 'same' | 'different';
  readonly a: readonly number[];
  readonly b: readonly number[];
}

interface Witness {
  readonly evidence: Evidence;
}

/** Items that verdicts hold together, and which of such atoms verdicts keep apart. */
export interface Ruled {
  /** The atom of each item. */
  readonly atomOf: readonly number[];
  readonly apart: readonly { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> }[];
}

/**
 * What rulings, newest first, mean for so many items. Each is taken as long as it does not contradict the newer ones; so contradictory
 * verdicts have the same outcome in every order.
 */
export function applyRulings(count: number, rulings: readonly Ruling[]): Ruled {
  let atomOf = Array.from({ length: count }, (_, i) => i);
  const taken: Ruling[] = [];
  const overlap = (atoms: readonly number[], { a, b }: Ruling): boolean => {
    const left = new Set(a.map((i) => atoms[i]!));
    return b.some((i) => left.has(atoms[i]!));
  };
  for (const ruling of rulings) {
    if (ruling.a.length === 0 || ruling.b.length === 0) continue;
    if (ruling.verdict === 'different') {
      if (!overlap(atomOf, ruling)) taken.push(ruling);
      continue;
    }
    const joined = new Set([...ruling.a, ...ruling.b].map((i) => atomOf[i]!));
    const atom = Math.min(...joined);
    const merged = atomOf.map((known) => (joined.has(known) ? atom : known));
    if (!taken.some((other) => overlap(merged, other))) atomOf = merged;
  }
  const atoms = atomOf;
  const apart = taken.map(({ a, b }) => ({
    a: new Set(a.map((i) => atoms[i]!)),
    b: new Set(b.map((i) => atoms[i]!)),
  }));
  return { atomOf, apart };
}

/**
 * Divides a group that holds both sides of a separating verdict: whoever is on neither side goes with the one that is more like it, by what
 * tells most first; where nothing tells, with the first.
 */
export function separate<T extends Witness>(
  group: readonly T[],
  isOf: (item: T, side: 'a' | 'b') => boolean,
): readonly [T[], T[]] {
  const sideA = group.filter((item) => isOf(item, 'a'));
  const sideB = group.filter((item) => isOf(item, 'b'));
  const [a, b] = [sideA, sideB].map((side) => mergeEvidence(side.map(({ evidence }) => evidence))) as [
    Evidence,
    Evidence,
  ];
  for (const item of group) {
    if (isOf(item, 'a') || isOf(item, 'b')) continue;
    (isNearer(item.evidence, b, a) ? sideB : sideA).push(item);
  }
  return [sideA, sideB];
}

function isNearer(item: Evidence, side: Evidence, other: Evidence): boolean {
  const ours = likeness(item, side);
  const theirs = likeness(item, other);
  const differing = ours.findIndex((value, i) => value !== theirs[i]);
  return differing >= 0 && ours[differing]! > theirs[differing]!;
}

function likeness(x: Evidence, y: Evidence): readonly number[] {
  return [
    intersects(x.arxiv, y.arxiv),
    intersects(x.dois, y.dois),
    intersects(x.keys, y.keys),
    intersects(x.titles, y.titles),
    intersects(x.days, y.days),
    authorsAgree(x, y),
    intersects(x.counts, y.counts),
    intersects(x.abstracts, y.abstracts),
    -yearsApart(x, y),
  ].map(Number);
}
