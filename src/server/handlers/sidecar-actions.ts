import { papersOfNote } from '../../core/annotations/paper-of-note.ts';
import { recordFixes } from '../../core/annotations/record-fixes.ts';
import { setSidecarField } from '../../core/annotations/sidecar-edits.ts';
import type { StoredSidecar } from '../../core/annotations/store.ts';
import { isLost, paperOfLost } from '../../core/features/lost-sidecar.ts';
import { parseSidecar } from '../../core/annotations/sidecar.ts';
import { cardAnnotation } from '../../core/features/card-notes.ts';
import { ANNOTATE_COMMANDS } from '../annotations/commands.ts';
import {
  isWanted,
  meets,
  type ActionPlace,
  type ActionProvider,
  type OfferedAction,
} from './code-actions.ts';

/** The longest words that a title shows, in UTF-16 units. */
const SHOWN = 60;

/** What mends the annotation of a sidecar at the cursor: what it lacks, and where its words are gone, the words that come nearest. */
export function sidecarActions(newId: () => string): ActionProvider {
  return (place, only) => {
    if (!isWanted('quickfix', only)) return [];
    const sidecar = place.session.workspace.annotations.sidecar(place.path);
    if (!sidecar || sidecar.locked !== null) return [];
    const { text } = place.document;
    const found = adoption(place, sidecar);
    const record = parseSidecar(text).records.find(({ spans }) => meets(spans.record, place.span));
    if (!record) return found;
    const fixes = recordFixes(text, record, newId()).map(({ title, codes, edits }, i): OfferedAction => {
      const fixed = place.findings.filter(
        ({ code, span }) => codes.includes(code) && span.start === record.spans.marker.start,
      );
      return { title, kind: 'quickfix', fixes: fixed, isPreferred: i === 0, edits: () => edits };
    });
    return [...found, ...fixes, ...repair(place, record.id)];
  };
}

/** Gives a sidecar whose paper is gone the key of the paper that it seems to be about. */
function adoption({ session, document, findings }: ActionPlace, sidecar: StoredSidecar): OfferedAction[] {
  const { workspace } = session;
  const paper = isLost(workspace, sidecar) ? paperOfLost(workspace, sidecar) : null;
  if (!paper) return [];
  const edit = setSidecarField(document.text, 'citekey', paper.key);
  if ('refused' in edit) return [];
  const fixes = findings.filter(({ code }) => code === 'sidecar-without-paper');
  const title = `These annotations are about “${paper.key}”`;
  return [{ title, kind: 'quickfix', fixes, isPreferred: true, edits: () => edit.edits }];
}

function repair({ session, path }: ActionPlace, id: string): OfferedAction[] {
  const { library, annotations } = session.workspace;
  const [paper, other] = papersOfNote(library, annotations.sidecar(path)!);
  if (!paper || other) return [];
  const one = annotations.of(paper).highlights.find((own) => own.path === path && own.fileId === id);
  const guess = one ? cardAnnotation(paper, one, false).guess : null;
  if (guess === null) return [];
  const words = guess.length > SHOWN ? `${guess.slice(0, SHOWN).replace(/\s+\S*$/, '')}…` : guess;
  return [
    {
      title: `Put this highlight on the nearest words: “${words}”`,
      kind: 'quickfix',
      command: { id: ANNOTATE_COMMANDS.reanchor, argument: { paper: paper.id, id: one?.record.id } },
    },
  ];
}
