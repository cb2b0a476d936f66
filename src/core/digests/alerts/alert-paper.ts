import type { ArxivId } from '../../text/identifiers.ts';
import type { Span } from '../../text/span.ts';
import type { Entry } from '../entry.ts';

/** A paper of an alert: where its parts stand, and what was read of it. */
export interface AlertPaper extends Pick<Entry, 'authors' | 'authorCount' | 'date' | 'venue' | 'url'> {
  readonly entry: Span;
  readonly title: Span;
  /** What the mail shows of the abstract; it may be cut off. */
  readonly abstract: Span | null;
  readonly arxiv: ArxivId | null;
}
