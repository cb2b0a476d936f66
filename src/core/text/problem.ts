import type { Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What is wrong with a place of a file. Parsers return problems beside their result; they never throw. */
export interface Problem {
  readonly severity: Severity;
  /** A stable kebab-case name, for settings, documentation and tests. */
  readonly code: string;
  /** One sentence for the reader: what is wrong, and what was done about it. */
  readonly message: string;
  readonly span: Span;
  /** Another place of the file that it speaks of. */
  readonly other?: { readonly span: Span; readonly message: string };
}
