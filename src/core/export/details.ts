import type { Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';

/** What a bibliography says of a work beyond the fields that papers have, by the names of CSL's variables. */
export interface Details {
  /** A CSL type. */
  readonly type: string | null;
  readonly values: ReadonlyMap<string, string>;
  readonly editors: readonly Author[];
  /** Whether nobody is named as author: of such a work, papers hold the editors as authors. */
  readonly isEdited: boolean;
}

export const NO_DETAILS: Details = { type: null, values: new Map(), editors: [], isEdited: false };

/** Who wrote a paper; nobody where it is only edited. */
export function writersOf({ authors }: Pick<Paper, 'authors'>, details: Details): readonly Author[] {
  const isSame = JSON.stringify(authors) === JSON.stringify(details.editors);
  return details.isEdited && isSame ? [] : authors;
}

/** Pages as we write them in all formats but BibTeX: `3–9`. */
export function pageRange(pages: string): string {
  return pages.replace(/\s*[-–—]+\s*/g, '–');
}

/** Whether a number of a work of this type is that of an issue. */
export function hasIssues(type: string | null): boolean {
  return type?.startsWith('article-') ?? false;
}

/**
 * Where a paper appeared, as far as that is a journal, a book or a meeting: of a book or thesis, papers hold the publisher or school as
 * their venue.
 */
export function containerOf({ venue }: Pick<Paper, 'venue'>, { values }: Details): string | null {
  return venue === values.get('publisher') ? null : venue;
}

/** Given names and the suffix that papers keep behind them: `Jane, Jr.`. */
export function suffixOf(given: string): { readonly given: string; readonly suffix: string | null } {
  const comma = given.lastIndexOf(', ');
  const suffix = given.slice(comma + 2);
  if (comma < 1 || !/^(?:jr|sr)\.?$|^[ivx]+\.?$/i.test(suffix)) return { given, suffix: null };
  return { given: given.slice(0, comma), suffix };
}
