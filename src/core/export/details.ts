import { readNames } from '../digests/bibtex/names.ts';
import type { Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';
import type { BibtexSource } from './bibtex-source.ts';
import type { RawEntry } from '../digests/bibtex/raw.ts';

/** What a bibliography says of a work beyond the fields that papers have, by the names of CSL's variables. */
export interface Details {
  /** A CSL type. */
  readonly type: string | null;
  readonly values: ReadonlyMap<string, string>;
  readonly editors: readonly Author[];
}

export const NO_DETAILS: Details = { type: null, values: new Map(), editors: [] };

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

/** CSL's types for those of BibTeX and BibLaTeX. Source: the biblatex manual, "Entry Types"; the CSL specification, "Types". */
const TYPES = new Map(
  Object.entries({
    article: 'article-journal',
    book: 'book',
    mvbook: 'book',
    proceedings: 'book',
    collection: 'book',
    inbook: 'chapter',
    incollection: 'chapter',
    bookinbook: 'chapter',
    inproceedings: 'paper-conference',
    conference: 'paper-conference',
    manual: 'report',
    report: 'report',
    techreport: 'report',
    mastersthesis: 'thesis',
    phdthesis: 'thesis',
    thesis: 'thesis',
    online: 'webpage',
    electronic: 'webpage',
    www: 'webpage',
    unpublished: 'manuscript',
    patent: 'patent',
    dataset: 'dataset',
    software: 'software',
  }),
);

/** CSL's variables, each with the fields that may hold it. `journaltitle` and its kin are the paper's venue. */
const FIELDS: readonly (readonly [string, ...string[]])[] = [
  ['volume', 'volume'],
  ['issue', 'number', 'issue'],
  ['page', 'pages'],
  ['publisher', 'publisher', 'school', 'institution', 'organization'],
  ['publisher-place', 'location', 'address'],
  ['edition', 'edition'],
  ['collection-title', 'series'],
  ['chapter-number', 'chapter'],
  ['genre', 'type'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
  ['event-title', 'eventtitle'],
  ['language', 'langid', 'language'],
];

/** What an entry of a .bib file says, with what it inherits. */
export function detailsOf(source: BibtexSource, entry: RawEntry): Details {
  const values = new Map<string, string>();
  for (const [variable, ...fields] of FIELDS) {
    const value = source.valueOf(entry, ...fields);
    if (value !== '') values.set(variable, variable === 'page' ? value.replace(/\s*[-–—]+\s*/g, '–') : value);
  }
  const type = TYPES.get(entry.type) ?? null;
  // A report's and a work's number is no issue.
  const issue = values.get('issue');
  if (issue !== undefined && type !== 'article-journal') {
    values.delete('issue');
    values.set('number', issue);
  }
  const editors = source.rawOf(entry, 'editor');
  return { type, values, editors: editors === '' ? [] : readNames(editors).authors };
}
