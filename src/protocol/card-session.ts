import { isIndex, isListOf, isRecord, isText } from './checks.ts';

/** What a card has shown and how it stands: kept by the card itself, so that a reload of the window gives it back. */
export interface CardSession {
  /** References of papers, oldest first. */
  readonly history: readonly string[];
  /** Which of them is shown. */
  readonly at: number;
  /** The card keeps its paper: the next one opens in another card. */
  readonly pinned: boolean;
}

/** Reads what was kept; null for whatever no card can be made of. */
export function readCardSession(value: unknown): CardSession | null {
  if (!isRecord(value)) return null;
  const { history, at, pinned } = value;
  return isListOf(history, isText) && isIndex(at) && at < history.length && typeof pinned === 'boolean'
    ? { history, at, pinned }
    : null;
}
