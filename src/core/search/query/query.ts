import type { Span } from '../../text/span.ts';
import type { TextField, TimeField, ValueField } from './fields.ts';
import type { TimeRange } from './time.ts';

/** A query as a tree. Spans are not in it, so that two queries can be compared and printed. */
export type Query =
  | { readonly kind: 'word'; readonly text: string; readonly prefix: boolean }
  | { readonly kind: 'phrase'; readonly text: string }
  /** Words, phrases and their combinations of one field. */
  | { readonly kind: 'in'; readonly field: TextField; readonly query: Query }
  | { readonly kind: 'is'; readonly field: ValueField; readonly value: string }
  | { readonly kind: 'time'; readonly field: TimeField; readonly range: TimeRange }
  /** Written side by side: all of them where few, the more the better where they are a description. */
  | { readonly kind: 'beside'; readonly parts: readonly Query[] }
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query };

/** What is wrong with a place of a query. The rest of it is still searched for. */
export interface QueryProblem {
  readonly span: Span;
  readonly message: string;
}

export interface ParsedQuery {
  /** Null where nothing is asked for: every paper fits. */
  readonly query: Query | null;
  readonly problems: readonly QueryProblem[];
  /** The word at the end that may still be being typed; one of the objects in `query`. */
  readonly unfinished: Query | null;
}
