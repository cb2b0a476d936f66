/**
 * How a division into groups agrees with given labels: mutual information over the mean of both entropies (0 to 1), and the share of papers
 * whose label is the commonest of their group.
 */
export function agreement(
  groups: readonly string[],
  labels: readonly string[],
): { readonly nmi: number; readonly purity: number } {
  const n = groups.length;
  const both = new Map<string, Map<string, number>>();
  groups.forEach((group, i) => {
    const inside = both.get(group) ?? new Map<string, number>();
    both.set(group, inside.set(labels[i]!, (inside.get(labels[i]!) ?? 0) + 1));
  });
  const sizes = counts(groups);
  const given = counts(labels);
  let mutual = 0;
  let pure = 0;
  for (const [group, inside] of both) {
    pure += Math.max(...inside.values());
    for (const [label, count] of inside)
      mutual += (count / n) * Math.log((count * n) / (sizes.get(group)! * given.get(label)!));
  }
  const entropies = (entropy(sizes, n) + entropy(given, n)) / 2;
  return { nmi: entropies === 0 ? 1 : mutual / entropies, purity: pure / n };
}

function entropy(sizes: ReadonlyMap<string, number>, n: number): number {
  let sum = 0;
  for (const size of sizes.values()) sum -= (size / n) * Math.log(size / n);
  return sum;
}

function counts(values: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}
