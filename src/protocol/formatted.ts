/** A paper as a citation style writes it in a bibliography. */

/** Text is plain: nothing in it is markup. */
export interface FormattedPiece {
  readonly text: string;
  readonly italic: boolean;
  readonly bold: boolean;
  readonly smallCaps: boolean;
  readonly raised: 'sup' | 'sub' | null;
  /** Of a formula, what stands between its delimiters; null for all else. */
  readonly tex: string | null;
}

export interface FormattedCitation {
  readonly style: string;
  readonly pieces: readonly FormattedPiece[];
  /** The same as one line of text. */
  readonly text: string;
  /** What it lacks, for people: authors whom the digest does not name. */
  readonly lacks: string | null;
  /** Why there is none, for people; null where there is one. */
  readonly problem: string | null;
}

/** What a reader can choose from: a style of our own by its name, or a file by its path in the workspace. */
export interface StyleChoice {
  readonly style: string;
  readonly label: string;
}

/** The styles that come with Carrel: `media/styles/NAME.csl`. */
export const OWN_STYLES: readonly StyleChoice[] = [
  { style: 'apa', label: 'APA' },
  { style: 'chicago-author-date', label: 'Chicago (author-date)' },
  { style: 'harvard', label: 'Harvard' },
  { style: 'ieee', label: 'IEEE' },
  { style: 'mla', label: 'MLA' },
  { style: 'vancouver', label: 'Vancouver' },
];
export const DEFAULT_STYLE = 'apa';

/** Extension to server. */
export const formattedRequest = 'carrel/formatted'; // FormattedParams -> FormattedCitation | null: null where the paper is gone

export interface FormattedParams {
  readonly ref: string;
  /** One of our own, or a path to a .csl file. */
  readonly style: string;
}

/** The ways in which a paper can be copied from its card. */
export const COPY_FORMS = ['text', 'bibtex', 'ris', 'csl-json', 'link', 'key'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];
