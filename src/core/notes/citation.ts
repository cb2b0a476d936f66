import type { NamedBibliographies } from './bibliography-names.ts';
import type { NamedStyle } from './style-names.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';

/** One mention of a paper in a note. All spans are in UTF-16 offsets of the note. */
export type Citation = PandocCitation | WikilinkCitation | IdentifierCitation;

/** The same, or a key in TeX. */
export type AnyCitation = Citation | TexCitation;

interface Mention {
  /** The whole mention: `@key` or `-@key` with its braces, `[[...]]`, or the printed identifier or URL. */
  readonly span: Span;
  /** The part that names the paper: the key without `@`, the wikilink's target without `@`, the identifier. */
  readonly target: Span;
  /** The name itself: a citekey as Pandoc reads it, a wikilink's target, an identifier without prefix. */
  readonly name: string;
}

/** `@key`, `-@key`, `@{any key}` and their groups. */
export interface PandocCitation extends Mention {
  readonly form: 'pandoc';
  /** True for `@key` in the running text, false inside a group's brackets. */
  readonly inText: boolean;
  readonly suppressAuthor: boolean;
  /** Raw Markdown before and behind the citation in its group, trimmed; a locator is part of the suffix. */
  readonly prefix: string;
  readonly suffix: string;
  /** The brackets that hold the citation, or, for `@key [p. 3]`, the citation with its brackets. */
  readonly group: Span | null;
  /** True where programs that know no citations show a link: `[[@John Doe]]`, or `[@user]` where the note has `[@user]: https://…`. */
  readonly isLink: boolean;
}

/** `[[key]]`, `[[@key]]`, `[[Title]]`, with `#heading`, `#^block` and `|alias`. */
export interface WikilinkCitation extends Mention {
  readonly form: 'wikilink';
  /** True where the target is written with `@`, which only a citekey is. */
  readonly marked: boolean;
  /** What follows `#`, without it. */
  readonly fragment: string | null;
}

/** A printed arXiv id, a DOI, a URL of either, or manubot's `@doi:`, `@arxiv:`, `@url:`. */
export interface IdentifierCitation extends Mention {
  readonly form: 'identifier';
  readonly scheme: 'arxiv' | 'doi' | 'url';
  /** The version that an arXiv id is printed with. */
  readonly version: number | null;
  /** True for manubot's spellings, which begin with `@`. */
  readonly manubot: boolean;
}

/** A key of `\\cite{key}` or its kin, in TeX that Pandoc hands through: a use of the key, though no citation of Pandoc's. */
export interface TexCitation extends Mention {
  readonly form: 'tex';
}

/** What a note holds for us. */
export interface NoteScan {
  /** By place, ascending; never overlapping. */
  readonly citations: readonly Citation[];
  /**
   * Those by key or title in the strings of its metadata, which Pandoc reads as Markdown, as Obsidian does links. They are held against the
   * bibliography and renamed with all others, but do not count among the places that mention a paper.
   */
  readonly inMetadata: readonly Citation[];
  /** Keys that TeX in the note cites: no mentions, but found and renamed with all others. */
  readonly inTex: readonly TexCitation[];
  /** Malformed groups, invalid front matter. */
  readonly problems: readonly Problem[];
  readonly bibliography: NamedBibliographies;
  readonly styles: readonly NamedStyle[];
  /** Kinds of cross-references that it adds to Quarto's own. */
  readonly kinds: readonly string[];
  /** The front matter's span with its fences, or null. */
  readonly frontMatter: Span | null;
  /** The front matter and the insides of the blocks of metadata that stand in the text. */
  readonly metadata: readonly Span[];
}

/** All of a note that names papers: in metadata, TeX and text. */
export function allCitations({ inMetadata, inTex, citations }: NoteScan): readonly AnyCitation[] {
  return inMetadata.length + inTex.length === 0 ? citations : [...inMetadata, ...inTex, ...citations];
}

/** How a note's file is read: Quarto and R Markdown have cross-references that look like citations. */
export type NoteDialect = 'markdown' | 'quarto' | 'rmarkdown';
