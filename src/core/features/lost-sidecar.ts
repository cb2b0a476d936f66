import { papersOfNote } from '../annotations/paper-of-note.ts';
import { keyOfName } from '../annotations/sidecar-name.ts';
import type { AnnotationRecord } from '../annotations/record.ts';
import type { StoredSidecar } from '../annotations/store.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Problem } from '../text/problem.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { paperOfFormerKey } from './former-keys.ts';

/** What a sidecar calls its paper. */
export function nameOfLost({ path, fields }: StoredSidecar): string {
  return fields.citekey ?? fields.arxiv ?? fields.doi ?? keyOfName(path) ?? path;
}

/** Whether a sidecar holds annotations that belong to no paper of the library. */
export function isLost({ library }: Workspace, sidecar: StoredSidecar): boolean {
  const isAnnotated = sidecar.records.some(isOwn);
  return isAnnotated && library.size > 0 && papersOfNote(library, sidecar).length === 0;
}

/** What other programs wrote is of papers that their library has. */
function isOwn({ id }: AnnotationRecord): boolean {
  return !id.startsWith('~z');
}

/** The paper that a lost sidecar seems to be about: what its key meant before, or what has its title. Null where nothing tells. */
export function paperOfLost(workspace: Workspace, { path, fields }: StoredSidecar): LibraryPaper | null {
  const key = fields.citekey ?? keyOfName(path);
  return key === null ? null : paperOfFormerKey(workspace, key);
}

/** Tells of annotations that are shown nowhere because their paper is not there. */
export function findingOfLost(workspace: Workspace, path: string): Problem | null {
  const sidecar = workspace.annotations.sidecar(path);
  if (!sidecar || !isLost(workspace, sidecar)) return null;
  const paper = paperOfLost(workspace, sidecar);
  const guess = paper ? ` They seem to be about “${paper.key}”.` : '';
  return {
    severity: 'warning',
    code: 'sidecar-without-paper',
    message: `No paper of the library is “${nameOfLost(sidecar)}”, so these annotations are on no card.${guess}`,
    span: sidecar.records.find(isOwn)!.spans.marker,
  };
}
