import type { PaperItem } from './library.ts';

/** What the extension asks about related papers. */

export const relatedRequest = 'carrel/relatedTo'; // RelatedParams -> RelatedAnswer | null where there is no paper

/** A paper; or a place: the entry of a digest, or a note, whose cited papers are meant. */
export type RelatedParams =
  | { readonly ref: string; readonly limit: number }
  | {
      readonly uri: string;
      readonly position: { readonly line: number; readonly character: number };
      readonly limit: number;
    };

export interface RelatedAnswer {
  /** The paper's title, or the note's name. */
  readonly about: string;
  readonly note: boolean;
  /** False while more may be found. */
  readonly ready: boolean;
  /** Best first. */
  readonly rows: readonly RelatedRow[];
}

export interface RelatedRow extends PaperItem {
  /** The paper that it is related to; of several the one that it is related to most. */
  readonly beside: string;
  readonly reasons: readonly string[];
}
