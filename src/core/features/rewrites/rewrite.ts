import type { Citation, NoteScan } from '../../notes/citation.ts';
import type { Span } from '../../text/span.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';

/** A note's text with what it cites, and how a text that is nearly the same would be read. */
export interface NoteText {
  readonly text: string;
  readonly scan: NoteScan;
  rescan(text: string): NoteScan;
}

/** How a citation names its paper. */
export type Naming = Pick<Citation, 'form' | 'name'>;

/**
 * The edit, if the note is read afterwards as it is meant: what the edit's span cited before gives way to `cites`, and every other citation
 * stays what it was. Null else: in code, in a link's address, within a word an edit would do something else.
 */
export function ifRead(note: NoteText, edit: TextEdit, cites: readonly Naming[]): TextEdit | null {
  const { start, end } = edit.span;
  const before = note.scan.citations.filter(({ span }) => span.end <= start);
  const behind = note.scan.citations.filter(({ span }) => span.start >= end && span.end > start);
  const after = note.rescan(applyEdits(note.text, [edit])).citations;
  return namesOf([...before, ...cites, ...behind]) === namesOf(after) ? edit : null;
}

/** What is cited, in order, for comparing. */
export function namesOf(citations: readonly Naming[]): string {
  return JSON.stringify(citations.map(({ form, name }) => [form, name]));
}

/** Where a line begins, and where it ends without its line end. */
export function lineAround(text: string, offset: number): Span {
  const end = text.slice(offset).search(/[\r\n]/);
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return { start, end: end < 0 ? text.length : offset + end };
}
