import type { LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { ParsedQuery } from '../search/query/query.ts';
import type { Topic } from '../topics/tree.ts';
import type { Progress } from './search-indexes.ts';

export interface FoundTopic {
  readonly id: string;
  readonly label: string;
  readonly kind: Topic['kind'];
  /** How many papers it holds, those of narrower topics among them. */
  readonly count: number;
  readonly children: readonly FoundTopic[];
}

export interface FoundRelation {
  readonly paper: LibraryPaper;
  readonly score: number;
  /** What both papers speak of, strongest first. */
  readonly terms: readonly string[];
  readonly reasons: readonly string[];
}

export interface FoundPapers {
  /** Best first; of equal ones the newest. */
  readonly found: readonly { readonly paper: LibraryPaper; readonly score: number }[];
  /** How many fit, of which `found` are the best. */
  readonly total: number;
  /** True where no paper has all that was asked for: these have some of it. */
  readonly partly: boolean;
  /** The query as it was understood, with what is wrong in it. */
  readonly parsed: ParsedQuery;
  /** How far the papers are indexed that could have been found; null when all are. */
  readonly progress: Progress | null;
}

/**
 * Finding in the library as it stands: by what one types, by topic, by likeness. The index of titles and keys is current after
 * `apply` of a few papers; the rest, full text, topics and relations follow in the background by `work`, and `ready` says whether they have.
 */
export interface Finder {
  readonly ready: boolean;
  apply(change: LibraryChange): void;
  /**
   * Goes on with background work for about so many milliseconds; true when nothing is left to do. Without `topics` their tree waits, which
   * every change makes anew.
   */
  work(milliseconds: number, topics?: boolean): boolean;
  /** Papers that fit all words in their key, title, authors or year, in any order, best first; all by recency when there is no word. */
  match(query: string, limit: number): readonly LibraryPaper[];
  /** Papers whose arXiv id or DOI begins so; of arXiv's the newest first. */
  identified(scheme: 'arxiv' | 'doi', prefix: string, limit: number): readonly LibraryPaper[];
  /** Papers by the query language (docs/search.md); while `searchProgress` is not null, of those that are indexed so far. */
  search(query: string, limit: number): FoundPapers;
  readonly searchProgress: Progress | null;
  /** The reader's own text on a paper, as it is searched. */
  notesOf(id: string): string;
  /** The reader's highlights or remarks of these papers changed: search follows in the background. */
  notesChanged(ids: Iterable<string>): void;
  /** Topics that the reader keeps changed. */
  namedTopicsChanged(): void;
  /** The tree of topics, of at most three levels. */
  topics(): readonly FoundTopic[];
  /** The papers of a topic that none of its narrower ones holds, in no order. */
  papersOfTopic(id: string): readonly LibraryPaper[];
  /** The labels of a paper's topics, the one that says most of it first. */
  topicsOf(id: string): readonly string[];
  /** The topic with an id. */
  topic(id: string): FoundTopic | undefined;
  related(paper: LibraryPaper, limit: number): readonly FoundRelation[];
}
