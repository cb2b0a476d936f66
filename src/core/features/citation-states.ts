import type { LibraryPaper } from '../library/library-paper.ts';
import type { Citation, NoteScan } from '../notes/citation.ts';
import type { Span } from '../text/span.ts';
import { authorLabel, yearLabel } from './reference.ts';
import type { ReaderFacts } from './reader-facts.ts';
import { shownTitle } from './paper-text.ts';

/** How a citation stands with the library, for colours. */
export type CitationState = 'known' | 'unknown' | 'ambiguous' | 'read';

export interface StatedCitation {
  /** The part that names the paper. */
  readonly span: Span;
  readonly state: CitationState;
}

/** The state of each citation of a note, by place. What no paper has and nobody claims (`@someone`, `[[a note]]`) is left out. */
export function citationStates(
  scan: NoteScan,
  papersOf: (citation: Citation) => readonly LibraryPaper[],
  isRead: (paper: LibraryPaper) => boolean,
): StatedCitation[] {
  return scan.citations.flatMap((citation): StatedCitation[] => {
    const papers = papersOf(citation);
    const [paper] = papers;
    if (paper) {
      const state = papers.length > 1 ? 'ambiguous' : isRead(paper) ? 'read' : 'known';
      return [{ span: citation.target, state }];
    }
    const claims =
      citation.form === 'pandoc' ? !citation.inText : citation.form === 'wikilink' && citation.marked;
    return claims ? [{ span: citation.target, state: 'unknown' }] : [];
  });
}

/** What an inlay hint behind a citation says. */
export type HintKind = 'short' | 'full' | 'status';

const SHORT_TITLE = 40;

export function citationHint(paper: LibraryPaper, kind: HintKind, { status }: ReaderFacts): string | null {
  const title = shownTitle(paper);
  if (kind === 'status') return status;
  if (kind === 'full') return `${title}, ${authorLabel(paper)}, ${yearLabel(paper)}`;
  const head = title.split(/[:：]/)[0]!.trim();
  const short = head.length <= SHORT_TITLE ? head : `${head.slice(0, SHORT_TITLE).replace(/\s+\S*$/, '')}…`;
  return `${short}, ${yearLabel(paper)}`;
}
