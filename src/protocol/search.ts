/** Searching, between extension and server. Offsets are UTF-16 units. */

/** Extension to server. */
export const searchRequest = 'carrel/search'; // SearchParams -> SearchAnswer
export const queryHelpRequest = 'carrel/queryHelp'; // () -> QueryHelp

export interface SearchParams {
  /** In the query language of docs/search.md. */
  readonly query: string;
  readonly limit: number;
  /** Best first where none is given. */
  readonly sort?: 'date' | 'title' | 'attention' | 'relevance';
}

export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly SearchHitItem[];
  /** How many papers fit, of which `hits` are the best. */
  readonly total: number;
  /** True where no paper has all that was asked for: these have some of it. */
  readonly partly: boolean;
  /** What is wrong in the query, with its place in it. */
  readonly problems: readonly { readonly start: number; readonly end: number; readonly message: string }[];
  /** How many papers can be found already, while they are being indexed; else null. */
  readonly indexing: { readonly done: number; readonly total: number } | null;
}

/** A text with the places in it that were asked for. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export interface SearchHitItem {
  /** Leads to this paper alone. */
  readonly ref: string;
  readonly key: string;
  readonly title: MarkedText;
  /** Authors, year and venue. */
  readonly detail: string;
  /** Where it was found beside the title, or how the abstract begins. */
  readonly preview: (MarkedText & { readonly field: 'abstract' | 'notes' }) | null;
  readonly score: number;
  readonly mark: 'new' | 'queued' | 'reading' | 'read' | 'dismissed' | null;
  readonly arxiv: boolean;
}

/** How a query is written, by examples. */
export interface QueryHelp {
  readonly writing: readonly { readonly example: string; readonly meaning: string }[];
  readonly fields: readonly { readonly example: string; readonly meaning: string }[];
}
