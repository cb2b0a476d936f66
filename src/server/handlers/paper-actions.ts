import type { Status } from '../../core/annotations/reading-list.ts';
import { citationAt } from '../../core/features/citations.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { ANNOTATE_COMMANDS } from '../annotations/commands.ts';
import { CREATE_SIDECAR } from '../annotations/create-sidecar.ts';
import { isWanted, type ActionPlace, type OfferedAction } from './code-actions.ts';

/** What can be done with the paper at the cursor, cited in a note or listed in a digest: its reading status and its sidecar. */
export function paperActions(place: ActionPlace, only: readonly string[] | null): readonly OfferedAction[] {
  if (!isWanted('paper', only) || place.session.loading) return [];
  const paper = paperAt(place);
  if (!paper) return [];
  const { annotations } = place.session.workspace;
  const now = annotations.statusOf(paper);
  const statuses = STATUSES.filter(([status]) => status !== (now ?? 'none')).map(
    ([status, title]): OfferedAction => ({
      title: title(paper.key),
      kind: 'paper',
      command: { id: ANNOTATE_COMMANDS.setStatus, argument: { paper: paper.id, status } },
    }),
  );
  if (annotations.sidecarsOf(paper).length > 0) return statuses;
  const sidecar: OfferedAction = {
    title: `Create a file for notes on “${paper.key}”`,
    kind: 'paper',
    command: { id: CREATE_SIDECAR, argument: { paper: paper.id } },
  };
  return [sidecar, ...statuses];
}

const STATUSES: readonly (readonly [Status, (key: string) => string])[] = [
  ['queued', (key) => `Queue “${key}” for reading`],
  ['reading', (key) => `Mark “${key}” as being read`],
  ['read', (key) => `Mark “${key}” as read`],
  ['dismissed', (key) => `Dismiss “${key}”`],
  ['none', (key) => `Take the reading status of “${key}” back`],
];

function paperAt({ session, note, path, span }: ActionPlace): LibraryPaper | undefined {
  if (note) {
    const citation = citationAt(note.scan, span.start);
    const [paper, other] = citation ? session.papersOf(note, citation) : [];
    return other ? undefined : paper;
  }
  return session.workspace.library.papersOfFile(path).find(({ source }) => {
    const { start, end } = source.entry.spans.entry;
    return start <= span.start && span.start <= end;
  })?.paper;
}
