import type { LibraryPaper } from '../../library/library-paper.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Inbox } from './inbox.ts';

/** What a reader did with a paper, as lists mark it; `new` where it waits in the inbox, null for nothing. */
export function markOf(
  { annotations }: Workspace,
  inbox: Inbox,
  paper: LibraryPaper,
): 'new' | 'queued' | 'reading' | 'read' | 'dismissed' | null {
  return annotations.statusOf(paper) ?? (inbox.groupOf(paper) === 'new' ? 'new' : null);
}
