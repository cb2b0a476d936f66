import {
  appendDecisions,
  decisionFile,
  type Decision,
  type DecisionKind,
} from '../../core/annotations/decisions.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Annotator } from './annotator.ts';
import { writePlanned } from './file-writer.ts';
import type { Revert } from './undo.ts';

/** What was decided, and up to which day the paper's digests were looked at. */
export interface PaperDecision {
  readonly paper: LibraryPaper;
  readonly kind: DecisionKind;
  readonly upTo: string | null;
}

/** Decides on one paper as it stands now. */
export async function recordDecision(
  annotator: Annotator,
  paper: LibraryPaper,
  kind: DecisionKind,
): Promise<void> {
  await recordDecisions(annotator, [{ paper, kind, upTo: annotator.session.inbox.dayOf(paper) }], null);
}

/** Appends decisions to the file of each workspace folder, all of a folder at once. */
export async function recordDecisions(
  annotator: Annotator,
  decided: readonly PaperDecision[],
  token: unknown,
): Promise<Revert[]> {
  const time = annotator.ports.now();
  const byPath = new Map<string, Decision[]>();
  for (const { paper, kind, upTo } of decided) {
    const root = annotator.session.roots.prefixOf(paper.entries[0]?.path ?? '');
    const path = root + decisionFile(time, annotator.ports.machine);
    const decision = { paper: identifierOf(paper), kind, time, upTo };
    const others = byPath.get(path);
    if (others) others.push(decision);
    else byPath.set(path, [decision]);
  }
  const made: Revert[] = [];
  for (const [path, decisions] of byPath)
    made.push(
      await writePlanned(annotator.editor, path, annotator.revertFor(token, path), (text) => ({
        edits: appendDecisions(text, decisions),
      })),
    );
  return made;
}

/** The name under which decisions know a paper: an identifier, where it has one. */
function identifierOf(paper: LibraryPaper): string {
  if (paper.arxiv !== null) return `arxiv:${paper.arxiv}`;
  return paper.doi !== null ? `doi:${paper.doi}` : `key:${paper.key}`;
}
