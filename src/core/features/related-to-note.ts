import type { LibraryPaper } from '../library/library-paper.ts';
import type { Steps } from '../text/steps.ts';
import type { Finder } from './finder.ts';

/** A paper that is related to some others, and to which most. */
export interface RelatedToSome {
  readonly paper: LibraryPaper;
  readonly beside: LibraryPaper;
  readonly reasons: readonly string[];
}

/** So many papers beside each are looked at. */
const BESIDE_EACH = 30;
/** Of a text that cites more, the papers cited first are looked at: it is a bibliography. */
const MOST = 200;

/** The papers related to any of some, those related to most of them first; without those themselves. In steps of one paper each. */
export function* relatedToSome(
  finder: Finder,
  papers: readonly LibraryPaper[],
  limit: number,
): Steps<readonly RelatedToSome[]> {
  const own = new Set(papers);
  const found = new Map<
    LibraryPaper,
    { score: number; best: number; beside: LibraryPaper; reasons: readonly string[] }
  >();
  for (const beside of papers.slice(0, MOST)) {
    for (const { paper, score, reasons } of finder.related(beside, BESIDE_EACH)) {
      if (own.has(paper)) continue;
      const before = found.get(paper);
      if (!before) found.set(paper, { score, best: score, beside, reasons });
      else {
        before.score += score;
        if (score > before.best) Object.assign(before, { best: score, beside, reasons });
      }
    }
    yield;
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.score - x.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(([paper, { beside, reasons }]) => ({ paper, beside, reasons }));
}
