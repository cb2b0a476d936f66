import type { LibraryPaper } from '../library/library-paper.ts';
import type { ParsedQuery } from '../search/query/query.ts';
import { marksIn, snippetOf, wantedWords, type Snippet } from '../search/snippets.ts';
import { plainLine } from '../text/markdown-escape.ts';
import { shortDetail, shownAbstract, rowTitle } from './paper-text.ts';

/** A paper that was found, with the places that were asked for. Texts are as shown, marks are UTF-16 offsets into them. */
export interface ShownHit {
  readonly id: string;
  readonly key: string;
  readonly title: Snippet;
  /** "2023 · Moor and 5 more · Journal of Lakes". */
  readonly detail: string;
  /** Where it was found beside the title, or how the abstract begins; null where there is neither. */
  readonly preview: (Snippet & { readonly field: 'abstract' | 'notes' }) | null;
}

/** How long a preview is, in UTF-16 units. */
const PREVIEW = 160;

/** Makes hits of one query fit to be shown. `notesOf` gives the reader's own text on a paper. */
export function hitShower(
  parsed: ParsedQuery,
  notesOf: (id: string) => string,
): (paper: LibraryPaper) => ShownHit {
  const wanted = wantedWords(parsed);
  return (paper) => {
    const title = rowTitle(paper);
    const abstract = shownAbstract(paper).join(' ');
    const notes = plainLine(notesOf(paper.id));
    const inNotes = snippetOf(notes, marksIn(notes, 'notes', wanted), PREVIEW);
    const inAbstract = snippetOf(abstract, marksIn(abstract, 'abstract', wanted), PREVIEW);
    return {
      id: paper.id,
      key: paper.key,
      title: { text: title, marks: marksIn(title, 'title', wanted) },
      detail: [shortDetail(paper), paper.venue === null ? '' : plainLine(paper.venue)]
        .filter((part) => part !== '')
        .join(' · '),
      preview: inNotes
        ? { ...inNotes, field: 'notes' }
        : inAbstract
          ? { ...inAbstract, field: 'abstract' }
          : beginningOf(abstract),
    };
  };
}

function beginningOf(abstract: string): ShownHit['preview'] {
  if (abstract === '') return null;
  const short =
    abstract.length > PREVIEW ? `${abstract.slice(0, abstract.lastIndexOf(' ', PREVIEW))}…` : abstract;
  return { text: short, marks: [], field: 'abstract' };
}
