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
