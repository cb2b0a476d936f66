import type { Paper } from '../library/paper.ts';
import type { Formula } from '../text/math.ts';
import { citationOf } from './completion.ts';
import { sourcesOf } from './sources.ts';
import type { CardNotes } from './card-notes.ts';
import { cardAbstract, cardTitle, type CardText } from './card-text.ts';
import {
  arxivVersion,
  cardAuthors,
  cardLinks,
  topicQuery,
  type CardAuthor,
  type CardLink,
} from './card-facts.ts';
import type { CitingSentence } from './citing-sentence.ts';
import { factLine, rowTitle, shortDetail } from './paper-text.ts';

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
  readonly authors: readonly CardAuthor[];
  /** What is to be said of authors that no digest names; null where all are named. */
  readonly unnamed: string | null;
  readonly meta: readonly string[];
  readonly abstract: readonly string[];
  /** Formulas in title and abstract. */
  readonly formulas: readonly CardFormula[];
  readonly topics: readonly { readonly name: string; readonly query: string }[];
  readonly links: readonly CardLink[];
  readonly sources: readonly (FilePlace & { readonly fields: readonly string[] })[];
  readonly citedBy: readonly CitingPlace[];
  readonly related: readonly RelatedCard[];
  readonly notes: CardNotes;
}

/** A formula, in UTF-16 offsets into the title (paragraph 0) or a paragraph of the abstract; `tex` is without delimiters. */
export interface CardFormula extends Formula {
  readonly field: 'title' | 'abstract';
  readonly paragraph: number;
}

/** Where a note cites the paper, with the sentence around; null where that was not looked up. */
export interface CitingPlace extends FilePlace {
  readonly sentence: CitingSentence | null;
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
    readonly citedBy: readonly CitingPlace[];
    readonly notes: CardNotes;
    readonly related: readonly { readonly paper: Paper; readonly reasons: readonly string[] }[];
  },
): PaperCard {
  const version = arxivVersion(paper);
  const title = cardTitle(paper);
  const abstract = cardAbstract(paper);
  return {
    ref: paper.id,
    key: paper.key,
    citation: `[${citationOf(paper.key)}]`,
    title: title.text,
    name: rowTitle(paper),
    ...cardAuthors(paper),
    meta: [...factLine(paper), ...(version !== null && version > 1 ? [`version ${version}`] : [])],
    abstract: abstract.map(({ text }) => text),
    formulas: [...formulasOf('title', [title]), ...formulasOf('abstract', abstract)],
    topics: around.topics.map((name) => ({ name, query: topicQuery(name) })),
    links: cardLinks(paper),
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
