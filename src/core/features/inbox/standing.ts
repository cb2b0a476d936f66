import type { EntryNode, LibraryPaper } from '../../library/library-paper.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { isHolding } from './stream.ts';

/** The groups of the inbox, in their order. */
export const INBOX_GROUPS = ['new', 'version', 'other'] as const;
/** `version`: a new version of a paper that the reader has; `other`: cross-lists, and new versions of papers that they do not have. */
export type InboxGroup = (typeof INBOX_GROUPS)[number];

/** Why a paper is in the inbox. */
export interface Standing {
  readonly group: InboxGroup;
  /** The entry that brought it there: that of the newest digest. */
  readonly node: EntryNode;
  /** The day of that digest; '' where it is not known. */
  readonly day: string;
}

/**
 * Where a paper stands in the inbox; null where it is not to be looked at. Papers come from pages, mails, feeds and lists. What the reader
 * has (in a bibliography, cited, annotated, on a reading list) is not new, but a new version of it is, until it was decided on.
 * `dayOf` tells the day of a digest.
 */
export function standingOf(
  workspace: Workspace,
  paper: LibraryPaper,
  dayOf: (path: string) => string,
): Standing | null {
  const stream = paper.nodes.filter(({ source }) => !isHolding(source));
  if (stream.length === 0) return null;
  const { annotations } = workspace;
  const decision = annotations.decisionOf(paper);
  if (decision?.kind === 'dismissed') return null;
  const newest = (nodes: readonly EntryNode[]): Omit<Standing, 'group'> => {
    const [node, day] = nodes
      .map((one) => [one, dayOf(one.source.path)] as const)
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    return { node, day };
  };
  const versions = stream.filter(({ source }) => source.entry.announced === 'replacement');
  if (decision?.kind === 'queued' || isHeld(workspace, paper)) {
    if (versions.length === 0) return null;
    const latest = newest(versions);
    const decided = decision ? (decision.upTo ?? decision.time.slice(0, 10)) : null;
    return decided !== null && latest.day <= decided ? null : { group: 'version', ...latest };
  }
  if (decision) return null;
  const isNew = stream.some(({ source: { entry } }) => entry.announced === 'new' || entry.announced === null);
  return { group: isNew ? 'new' : 'other', ...newest(stream) };
}

function isHeld(workspace: Workspace, paper: LibraryPaper): boolean {
  const { annotations, notes } = workspace;
  return (
    paper.nodes.some(({ source }) => isHolding(source)) ||
    annotations.taskOf(paper) !== null ||
    annotations.sidecarsOf(paper).length > 0 ||
    (notes.notesNaming(paper) > 0 && workspace.mentionsOf(paper).length > 0)
  );
}
