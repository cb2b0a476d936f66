/** The `count` items of the highest value, best first; `before` decides between equal ones. */
export function topOf<T>(
  items: Iterable<T>,
  count: number,
  value: (item: T) => number,
  before: (a: T, b: T) => number,
): T[] {
  const better = (a: Held<T>, b: Held<T>): number => b.value - a.value || before(a.item, b.item);
  let held: Held<T>[] = [];
  let bar = -Infinity;
  for (const item of items) {
    const found = value(item);
    if (found < bar) continue;
    held.push({ item, value: found });
    if (held.length < 2 * count + 16) continue;
    held = held.sort(better).slice(0, count);
    bar = held.at(-1)?.value ?? Infinity;
  }
  return held
    .sort(better)
    .slice(0, count)
    .map(({ item }) => item);
}

interface Held<T> {
  readonly item: T;
  readonly value: number;
}
