import type { Status } from '../../core/annotations/reading-list.ts';
import { anyCitationAt } from '../../core/features/citations.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { ANNOTATE_COMMANDS } from '../annotations/commands.ts';
import { CREATE_SIDECAR } from '../annotations/create-sidecar.ts';
import type { Session } from '../session.ts';
import { knownTags } from './annotations.ts';
import { isWanted, type ActionPlace, type OfferedAction } from './code-actions.ts';

/** So many tags are offered. */
const MOST_TAGS = 5;

/** What can be done with the paper at the cursor, cited in a note or listed in a digest: status, rating, tags and sidecar. */
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
  const marks = place.session.client.commandLinks
    ? askedMarks(paper)
    : only === null
      ? []
      : namedMarks(place.session, paper);
  if (annotations.sidecarsOf(paper).length > 0) return [...statuses, ...marks];
  const sidecar: OfferedAction = {
    title: `Create a file for notes on “${paper.key}”`,
    kind: 'paper',
    command: { id: CREATE_SIDECAR, argument: { paper: paper.id } },
  };
  return [sidecar, ...statuses, ...marks];
}

const STATUSES: readonly (readonly [Status, (key: string) => string])[] = [
  ['queued', (key) => `Queue “${key}” for reading`],
  ['reading', (key) => `Mark “${key}” as being read`],
  ['read', (key) => `Mark “${key}” as read`],
  ['dismissed', (key) => `Dismiss “${key}”`],
  ['none', (key) => `Take the reading status of “${key}” back`],
];

/** Rating and tags, for which the client's own commands ask. */
function askedMarks({ id, key }: LibraryPaper): OfferedAction[] {
  const argument = { ref: id };
  return [
    { title: `Rate “${key}”…`, kind: 'paper', command: { id: 'carrel.setRating', argument } },
    { title: `Tag “${key}”…`, kind: 'paper', command: { id: 'carrel.setTags', argument } },
  ];
}

/** The same where nobody can ask, for those who look for just these actions: each rating, and the tags that are used most. */
function namedMarks(session: Session, paper: LibraryPaper): OfferedAction[] {
  const { rating, tags } = session.workspace.annotations.of(paper);
  const ratings = [1, 2, 3, 4, 5].filter((one) => one !== rating);
  const others = knownTags(session).filter((tag) => !tags.includes(tag));
  return [
    ...ratings.map((one): OfferedAction => ({
      title: `Rate “${paper.key}” ${'★'.repeat(one)}`,
      kind: 'paper',
      command: { id: ANNOTATE_COMMANDS.setRating, argument: { paper: paper.id, rating: one } },
    })),
    ...others.slice(0, MOST_TAGS).map((tag): OfferedAction => ({
      title: `Tag “${paper.key}” with “${tag}”`,
      kind: 'paper',
      command: { id: ANNOTATE_COMMANDS.setTags, argument: { paper: paper.id, tags: [...tags, tag] } },
    })),
  ];
}

function paperAt({ session, note, path, span }: ActionPlace): LibraryPaper | undefined {
  if (note) {
    const citation = anyCitationAt(note.scan, span.start);
    const [paper, other] = citation ? session.papersOf(note, citation) : [];
    return other ? undefined : paper;
  }
  return session.workspace.library.papersOfFile(path).find(({ source }) => {
    const { start, end } = source.entry.spans.entry;
    return start <= span.start && span.start <= end;
  })?.paper;
}
