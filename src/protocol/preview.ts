/** What Markdown's preview shows of the papers that a note cites. */

export interface PreviewPaper {
  /** "Doe et al." */
  readonly authors: string;
  readonly year: string;
  /** Plain text for the tooltip. */
  readonly tooltip: string;
  readonly reference: readonly { readonly text: string; readonly italic?: true; readonly url?: string }[];
}

/** The names that a note cites papers by; a name that leads to no paper, or to several, is null. */
export interface PreviewTable {
  /** The library is not known yet: nothing is told, ask again. */
  readonly reading: boolean;
  readonly names: readonly (readonly [string, PreviewPaper | null])[];
}

/** Extension to server. */
export const previewRequest = 'carrel/preview'; // { uri } -> PreviewTable | null: null for what is no note
