import { parseSidecar } from '../../core/annotations/sidecar.ts';
import { setSidecarField } from '../../core/annotations/sidecar-edits.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { AnnotationResult, Annotator } from './annotator.ts';
import { writePlanned, type Planned } from './file-writer.ts';
import type { Revert } from './undo.ts';

/** Tags that are taken away go from every sidecar that has them; new ones go into the reader's own. */
export async function setTags(
  annotator: Annotator,
  paper: LibraryPaper,
  tags: readonly string[],
  token: unknown,
): Promise<AnnotationResult> {
  const { annotations } = annotator.session.workspace;
  const before = annotations.of(paper).tags;
  const made: Revert[] = [];
  // What is undone goes back in each file that it changed, as far as these are as it left them.
  for (const revert of annotator.undo.revertsOf(token))
    made.push(await writePlanned(annotator.editor, revert.path, revert, () => ({ edits: [] })));
  const now = annotations.of(paper).tags;
  const fresh = tags.filter((tag) => !now.includes(tag));
  const own = fresh.length > 0 ? await annotator.target(paper) : null;
  const paths = annotations
    .sidecarsOf(paper)
    .filter(({ fields }) => fields.tags.some((tag) => !tags.includes(tag)))
    .map(({ path }) => path);
  for (const path of new Set([...paths, ...(own === null ? [] : [own])])) {
    const plan = (text: string): Planned =>
      annotator.onSidecar(paper, text, (current) => {
        const kept = parseSidecar(current).fields.tags.filter((tag) => tags.includes(tag));
        const added = path === own ? fresh.filter((tag) => !kept.includes(tag)) : [];
        return setSidecarField(current, 'tags', [...kept, ...added]);
      });
    made.push(await writePlanned(annotator.editor, path, null, plan));
  }
  const undo = { tags: before };
  return made.length > 0
    ? annotator.finish(paper, made, 'carrel.annotate.setTags', undo)
    : annotator.nothing(paper, 'carrel.annotate.setTags', undo);
}
