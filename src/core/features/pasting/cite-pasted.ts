import type { Span } from '../../text/span.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { citationOf } from '../completion.ts';
import { ifRead, type NoteText } from '../rewrites/rewrite.ts';

/** A paper that is cited, and the version of it that is meant where no entry says it. */
export interface Cited {
  readonly key: string;
  readonly version: number | null;
}

/**
 * What takes the place of a note's span, in UTF-16 offsets, to cite papers there: inside brackets of other citations as one of them, else in
 * brackets of its own, behind the words that are selected. Null where no citation can stand: in code, in an address, in a word.
 */
export function citationInPlace(note: NoteText, span: Span, cited: readonly Cited[]): string | null {
  const list = cited
    .map(({ key, version }) => `${citationOf(key)}${version === null ? '' : `, v${version}`}`)
    .join('; ');
  const words = note.text.slice(span.start, span.end).trimEnd();
  const cites = cited.map(({ key }) => ({ form: 'pandoc' as const, name: key }));
  const fits = (text: string): boolean => ifRead(note, { span, text }, cites) !== null;
  const inBrackets = [list, `; ${list}`, `${list}; `].filter((text) => isInGroup(note, { span, text }));
  return [...inBrackets, words === '' ? `[${list}]` : `${words} [${list}]`].find(fits) ?? null;
}

/** Whether all that an edit cites would stand in brackets. */
function isInGroup(note: NoteText, { span, text }: TextEdit): boolean {
  const behind = note.text.length - span.end;
  const after = applyEdits(note.text, [{ span, text }]);
  const added = note
    .rescan(after)
    .citations.filter((one) => one.span.end > span.start && one.span.start < after.length - behind);
  return added.length > 0 && added.every((one) => one.form === 'pandoc' && !one.inText);
}
