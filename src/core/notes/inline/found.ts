/** What reading a region's text finds; offsets are into that text. */
export type Found = FoundCitation | FoundWikilink | FoundTex | FoundMark;

export interface FoundCitation {
  readonly kind: 'citation';
  /** From `@`, or from the `-` before it. */
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly inText: boolean;
  readonly suppressAuthor: boolean;
  readonly prefixStart: number;
  readonly prefixEnd: number;
  suffixStart: number;
  suffixEnd: number;
  /** -1 where the citation has no brackets. */
  groupStart: number;
  groupEnd: number;
  /** The brackets of `@key [label]` as a link's label: where the document defines it, they are a link and no locator. */
  label: string | null;
}

export interface FoundWikilink {
  readonly kind: 'wikilink';
  readonly start: number;
  readonly end: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  readonly marked: boolean;
  readonly fragment: string | null;
}

/** TeX that may cite. */
export interface FoundTex {
  readonly kind: 'tex';
  readonly start: number;
  readonly end: number;
}

/** `opaque` is code, math, TeX or HTML; `malformed` is a group of citations that Pandoc does not read as one. */
export interface FoundMark {
  readonly kind: 'opaque' | 'malformed';
  readonly start: number;
  readonly end: number;
  /** What to tell the reader; empty for `opaque`. */
  readonly message: string;
}

/** A link's label as it is compared: folded to lower case, with single blanks. Source: Pandoc's manual, "Reference links". */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
