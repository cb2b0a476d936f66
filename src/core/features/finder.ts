import type { LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';

export interface FoundTopic {
  readonly id: string;
  readonly label: string;
  readonly papers: readonly LibraryPaper[];
}

export interface FoundRelation {
  readonly paper: LibraryPaper;
  readonly score: number;
  /** What both papers speak of, strongest first. */
  readonly terms: readonly string[];
  readonly reasons: readonly string[];
}

/**
 * Finding in the library as it stands: by what one types, by topic, by likeness. The index of titles and keys is current after
 * `apply`; topics and relations follow in the background by `work`, and `ready` says whether they have.
 */
export interface Finder {
  readonly ready: boolean;
  apply(change: LibraryChange): void;
  /** Goes on with background work for about so many milliseconds; true when nothing is left to do. */
  work(milliseconds: number): boolean;
  /** Papers that fit all words in their key, title, authors or year, in any order, best first; all by recency when there is no word. */
  match(query: string, limit: number): readonly LibraryPaper[];
  /** Papers by their full text, best first. Before `ready`, only those that are indexed so far. */
  search(query: string, limit: number): readonly { readonly paper: LibraryPaper; readonly score: number }[];
  topics(): readonly FoundTopic[];
  papersOfTopic(id: string): readonly LibraryPaper[];
  /** The labels of a paper's topics. */
  topicsOf(id: string): readonly string[];
  related(paper: LibraryPaper, limit: number): readonly FoundRelation[];
}
