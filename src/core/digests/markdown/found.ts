import type { Span } from '../../text/span.ts';
import type { ListLine } from './blocks.ts';
import type { Columns } from './columns.ts';
import type { Target } from './links.ts';

/** A paper of a list: where its title is, and the link that leads to it. */
export interface Found {
  readonly title: Span;
  /** Where its link leads; null where that is the best of its own line's links. */
  readonly target: Target | null;
  readonly line: ListLine;
  /** What of the line is this paper's. */
  readonly span: Span;
  /** Whether the line holds several papers. */
  readonly shared: boolean;
  /** Whether it is told in lines with labels. */
  readonly labelled: boolean;
  /** What stands behind the title in its cell or line. */
  readonly tail: Span | null;
  readonly columns: Columns | null;
  /** Who a reference says wrote it, in front of the title. */
  readonly authors: Span | null;
}
