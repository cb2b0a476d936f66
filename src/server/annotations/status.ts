import type { DecisionKind } from '../../core/annotations/decisions.ts';
import { addTask, printTask, removeTask, setTaskStatus } from '../../core/annotations/reading-list-edits.ts';
import { parseReadingList, type ListStatus, type Status } from '../../core/annotations/reading-list.ts';
import { citationOf } from '../../core/features/completion.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { lineEndOf } from '../../core/text/text-edit.ts';
import type { AnnotationResult, Annotator } from './annotator.ts';
import { writePlanned } from './file-writer.ts';
import { newListPath } from './places.ts';
import { recordDecision } from './record-decision.ts';
import type { Revert } from './undo.ts';

/**
 * Sets a paper's reading status: its task in the reading list, and where that is what triage asks for, a decision. `decision` is given by
 * the inverse of an earlier command: the decision that held before.
 */
export async function setStatus(
  annotator: Annotator,
  paper: LibraryPaper,
  status: Status,
  inverse: { readonly decision: DecisionKind | null; readonly token: unknown },
): Promise<AnnotationResult> {
  const { annotations } = annotator.session.workspace;
  const before = annotations.statusOf(paper);
  const decided = annotations.decisionOf(paper)?.kind ?? 'none';
  const isListed = status === 'queued' || status === 'reading' || status === 'read';
  const made: Revert[] = [];
  const list = isListed
    ? await setListed(annotator, paper, status, inverse.token)
    : await setUnlisted(annotator, paper, inverse.token);
  if (list) made.push(list);
  const decision = inverse.decision ?? wanted(status, decided);
  if (decision !== decided) await recordDecision(annotator, paper, decision);
  const undo = { status: before ?? 'none', decision: decided };
  if (made.length === 0 && decision === decided)
    return annotator.nothing(paper, 'carrel.annotate.setStatus', undo);
  return annotator.finish(paper, made, 'carrel.annotate.setStatus', undo);
}

/** What was decided about a paper that has a status. */
function wanted(status: Status, decided: DecisionKind): DecisionKind {
  if (status === 'dismissed') return 'dismissed';
  if (status !== 'none') return decided === 'none' || decided === 'dismissed' ? 'queued' : decided;
  return decided === 'dismissed' || decided === 'queued' ? 'seen' : decided;
}

/** Puts a paper's task into the reading list, or gives it a status there. */
export async function setListed(
  annotator: Annotator,
  paper: LibraryPaper,
  status: ListStatus,
  token: unknown,
): Promise<Revert> {
  const { annotations } = annotator.session.workspace;
  const today = annotator.ports.today();
  const names = (reference: string): boolean => annotations.names(reference, paper);
  const path = annotations.taskOf(paper)?.path ?? (await listFor(annotator, paper));
  return writePlanned(annotator.editor, path, annotator.revertFor(token, path), (text) => {
    if (parseReadingList(text).tasks.some(({ reference }) => names(reference)))
      return setTaskStatus(text, names, status, today);
    const task = { citation: citationOf(paper.key), title: shownTitle(paper) };
    return addTask(text, printTask(task, status, today, lineEndOf(text)));
  });
}

/** Takes a paper's task out of its list; null where it has none. */
export async function setUnlisted(
  annotator: Annotator,
  paper: LibraryPaper,
  token: unknown,
): Promise<Revert | null> {
  const { annotations } = annotator.session.workspace;
  const task = annotations.taskOf(paper);
  if (!task) return null;
  const names = (reference: string): boolean => annotations.names(reference, paper);
  return writePlanned(annotator.editor, task.path, annotator.revertFor(token, task.path), (text) =>
    removeTask(text, names),
  );
}

/** The list that takes new tasks: one that is there, the reader's own where they are named, else a new one. */
async function listFor(annotator: Annotator, paper: LibraryPaper): Promise<string> {
  const { session, name } = annotator;
  const root = session.roots.prefixOf(paper.entries[0]?.path ?? '');
  const made = await newListPath(session, root, name);
  if (name !== null) return made;
  const lists = [...session.workspace.annotations.listPaths].filter((path) => path.startsWith(root)).sort();
  return lists.includes(made) ? made : (lists[0] ?? made);
}
