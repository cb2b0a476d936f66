import type { Library } from '../../library/library.ts';
import type { LibraryPaper } from '../../library/library-paper.ts';
import { titleKey } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { citationOf } from '../completion.ts';
import { ifRead, type NoteText } from './rewrite.ts';

/** A paper that prose calls by its title, or by the short name before its title's colon. */
export interface NamedPaper {
  readonly paper: LibraryPaper;
  readonly span: Span;
}

/** Who knows the papers: by title, and those whose names begin with a word. */
export interface NamesOfPapers {
  readonly library: Pick<Library, 'byTitle'>;
  match(query: string, limit: number): readonly LibraryPaper[];
}

/** In UTF-16 units; longer selections and stretches around the cursor are not looked at. */
const MOST = 400;
const MOST_WORDS = 24;
/** A short name has at most so many words and at least so many letters. */
const SHORT_WORDS = 4;
const SHORT_LETTERS = 3;
const CANDIDATES = 20;
const MOST_OFFERED = 3;

/**
 * The papers that are named in a note's prose: by what is selected, or by words around the cursor. A short name must be written as a name, with
 * a capital or a digit. None where a citation stands already.
 */
export function papersNamedAt(note: NoteText, at: Span, names: NamesOfPapers): readonly NamedPaper[] {
  if (note.scan.citations.some(({ span }) => span.start <= at.end && at.start <= span.end)) return [];
  if (at.start < at.end) {
    const span = trimmed(note.text, at);
    if (span.end - span.start > MOST || /\n\s*\n/.test(note.text.slice(span.start, span.end))) return [];
    return named(note.text, [span], names);
  }
  const words = wordsAround(note.text, at.start);
  const cursor = words.findIndex(({ start, end }) => start <= at.start && at.start <= end);
  if (cursor < 0) return [];
  const stretches: Span[] = [];
  for (let from = Math.max(0, cursor - MOST_WORDS); from <= cursor; from++)
    for (let to = Math.min(words.length - 1, from + MOST_WORDS); to >= cursor; to--)
      stretches.push({ start: words[from]!.start, end: words[to]!.end });
  return named(note.text, stretches, names);
}

/** The longest title among the stretches, else the short names. */
function named(text: string, stretches: readonly Span[], names: NamesOfPapers): readonly NamedPaper[] {
  const longestFirst = [...stretches].sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const span of longestFirst) {
    const written = text.slice(span.start, span.end);
    if (!/\s/.test(written) && !isName(written)) continue;
    const papers = names.library.byTitle(written);
    if (papers.length > 0) return offered(papers, span);
  }
  for (const span of longestFirst) {
    const written = text.slice(span.start, span.end);
    const key = titleKey(written);
    if (!isName(written) || key.length < SHORT_LETTERS || key.split(' ').length > SHORT_WORDS) continue;
    const papers = names.match(written, CANDIDATES).filter(({ title }) => shortNameOf(title) === key);
    if (papers.length > 0) return offered(papers, span);
  }
  return [];
}

function offered(papers: readonly LibraryPaper[], span: Span): readonly NamedPaper[] {
  return papers.slice(0, MOST_OFFERED).map((paper) => ({ paper, span }));
}

function shortNameOf(title: string): string | null {
  const colon = title.search(/[:：]/);
  return colon < 0 ? null : titleKey(title.slice(0, colon));
}

/** Written with a capital at its beginning or inside, or with a digit. */
function isName(written: string): boolean {
  return /[\p{Lu}\p{N}]/u.test(written) && /\p{L}/u.test(written);
}

/** The edits that cite a paper behind its name, and in place of it. Null where a citation cannot stand there. */
export function citeNamed(
  note: NoteText,
  { span }: NamedPaper,
  key: string,
): { readonly behind: TextEdit | null; readonly instead: TextEdit | null } {
  const closing = /^[*_"”’»]*/.exec(note.text.slice(span.end, span.end + 10))![0].length;
  const end = span.end + closing;
  const cites = [{ form: 'pandoc', name: key }] as const;
  return {
    behind: ifRead(note, { span: { start: end, end }, text: ` [${citationOf(key)}]` }, cites),
    instead: ifRead(note, { span, text: citationOf(key) }, cites),
  };
}

/** Words of the paragraph around an offset. */
function wordsAround(text: string, offset: number): readonly Span[] {
  const from = Math.max(0, offset - MOST);
  const before = text.slice(from, offset);
  const behind = text.slice(offset, offset + MOST);
  const start = from + (/[^]*\n[ \t]*\r?\n/.exec(before)?.[0].length ?? 0);
  const gap = behind.search(/\n[ \t]*\r?\n/);
  const end = gap < 0 ? offset + behind.length : offset + gap;
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    start: start + index,
    end: start + index + word.length,
  }));
}

/** Without blanks, emphasis and quotation marks at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && /[\s*_"“”‘’«»]/.test(text[start]!)) start++;
  while (end > start && /[\s*_"“”‘’«».,;]/.test(text[end - 1]!)) end--;
  return { start, end };
}
