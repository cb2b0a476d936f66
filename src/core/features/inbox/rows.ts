import type { Workspace } from '../../workspace/workspace.ts';
import { plural, shortDetail, rowTitle } from '../paper-text.ts';
import type { InboxItem } from './inbox.ts';
import { whatChanged } from './what-changed.ts';

/** One paper of the inbox as it is shown. */
export interface InboxRow {
  /** Leads to this paper alone. */
  readonly ref: string;
  readonly title: string;
  /** "2025 · Moor and 5 more"; of a new version what changed, how many notes cite it, how many highlights there are. */
  readonly detail: string;
}

export function inboxRow(workspace: Workspace, { paper, group, node }: InboxItem): InboxRow {
  const parts = group === 'version' ? versionParts(workspace, { paper, node }) : [shortDetail(paper)];
  if (group === 'other')
    parts.unshift(node.source.entry.announced === 'replacement' ? 'new version' : 'cross-list');
  return { ref: paper.id, title: rowTitle(paper), detail: parts.filter((part) => part !== '').join(' · ') };
}

function versionParts(workspace: Workspace, { paper, node }: Pick<InboxItem, 'paper' | 'node'>): string[] {
  const others = paper.entries.filter((source) => source !== node.source);
  const notes = new Set(workspace.mentionsOf(paper).map(({ path }) => path)).size;
  const highlights = workspace.annotations.of(paper).highlights.length;
  return [
    ...whatChanged(node.source, others),
    ...(notes > 0 ? [`cited in ${plural(notes, 'note')}`] : []),
    ...(highlights > 0 ? [plural(highlights, 'highlight')] : []),
  ];
}
