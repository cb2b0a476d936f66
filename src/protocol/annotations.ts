/** What the extension asks about a reader's annotations. */

/** Asks what a reader noted about a paper. */
export const notedRequest = 'carrel/noted'; // PaperParams -> NotedPaper | null

export interface NotedPaper {
  /** As shown. */
  readonly title: string;
  readonly status: 'queued' | 'reading' | 'read' | 'dismissed' | null;
  /** 1 to 5. */
  readonly rating: number | null;
  readonly tags: readonly string[];
  /** All tags of the library, those most used first. */
  readonly knownTags: readonly string[];
}

/** What the commands `carrel.annotate.*` give back, as far as the extension looks at it. */
export interface Annotated {
  readonly paper: string;
  readonly files: readonly string[];
}

/** Asks for words of a paper as a quote that cites it. */
export const quoteRequest = 'carrel/quote'; // QuoteParams -> string (Markdown) | null

export interface QuoteParams {
  /** Any spelling of a citation. */
  readonly ref: string;
  readonly exact: string;
}

/** Asks which highlights stand in a file. */
export const highlightsRequest = 'carrel/highlights'; // { uri } -> HighlightMark[] | null where the file brings no papers

export const COLOR_NAMES = ['yellow', 'green', 'blue', 'red'] as const;
export type HighlightColor = (typeof COLOR_NAMES)[number];

/** A highlight in a digest. Positions are the client's own kind. */
export interface HighlightMark {
  /** Leads to its paper alone. */
  readonly ref: string;
  readonly id: string;
  readonly color: HighlightColor;
  /** The reader's words, Markdown; empty without any. */
  readonly comment: string;
  readonly annotator: string | null;
  /** `approximate`: words like the quoted ones stand there. */
  readonly state: 'anchored' | 'approximate';
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Asks how many papers of all reading lists have which status. */
export const readingListRequest = 'carrel/readingList'; // () -> ListedCounts
/** Asks for the first papers of a status, in the order of the lists. */
export const listedPapersRequest = 'carrel/listedPapers'; // ListedPapersParams -> PaperPage

export type ListedStatus = 'queued' | 'reading' | 'read';

export type ListedCounts = Readonly<Record<ListedStatus, number>>;

export interface ListedPapersParams {
  readonly status: ListedStatus;
  readonly limit: number;
}
