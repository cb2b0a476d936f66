import { setField } from '../../annotations/front-matter-edits.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import type { PandocCitation } from '../../notes/citation.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { isIn, isOutside } from '../../workspace/bibliographies.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { withKey } from '../note-fixes.ts';
import { isGenerated } from '../pinning.ts';
import type { NoteText } from './rewrite.ts';
import { keyToIdentifier } from './spellings.ts';

/** One of the papers that an ambiguous citation may mean, and the edit after which it means that. */
export interface Choice {
  readonly paper: LibraryPaper;
  /** What is done, in words: `cite it as @other`. */
  readonly by: string;
  readonly edits: readonly TextEdit[];
}

/**
 * How each of several papers with one key can be chosen: by another key that it alone has; by naming its bibliography in a note that names
 * none, where all else that the note cites by key stands there too; by its identifier; or by the key that its title makes. A paper with none of these is left out.
 */
export function choicesFor(
  workspace: Workspace,
  path: string,
  note: NoteText,
  citation: PandocCitation,
  papers: readonly LibraryPaper[],
): readonly Choice[] {
  return papers.flatMap((paper): Choice[] => {
    const own = [paper.key, ...paper.aliases].filter((key) => workspace.library.byKey(key).length === 1);
    const byKey = (key: string | undefined): Choice[] =>
      key === undefined ? [] : [{ paper, by: `cite it as “${key}”`, edits: [withKey(citation, key)] }];
    const given = own.find((key) => !isGenerated(paper, key));
    if (given !== undefined) return byKey(given);
    const named = nameBibliography(workspace, path, note, citation, paper);
    if (named) return [{ paper, ...named }];
    const [printed] = keyToIdentifier(note, citation, paper);
    if (printed) return [{ paper, by: `cite it as ${printed.text}`, edits: [printed.edit] }];
    return byKey(own[0]);
  });
}

function nameBibliography(
  workspace: Workspace,
  path: string,
  { text, scan }: NoteText,
  citation: PandocCitation,
  paper: LibraryPaper,
): Omit<Choice, 'paper'> | null {
  if (path === '' || workspace.bibliographyOf(path, scan)) return null;
  const file = paper.entries.find(({ entry }) => entry.key === citation.name)?.path;
  if (file === undefined || isOutside(file)) return null;
  const bibliography = { files: [file], missing: [], unread: [], complete: true };
  const holdsAll = scan.citations.every((other) => {
    if (other.form !== 'pandoc') return true;
    const found = workspace.library.byKey(other.name);
    return found.length === 0 ? !other.inText : found.some((one) => isIn(bibliography, one, other.name));
  });
  const name = relativeTo(path, file);
  const edits = holdsAll && name !== null ? setField(text, 'bibliography', name) : null;
  return edits && edits.length > 0 ? { by: `name ${name!} as this note's bibliography`, edits } : null;
}

/** A file's path as a note names it; null where they lie in different workspace folders. */
function relativeTo(note: string, file: string): string | null {
  const from = note.split('/').slice(0, -1);
  const to = file.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
