import type { EntryNode } from '../library-paper.ts';

export type DoubtCode =
  | 'conflicting-doi'
  | 'conflicting-title'
  | 'shared-identifier'
  | 'doi-of-the-book'
  | 'key-of-two-papers'
  | 'possible-duplicate';

/** Something about the identity of two entries that a reader should know, or can decide. It stands at `at`. */
export interface Doubt {
  readonly code: DoubtCode;
  readonly at: EntryNode;
  readonly other: EntryNode;
  /** What of the entry is in doubt: the DOI, the arXiv id, the key; of a suggestion, why it is none but a suggestion. */
  readonly subject: string;
}

/** Orders doubts for showing, the same for every order in which they were found. */
export function compareDoubts(a: Doubt, b: Doubt): number {
  return (
    a.at.source.index - b.at.source.index ||
    compare(a.code, b.code) ||
    compare(a.subject, b.subject) ||
    compare(a.other.source.path, b.other.source.path) ||
    a.other.source.index - b.other.source.index
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
