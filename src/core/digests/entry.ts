import type { IsoDate } from '../text/dates.ts';
import type { Span } from '../text/span.ts';

/** A person, or a body that wrote as one (`literal`). `family` holds particles that sort with it ("van der Berg"). */
export type Author =
  { readonly family: string; readonly given: string | null } | { readonly literal: string };

/** Where an entry's parts stand in its file; null where the digest does not print the part. */
export interface EntrySpans {
  /** From the first to behind the last character of everything that belongs to the entry. */
  readonly entry: Span;
  readonly title: Span | null;
  readonly abstract: Span | null;
  /** The line or lines below an abstract that hold author count and date. */
  readonly footer: Span | null;
  readonly key: Span | null;
  readonly arxiv: Span | null;
  readonly doi: Span | null;
}

/**
 * One paper as one digest gives it. Values are as the digest prints them (LaTeX that a page broke stays broken);
 * only what the format itself wraps or escapes is undone. `null` means that the digest does not say.
 */
export interface Entry {
  readonly spans: EntrySpans;
  /** The citekey that a bibliography gives. */
  readonly key: string | null;
  /** Further citekeys that the bibliography gives: BibLaTeX's `ids`. */
  readonly otherKeys: readonly string[];
  /** The name by which Pandoc finds the entry, where that is not `key`. */
  readonly pandocKey?: string | undefined;
  readonly title: string;
  /** The authors that are named; may be fewer than `authorCount`. */
  readonly authors: readonly Author[];
  /** Of all authors. Null where nobody is named and their number is not told; where some are named, null means that there are others. */
  readonly authorCount: number | null;
  readonly date: IsoDate | null;
  /** True where the year is not printed but concluded. */
  readonly dateInferred: boolean;
  readonly abstract: string | null;
  /** Without `arXiv:` and version: `2310.05869`, `hep-th/9901001`. */
  readonly arxiv: string | null;
  readonly arxivVersion: number | null;
  /** Without resolver, in lower case: `10.1000/xyz`. */
  readonly doi: string | null;
  readonly url: string | null;
  readonly venue: string | null;
  /** Where in it the paper is printed. */
  readonly locator: Locator | null;
  readonly comments: number | null;
  readonly upvotes: number | null;
  /** What the digest says that the paper is about: categories, keywords, section headings. */
  readonly subjects: readonly string[];
  /** True where the identifiers came from a parent (a chapter's book): such identifiers join no papers. */
  readonly identifiersInherited: boolean;
  /** As what a daily listing or feed announced the paper; null where the digest announces nothing. */
  readonly announced: Announcement | null;
  /** What the digest says that this paper cites. */
  readonly cites: readonly CitedWork[];
  /** Two entries of one origin were made from the same text: they say the same, wherever they stand. */
  readonly origin?: object;
}

/** Where in a journal a paper is printed; at least one is known. */
export interface Locator {
  readonly volume: string | null;
  /** Of the issue. */
  readonly number: string | null;
  /** The first page, or the number of an article that has none. */
  readonly page: string | null;
}

/** What of a locator is known, `pages` with or without the last one; null where nothing is. */
export function locatorOf(
  volume: string | null,
  number: string | null,
  pages: string | null,
): Locator | null {
  const page = pages === null ? null : (/[\p{L}\p{N}.]+/u.exec(pages)?.[0] ?? null);
  return (volume ?? number ?? page) === null ? null : { volume, number, page };
}

/** A paper as another one's list of references names it; at least one is not null. */
export interface CitedWork {
  readonly arxiv: string | null;
  readonly doi: string | null;
  readonly title: string | null;
}

/** A new paper, one of another field that is listed here too, or a new version of an older one. */
export type Announcement = 'new' | 'cross' | 'replacement';

/** An entry of which nothing but title and place is known: what parsers fill in. */
export function bareEntry(title: string, entry: Span, titleSpan: Span | null): Entry {
  return {
    spans: { entry, title: titleSpan, abstract: null, footer: null, key: null, arxiv: null, doi: null },
    key: null,
    otherKeys: [],
    title,
    authors: [],
    authorCount: null,
    date: null,
    dateInferred: false,
    abstract: null,
    arxiv: null,
    arxivVersion: null,
    doi: null,
    url: null,
    venue: null,
    locator: null,
    comments: null,
    upvotes: null,
    subjects: [],
    identifiersInherited: false,
    announced: null,
    cites: [],
  };
}

/** Whether there are authors beside those that are named ("and others"). */
export function hasUnnamedAuthors({ authors, authorCount }: Pick<Entry, 'authors' | 'authorCount'>): boolean {
  return authors.length > 0 && (authorCount === null || authorCount > authors.length);
}

/** Whether a bibliography gives the entry this key. */
export function isGivenKey({ key, otherKeys }: Entry, name: string): boolean {
  return key === name || otherKeys.includes(name);
}

/** All keys that a bibliography gives the entry, the foremost first. */
export function givenKeysOf({ key, otherKeys }: Entry): readonly string[] {
  return key === null ? otherKeys : [key, ...otherKeys];
}

/** The same at other places. An entry's values may be getters, which a spread would lose. */
export function entryAt(entry: Entry, spans: EntrySpans): Entry {
  return {
    spans,
    key: entry.key,
    otherKeys: entry.otherKeys,
    ...(entry.pandocKey !== undefined && { pandocKey: entry.pandocKey }),
    title: entry.title,
    authors: entry.authors,
    authorCount: entry.authorCount,
    date: entry.date,
    dateInferred: entry.dateInferred,
    abstract: entry.abstract,
    arxiv: entry.arxiv,
    arxivVersion: entry.arxivVersion,
    doi: entry.doi,
    url: entry.url,
    venue: entry.venue,
    locator: entry.locator,
    comments: entry.comments,
    upvotes: entry.upvotes,
    subjects: entry.subjects,
    identifiersInherited: entry.identifiersInherited,
    announced: entry.announced,
    cites: entry.cites,
  };
}
