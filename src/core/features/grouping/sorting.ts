import type { LibraryPaper } from '../../library/library-paper.ts';
import { compareText } from '../../library/merge.ts';
import { titleKey } from '../../text/fold.ts';
import type { Steps } from '../../text/steps.ts';

/** How papers can be sorted: newest first; by title; by upvotes and comments, most first. */
export const SORTS = ['date', 'title', 'attention'] as const;
export type Sort = (typeof SORTS)[number];

const STEP = 200;

interface Held {
  readonly paper: LibraryPaper;
  readonly text: string;
  readonly number: number;
}

/** The first `count` of some papers as they are sorted; costs what they are, and holds little more than `count` of them. */
export function* firstOf(papers: Iterable<LibraryPaper>, sort: Sort, count: number): Steps<LibraryPaper[]> {
  let held: Held[] = [];
  let read = 0;
  for (const paper of papers) {
    held.push(heldAs(paper, sort));
    if (++read % STEP === 0) yield;
    if (held.length < 2 * count + STEP) continue;
    held = held.sort(before).slice(0, count);
    yield;
  }
  return held
    .sort(before)
    .slice(0, count)
    .map(({ paper }) => paper);
}

function heldAs(paper: LibraryPaper, sort: Sort): Held {
  switch (sort) {
    case 'title':
      return { paper, number: 0, text: titleKey(paper.title) };
    case 'date':
      return { paper, number: 0, text: invertedDigits(paper.date ?? '') };
    case 'attention':
      return {
        paper,
        number: (paper.upvotes ?? 0) + (paper.comments ?? 0),
        text: invertedDigits(paper.date ?? ''),
      };
  }
}

function before(a: Held, b: Held): number {
  return b.number - a.number || compareText(a.text, b.text) || compareText(a.paper.id, b.paper.id);
}

/** Digits turned round, so that later dates come first; a year alone comes behind its months, no date last. */
function invertedDigits(date: string): string {
  return `${date.replace(/\d/g, (digit) => String(9 - Number(digit)))}~`;
}
