import { citationOf } from '../completion.ts';
import { allCitations, type AnyCitation, type NoteDialect } from '../../notes/citation.ts';
import { scanNote } from '../../notes/scan.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * The edits that put another key in place of one in a note, in every spelling that holds a key. `names` tells which citations mean the
 * paper that is renamed. Braces stay where they are, and come where Pandoc would not read the new key to its end without them.
 */
export function renameInNote(
  text: string,
  dialect: NoteDialect,
  to: string,
  names: (citation: AnyCitation) => boolean,
): readonly TextEdit[] {
  return allCitations(scanNote(text, dialect)).flatMap((citation): TextEdit[] => {
    if (!names(citation)) return [];
    if (citation.form === 'wikilink' || citation.form === 'tex') return [{ span: citation.target, text: to }];
    if (citation.form !== 'pandoc') return [];
    if (text.charAt(citation.target.start - 1) === '{') return [{ span: citation.target, text: to }];
    const span = { start: citation.target.start - 1, end: citation.target.end };
    return [{ span, text: citationOf(to) }];
  });
}
