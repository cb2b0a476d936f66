/** The gain of each judged document; what is not in it has none. */
export type Judgements = ReadonlyMap<string, number>;

/** nDCG at a cut: gains as judged, discounted by log2(rank + 1) (Järvelin and Kekäläinen, 2002). 0 where nothing is relevant. */
export function ndcg(ranking: readonly string[], judged: Judgements, cut: number): number {
  const ideal = [...judged.values()].sort((a, b) => b - a);
  const best = discounted(ideal.slice(0, cut));
  return best === 0 ? 0 : discounted(ranking.slice(0, cut).map((id) => judged.get(id) ?? 0)) / best;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0);
}

/** The mean of the precisions at each relevant document; those that are not ranked count 0. */
export function averagePrecision(ranking: readonly string[], judged: Judgements): number {
  let found = 0;
  let sum = 0;
  ranking.forEach((id, i) => {
    if ((judged.get(id) ?? 0) <= 0) return;
    found++;
    sum += found / (i + 1);
  });
  return sum / Math.max(1, relevant(judged));
}

export function recallAt(ranking: readonly string[], judged: Judgements, cut: number): number {
  const found = ranking.slice(0, cut).filter((id) => (judged.get(id) ?? 0) > 0).length;
  return found / Math.max(1, relevant(judged));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function relevant(judged: Judgements): number {
  return [...judged.values()].filter((gain) => gain > 0).length;
}
