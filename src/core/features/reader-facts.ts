import type { LibraryPaper } from '../library/library-paper.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the reader has done with a paper, as features show it. */
export interface ReaderFacts {
  readonly status: 'queued' | 'reading' | 'read' | 'dismissed' | null;
  /** How many highlights there are. */
  readonly highlights: number;
}

export function readerFacts({ annotations }: Workspace, paper: LibraryPaper): ReaderFacts {
  const { status, highlights } = annotations.of(paper);
  return { status, highlights: highlights.length };
}
