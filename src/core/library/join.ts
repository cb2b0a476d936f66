/** Says that two of a list, by their indexes, belong together. */
export type Join = (a: number, b: number) => void;

/** The classes of `items` after all joins of `decide` (union-find with path halving). */
export function joinAll<T>(items: readonly T[], decide: (join: Join) => void): T[][] {
  const parent = items.map((_, i) => i);
  const root = (i: number): number => {
    while (parent[i]! !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  decide((a, b) => {
    const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
    parent[high] = low;
  });
  const classes = new Map<number, T[]>();
  items.forEach((item, i) => {
    const r = root(i);
    const list = classes.get(r);
    if (list) list.push(item);
    else classes.set(r, [item]);
  });
  return [...classes.values()];
}
