import type { Paper } from '../library/paper.ts';
import { fold } from '../text/fold.ts';

/** How often a paper is cited: in the note that is written, and in how many notes. */
export interface Uses {
  readonly here: number;
  readonly notes: number;
}

/**
 * Papers that a query found, in the order in which they are offered: how they match, then how often this note cites them, then how many
 * notes do, then as they were found, which of equal ones is the newest first. Costs what the candidates do.
 */
export function rankedForNote<P extends Paper>(
  found: readonly P[],
  query: string,
  usesOf: (paper: P) => Uses,
): readonly P[] {
  const typed = fold(query.trim());
  const words = typed.split(/\s+/).filter((word) => word !== '');
  return found
    .map((paper, place) => ({ paper, place, match: matchOf(paper, typed, words), ...usesOf(paper) }))
    .sort((a, b) => b.match - a.match || b.here - a.here || b.notes - a.notes || a.place - b.place)
    .map(({ paper }) => paper);
}

/** 3: the key itself; 2: the key begins so; 1: every word stands in its names; 0: only something like it. */
function matchOf(paper: Paper, typed: string, words: readonly string[]): number {
  if (words.length === 0) return 0;
  const keys = [paper.key, ...paper.aliases].map(fold);
  if (keys.includes(typed)) return 3;
  if (keys.some((key) => key.startsWith(typed))) return 2;
  const authors = paper.authors.map((author) => ('literal' in author ? author.literal : author.family));
  const names = ` ${fold([...keys, paper.title, ...authors, paper.date ?? ''].join(' '))}`;
  return words.every((word) => names.includes(` ${word}`)) ? 1 : 0;
}
