/** What the reader has done with a paper, as features show it. */
export interface ReaderFacts {
  readonly status: 'queued' | 'reading' | 'read' | 'dismissed' | null;
  /** How many highlights there are. */
  readonly highlights: number;
}

export const NO_FACTS: ReaderFacts = { status: null, highlights: 0 };
