import { isGivenKey } from '../digests/entry.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Citation } from '../notes/citation.ts';
import { dialectOf } from '../notes/dialect.ts';
import { joinedEdits, type TextEdit } from '../text/text-edit.ts';
import { isIn, ownEntry, type EffectiveBibliography } from '../workspace/bibliographies.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { renameInNote } from './rename/note-edits.ts';
import { renameSidecar } from './rename/sidecar-rename.ts';

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

/** A key that notes cite a paper by, and the one by which they should. */
export interface ReplacedKey {
  readonly paper: LibraryPaper;
  readonly from: string;
  readonly to: string;
}

/**
 * By which key to cite what a note cites by one that no paper has any more, or that only a sidecar gives while the note's own bibliography has
 * the paper by another; null where the key is right, or nothing tells. A key of another bibliography may be meant: that of the published paper.
 */
export function replacementOf(
  workspace: Workspace,
  citation: Citation,
  bibliography: EffectiveBibliography | null,
): ReplacedKey | null {
  if (citation.form === 'identifier') return null;
  const { name: from } = citation;
  const [paper, other] = workspace.papersOf(citation, bibliography);
  if (other) return null;
  if (!paper) {
    const former = paperOfFormerKey(workspace, from);
    return former && { paper: former, from, to: former.key };
  }
  if (bibliography?.complete !== true || isIn(bibliography, paper, from)) return null;
  const isElsewhere = paper.entries.some(
    ({ path, entry }) => isGivenKey(entry, from) && !bibliography.files.includes(path),
  );
  const to = isElsewhere ? null : ownKeyOf(bibliography, paper);
  return to === null ? null : { paper, from, to };
}

/** The key by which a bibliography has a paper; null where it has not, or by an address, which nobody would write. */
export function ownKeyOf(bibliography: EffectiveBibliography | null, paper: LibraryPaper): string | null {
  const key = ownEntry(bibliography, paper)?.key ?? null;
  return key?.includes('/') === true ? null : key;
}

/** The edits that cite a paper by its other key in a note or a sidecar, where the note's own bibliography does not have the first. */
export function replaceKey(
  workspace: Workspace,
  file: { readonly path: string; readonly text: string },
  { paper, from, to }: ReplacedKey,
): readonly TextEdit[] {
  const note = workspace.notes.get(file.path);
  const bibliography = note ? workspace.bibliographyOf(file.path, note.scan) : null;
  const own = workspace.annotations.sidecar(file.path) ? renameSidecar(file, from, to, false) : null;
  const cited = isIn(bibliography, paper, from)
    ? []
    : renameInNote(file.text, dialectOf(file.path), to, (citation) => {
        if (citation.form === 'identifier' || citation.name !== from) return false;
        // A link without `@` may lead to a note of that name.
        if (citation.form === 'wikilink' && !citation.marked) return false;
        const papers = workspace.papersOf(citation, bibliography);
        return papers.length === 0 || (papers.length === 1 && papers[0] === paper);
      });
  return joinedEdits(own?.edits ?? [], cited);
}
