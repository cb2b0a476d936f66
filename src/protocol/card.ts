import type { HighlightColor, NotedPaper } from './annotations.ts';
import type { CardSession } from './card-session.ts';
import type { CopyForm, FormattedCitation, StyleChoice } from './formatted.ts';

/** One paper as the card shows it: plain text, never markup. */
export interface CardModel {
  /** Leads to this paper alone. */
  readonly ref: string;
  readonly key: string;
  /** What a note writes to cite it: `[@key]`. */
  readonly citation: string;
  readonly title: string;
  /** The title in plain words, where it has formulas. */
  readonly name: string;
  /** Each with the query that finds the papers of that name. */
  readonly authors: readonly Findable[];
  /** "6 authors", "and 3 more": of those whom no digest names. */
  readonly unnamed: string | null;
  /** Short facts below the authors: "9 Oct 2023", "2 comments". */
  readonly meta: readonly string[];
  readonly abstract: readonly string[];
  readonly formulas: readonly CardFormula[];
  readonly topics: readonly Findable[];
  /** Pages outside: arXiv, DOI, the digest's own link, and what the abstract leads to. `https:` and `http:` only. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** The entries that the paper was read from: "digests/2025-10-31.txt:13", and which of its fields each gave. */
  readonly sources: readonly {
    readonly label: string;
    readonly uri: string;
    readonly line: number;
    readonly fields: readonly string[];
  }[];
  /** Notes that cite it. */
  readonly citedBy: readonly CitingPlace[];
  readonly related: readonly RelatedItem[];
  /** False while what relates papers is still being computed. */
  readonly relatedReady: boolean;
  readonly notes: CardNotes;
}

/** A name, and a query that finds what has it. */
export interface Findable {
  readonly name: string;
  readonly query: string;
}

export interface CitingPlace {
  readonly label: string;
  readonly uri: string;
  readonly line: number;
  /** The sentence around the citation; null where there are very many. */
  readonly sentence: { readonly before: string; readonly cited: string; readonly after: string } | null;
}

/** What the reader noted about the paper. */
export interface CardNotes {
  readonly status: NotedPaper['status'];
  readonly rating: number | null;
  readonly tags: readonly string[];
  /** Tags of the library, those most used first. */
  readonly knownTags: readonly string[];
  /** Highlights in the order of the text, then remarks. */
  readonly annotations: readonly CardAnnotation[];
  readonly marks: readonly CardMark[];
}

export interface CardAnnotation {
  readonly kind: AnnotationKind;
  readonly id: string;
  /** Null for a remark. */
  readonly color: HighlightColor | null;
  readonly exact: string;
  /** Markdown, as it was written. */
  readonly comment: string;
  readonly state: 'anchored' | 'approximate' | 'orphan' | 'unlocated';
  readonly field: 'title' | 'abstract' | 'fulltext';
  readonly page: string | null;
  /** Of an orphan, the words that come nearest. */
  readonly guess: string | null;
  readonly date: string | null;
  readonly annotator: string | null;
  /** `[[@key#^id]]`; null where it has no id of its own. */
  readonly link: string | null;
  /** It can be changed only where it stands. */
  readonly fixed: boolean;
  /** Its file, as shown. */
  readonly label: string;
  readonly uri: string;
  /** Where it begins in its file, in UTF-16 units. */
  readonly offset: number;
}

export type AnnotationKind = 'highlight' | 'remark';

/** A part of the title (paragraph 0), or of a paragraph of the abstract, that a highlight covers. */
export interface CardMark {
  readonly id: string;
  readonly field: 'title' | 'abstract';
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
}

/** A formula in the title (paragraph 0) or a paragraph of the abstract, with its delimiters; `tex` is without them. */
export interface CardFormula {
  readonly field: 'title' | 'abstract';
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly tex: string;
  readonly display: boolean;
}

/** Words that were selected on the card, with what stands around them. */
export interface CardQuote {
  readonly field: 'title' | 'abstract';
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Into the field, its paragraphs joined by an empty line. */
  readonly start: number;
}

export interface RelatedItem {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Why it is related, most telling first. */
  readonly reasons: readonly string[];
}

/** Extension to card. */
export type ToCard =
  /** What the card is to keep for a reload. */
  | { readonly type: 'session'; readonly session: CardSession }
  | { readonly type: 'show'; readonly card: CardModel }
  /** The font that the reader set for the card's texts; null for VS Code's own. */
  | { readonly type: 'look'; readonly fontFamily: string | null; readonly fontSize: number | null }
  | { readonly type: 'missing'; readonly ref: string }
  | { readonly type: 'unavailable' }
  | { readonly type: 'showKeys' }
  | { readonly type: 'copied'; readonly what: 'citation' | 'quote' | CopyForm }
  /** How a citation style writes the paper `ref`, and the styles to choose from. */
  | {
      readonly type: 'formatted';
      readonly ref: string;
      readonly formatted: FormattedCitation;
      readonly styles: readonly StyleChoice[];
    }
  /** Goes to an annotation; where `placing`, the reader is to choose a place for it. */
  | { readonly type: 'reveal'; readonly id: string; readonly placing: boolean }
  /** Ends the request of that number. `failure` says why nothing was changed; null where it was done. */
  | { readonly type: 'done'; readonly request: number; readonly failure: string | null };

/** Card to extension. Indexes point into the lists of the model that is shown. */
export type FromCard =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  | { readonly type: 'togglePin' }
  | { readonly type: 'openPaper'; readonly ref: string }
  | { readonly type: 'openSource'; readonly index: number }
  | { readonly type: 'openCitation'; readonly index: number }
  | { readonly type: 'openLink'; readonly index: number }
  | { readonly type: 'openAnnotation'; readonly index: number }
  /** Searches for what an author wrote. */
  | { readonly type: 'searchAuthor'; readonly index: number }
  /** Shows the papers of a topic in the library. */
  | { readonly type: 'showTopic'; readonly index: number }
  | { readonly type: 'copyCitation' }
  | { readonly type: 'insertCitation' }
  /** Copies the paper in a form; `text`: as its formatted citation stands. */
  | { readonly type: 'copyAs'; readonly as: CopyForm }
  /** Chooses a citation style of those that were offered. */
  | { readonly type: 'setStyle'; readonly style: string }
  | { readonly type: 'copyQuote'; readonly exact: string }
  | { readonly type: 'copyLink'; readonly index: number }
  | CardEdit;

/** Changes what is noted about the paper `ref`. Each is answered by `done`. */
export type CardEdit = { readonly type: 'edit'; readonly request: number; readonly ref: string } & {
  readonly edit: Edit;
};

export type Edit =
  | {
      readonly kind: 'addHighlight';
      readonly quote: CardQuote;
      readonly color: HighlightColor;
      readonly comment: string;
    }
  | { readonly kind: 'addRemark'; readonly text: string }
  | { readonly kind: 'recolor'; readonly id: string; readonly color: HighlightColor }
  | { readonly kind: 'comment'; readonly id: string; readonly of: AnnotationKind; readonly comment: string }
  | { readonly kind: 'remove'; readonly id: string; readonly of: AnnotationKind }
  /** Gives a highlight another passage; null: the best guess. */
  | { readonly kind: 'reanchor'; readonly id: string; readonly quote: CardQuote | null }
  | { readonly kind: 'setTags'; readonly tags: readonly string[] }
  | { readonly kind: 'setRating'; readonly rating: number | null }
  | { readonly kind: 'setStatus'; readonly status: (typeof CARD_STATUSES)[number] }
  | { readonly kind: 'undo' };

export const CARD_STATUSES = ['none', 'queued', 'reading', 'read', 'dismissed'] as const;
