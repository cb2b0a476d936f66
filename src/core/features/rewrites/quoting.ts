import { escapeQuote } from '../../annotations/quote-text.ts';
import { isMadeUp } from '../../annotations/record.ts';
import type { PaperAnnotation } from '../../annotations/placed-annotations.ts';
import type { Citation } from '../../notes/citation.ts';
import { lineEndOf, type TextEdit } from '../../text/text-edit.ts';
import { citationOf } from '../completion.ts';
import { highlightIdOf } from '../hover-notes.ts';
import { ifRead, lineAround, type Naming, type NoteText } from './rewrite.ts';

/** So many highlights of one paper are offered; a link that names one offers that. */
const MOST_OFFERED = 5;

/** The highlights that can be quoted at a citation. */
export function quotableAt(
  citation: Citation,
  highlights: readonly PaperAnnotation[],
): readonly PaperAnnotation[] {
  const id = citation.form === 'wikilink' ? highlightIdOf(citation.fragment) : null;
  const wanted = id === null ? highlights : highlights.filter(({ record }) => record.id === id);
  return wanted.filter(({ record }) => record.exact !== '').slice(0, MOST_OFFERED);
}

/**
 * The edit that puts a highlight's words as a block quote behind the paragraph of a citation, with a citation of the page and a link to the
 * highlight. Null where no block can stand there, such as in a table.
 */
export function quoteBehind(
  note: NoteText,
  citation: Citation,
  { record }: PaperAnnotation,
  key: string,
): TextEdit | null {
  const end = paragraphEnd(note.text, citation.span.end);
  const page = record.place?.page ?? null;
  const cited = `[${citationOf(key)}${page === null ? '' : `, p. ${page}`}]`;
  // A wikilink cannot hold every key.
  const link = isMadeUp(record.id) || /[\][|#^]/.test(key) ? '' : ` [[@${key}#^${record.id}]]`;
  const lines = ['', '', `> ${escapeQuote(record.exact)}`, '>', `> ${cited}${link}`];
  if (!/^\s*(?:\n|$)/.test(note.text.slice(end, end + 2))) lines.push('');
  const named: Naming[] = [{ form: 'pandoc', name: key }];
  if (link !== '') named.push({ form: 'wikilink', name: key });
  return ifRead(note, { span: { start: end, end }, text: lines.join(lineEndOf(note.text)) }, named);
}

/** Where the last line of a paragraph ends: in front of a blank line, or at the text's end. */
function paragraphEnd(text: string, offset: number): number {
  let line = lineAround(text, offset);
  for (;;) {
    const next = text.startsWith('\r\n', line.end) ? line.end + 2 : line.end + 1;
    if (next >= text.length) return line.end;
    const following = lineAround(text, next);
    if (text.slice(following.start, following.end).trim() === '') return line.end;
    line = following;
  }
}
