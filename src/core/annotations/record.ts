import type { Span } from '../text/span.ts';

/** The colours that Carrel offers. A sidecar may name others; they are kept. */
export const COLORS = ['yellow', 'green', 'blue', 'red'] as const;

/** Which text of a paper a passage is from. */
export type Field = 'title' | 'abstract' | 'fulltext';

/** Where a passage was taken from. */
export interface Place {
  readonly field: Field;
  /** The UTF-16 offset into the field's text when the highlight was made. */
  readonly start: number | null;
  /** Of the full text, as printed: `7`, `xii`. */
  readonly page: string | null;
  /** The arXiv version of the text that the offset counts in. */
  readonly version: number | null;
}

/** A passage in words: what finds it again when its text has changed. W3C's TextQuoteSelector. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** What a marker line says. */
export interface Marker {
  readonly kind: 'highlight' | 'remark';
  readonly color: string | null;
  readonly date: string | null;
  readonly annotator: string | null;
  readonly place: Place | null;
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** A highlight or a remark as a sidecar holds it. */
export interface AnnotationRecord extends Marker {
  /** The block id that stands in the file; where there is none, one made of the content, which begins with `~`. */
  readonly id: string;
  /** The quoted passage as it reads when rendered, white space folded; empty for a remark. */
  readonly exact: string;
  /** The reader's own words, Markdown. */
  readonly comment: string;
  readonly spans: RecordSpans;
}

/** Where a record's parts stand. Parts are whole lines without the last line end. */
export interface RecordSpans {
  readonly record: Span;
  readonly marker: Span;
  readonly quote: Span | null;
  readonly id: Span | null;
  readonly comment: readonly Span[];
}

/** Whether an id was made up for want of one in the file. */
export function isMadeUp(id: string): boolean {
  return id.startsWith('~');
}
