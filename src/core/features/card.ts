import type { Paper } from '../library/paper.ts';
import { citationOf } from './completion.ts';
import { sourcesOf } from './sources.ts';
import type { CardNotes } from './card-notes.ts';
import { metaLine, pagesOf, shortDetail, shownAbstract, shownTitle } from './paper-text.ts';

/** A place in a file of the library: path relative to it, line from 1. */
export interface FilePlace {
  readonly path: string;
  readonly line: number;
}

/** Everything about one paper on one page, as plain text. */
export interface PaperCard {
  readonly ref: string;
  readonly key: string;
  /** What a note writes to cite it. */
  readonly citation: string;
  readonly title: string;
  readonly meta: readonly string[];
  readonly abstract: readonly string[];
  readonly topics: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly sources: readonly (FilePlace & { readonly fields: readonly string[] })[];
  readonly citedBy: readonly FilePlace[];
  readonly related: readonly RelatedCard[];
  readonly notes: CardNotes;
}

export interface RelatedCard {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly reasons: readonly string[];
}

export function cardOfPaper(
  paper: Paper,
  around: {
    readonly topics: readonly string[];
    readonly citedBy: readonly FilePlace[];
    readonly notes: CardNotes;
    readonly related: readonly { readonly paper: Paper; readonly reasons: readonly string[] }[];
  },
): PaperCard {
  return {
    ref: paper.id,
    key: paper.key,
    citation: `[${citationOf(paper.key)}]`,
    title: shownTitle(paper),
    meta: metaLine(paper),
    abstract: shownAbstract(paper),
    topics: around.topics,
    links: pagesOf(paper),
    sources: sourcesOf(paper).map(({ entry: { path, line }, fields }) => ({ path, line, fields })),
    citedBy: around.citedBy,
    notes: around.notes,
    related: around.related.map(({ paper: other, reasons }) => ({
      key: other.id,
      title: shownTitle(other),
      detail: shortDetail(other),
      reasons,
    })),
  };
}
