import { moveTask } from '../../core/annotations/reading-list-edits.ts';
import { parseReadingList } from '../../core/annotations/reading-list.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { AnnotationResult, Annotator } from './annotator.ts';
import { failed, writePlanned } from './file-writer.ts';

/** Moves a paper's task in its reading list before another paper's, or behind all. What stands between tasks stays where it is. */
export async function moveInList(
  annotator: Annotator,
  paper: LibraryPaper,
  before: LibraryPaper | null,
  token: unknown,
): Promise<AnnotationResult> {
  const { annotations } = annotator.session.workspace;
  const path = annotations.taskOf(paper)?.path;
  if (path === undefined) throw failed(`@${paper.key} stands in no reading list.`);
  if (before && annotations.taskOf(before)?.path !== path)
    throw failed(`@${paper.key} and @${before.key} stand in different reading lists.`);
  const isPaper = (reference: string): boolean => annotations.names(reference, paper);
  const isNext = before && ((reference: string): boolean => annotations.names(reference, before));
  let follower: string | null = null;
  const made = await writePlanned(annotator.editor, path, annotator.revertFor(token, path), (text) => {
    const { tasks } = parseReadingList(text);
    const at = tasks.findIndex(({ reference }) => isPaper(reference));
    follower = tasks[at + 1]?.reference ?? null;
    return moveTask(text, isPaper, isNext);
  });
  return annotator.finish(paper, [made], 'carrel.annotate.move', { before: follower });
}
