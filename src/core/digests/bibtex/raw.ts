import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';

/** A piece of a value; pieces are joined by `#`. */
export interface RawPart {
  readonly kind: 'braced' | 'quoted' | 'bare';
  /** Without the braces or quotes. */
  readonly span: Span;
}

/** A value as it is written. */
export interface RawValue {
  /** The text that the spans of the parts are offsets of. */
  readonly text: string;
  readonly parts: readonly RawPart[];
}

export interface RawField extends RawValue {
  /** In lower case. */
  readonly name: string;
}

/** One `@type{key, field = value, ...}` as it stands in the file; nothing is decoded. */
export interface RawEntry {
  /** In lower case. */
  readonly type: string;
  readonly key: string | null;
  readonly keySpan: Span | null;
  readonly fields: readonly RawField[];
  readonly span: Span;
  /** Whether something in it is broken: more may stand there than was read. */
  readonly isBroken: boolean;
}

export interface RawBibliography {
  /** Everything but strings, preambles and comments, in the order of the file. */
  readonly entries: readonly RawEntry[];
  /** `@string` definitions by their name in lower case. */
  readonly strings: ReadonlyMap<string, RawValue>;
  readonly problems: readonly Problem[];
}
