import type { Field } from '../record.ts';

/** An annotation as it goes out or comes in: of one paper, in no file yet. */
export interface ExchangedAnnotation {
  readonly kind: 'highlight' | 'remark';
  /** The id that the other side knows it by; a block id of ours where it is one. */
  readonly id: string | null;
  /** What the paper is called by: a citekey, identifier or address. */
  readonly paper: string;
  /** The paper's title, where the other side tells it. */
  readonly title: string | null;
  /** Its citekey, likewise: of two papers of one title the one that bears it is meant. */
  readonly key: string | null;
  /** Null where the other side does not tell: a page or PDF has the abstract as well. */
  readonly field: Field | null;
  readonly page: string | null;
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
  readonly start: number | null;
  readonly color: string | null;
  readonly comment: string;
  /** `yyyy-mm-dd`. */
  readonly date: string | null;
  readonly annotator: string | null;
  readonly tags: readonly string[];
}
