import type { LibraryPaper } from '../library/library-paper.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * The paper that a key meant which no paper has any more; null where nothing tells, or what tells disagrees. Told by: what the library knew under
 * the key before a file changed; a sidecar that is named by the key and says by identifier or title which paper it is about; a task of a reading
 * list with the key and the title below it.
 */
export function paperOfFormerKey(workspace: Workspace, key: string): LibraryPaper | null {
  const { library, annotations, formerKeys } = workspace;
  if (library.byKey(key).length > 0) return null;
  const told = [...formerKeys.papersOf(key), ...annotations.papersOnceCalled(key)];
  const papers = new Set(told);
  const [paper] = papers;
  return papers.size === 1 ? paper! : null;
}

/** The key by which to cite it now. */
export function successorOf(workspace: Workspace, key: string): string | null {
  return paperOfFormerKey(workspace, key)?.key ?? null;
}
