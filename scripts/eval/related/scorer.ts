import { mean } from '../measures.ts';
import type { JudgedPaper, JudgedPapers, Task } from './judged-papers.ts';

/** Scores all papers for one of them, by number; `facet` is what the judges asked about, for methods that look at it. */
export type Scorer = (query: number, facet: string | null) => ArrayLike<number>;

export interface Method {
  readonly name: string;
  readonly make: (papers: readonly JudgedPaper[]) => Scorer;
}

/** The mean score of a method for each measure of the collections, in their order. */
export function scoresOf({ make }: Method, collections: readonly JudgedPapers[]): number[] {
  return collections.flatMap(({ papers, tasks }) => {
    const scorer = make(papers);
    const numberOf = new Map(papers.map(({ id }, i) => [id, i]));
    const scored = tasks.map((task) => task.scoreOf(ranked(task, papers, numberOf, scorer)));
    return measuresOf(tasks).map((measure) => mean(scored.filter((_, i) => tasks[i]!.measure === measure)));
  });
}

export function measuresOf(tasks: readonly Task[]): string[] {
  return [...new Set(tasks.map(({ measure }) => measure))];
}

function ranked(
  { query, facet, candidates }: Task,
  papers: readonly JudgedPaper[],
  numberOf: ReadonlyMap<string, number>,
  scorer: Scorer,
): string[] {
  const scores = scorer(numberOf.get(query)!, facet);
  return (candidates ?? papers.map(({ id }) => id))
    .filter((id) => id !== query)
    .map((id) => ({ id, score: scores[numberOf.get(id)!]! }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
