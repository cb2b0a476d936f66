import type { Paper } from '../library/paper.ts';
import type { Formula } from '../text/math.ts';
import { citationOf } from './completion.ts';
import { sourcesOf } from './sources.ts';
import type { CardNotes } from './card-notes.ts';
import { cardAbstract, cardTitle, type CardText } from './card-text.ts';
import { metaLine, pagesOf, rowTitle, shortDetail } from './paper-text.ts';

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
  /** The title without formulas' source. */
  readonly name: string;
  readonly meta: readonly string[];
  readonly abstract: readonly string[];
  /** Formulas in title and abstract. */
  readonly formulas: readonly CardFormula[];
  readonly topics: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly sources: readonly (FilePlace & { readonly fields: readonly string[] })[];
  readonly citedBy: readonly FilePlace[];
  readonly related: readonly RelatedCard[];
  readonly notes: CardNotes;
}

/** A formula, in UTF-16 offsets into the title (paragraph 0) or a paragraph of the abstract; `tex` is without delimiters. */
export interface CardFormula extends Formula {
  readonly field: 'title' | 'abstract';
  readonly paragraph: number;
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
  const title = cardTitle(paper);
  const abstract = cardAbstract(paper);
  return {
    ref: paper.id,
    key: paper.key,
    citation: `[${citationOf(paper.key)}]`,
    title: title.text,
    name: rowTitle(paper),
    meta: metaLine(paper),
    abstract: abstract.map(({ text }) => text),
    formulas: [...formulasOf('title', [title]), ...formulasOf('abstract', abstract)],
    topics: around.topics,
    links: pagesOf(paper),
    sources: sourcesOf(paper).map(({ entry: { path, line }, fields }) => ({ path, line, fields })),
    citedBy: around.citedBy,
    notes: around.notes,
    related: around.related.map(({ paper: other, reasons }) => ({
      key: other.id,
      title: rowTitle(other),
      detail: shortDetail(other),
      reasons,
    })),
  };
}

function formulasOf(field: CardFormula['field'], paragraphs: readonly CardText[]): CardFormula[] {
  return paragraphs.flatMap(({ formulas }, paragraph) =>
    formulas.map((formula) => ({ field, paragraph, ...formula })),
  );
}
