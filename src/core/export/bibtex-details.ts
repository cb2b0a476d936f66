import { readNames } from '../digests/bibtex/names.ts';
import type { RawEntry } from '../digests/bibtex/raw.ts';
import type { BibtexSource } from './bibtex-source.ts';
import { hasIssues, pageRange, type Details } from './details.ts';

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
export function bibtexDetails(source: BibtexSource, entry: RawEntry): Details {
  const values = new Map<string, string>();
  for (const [variable, ...fields] of FIELDS) {
    const value = source.valueOf(entry, ...fields);
    if (value !== '') values.set(variable, variable === 'page' ? pageRange(value) : value);
  }
  const type = TYPES.get(entry.type) ?? null;
  // A report's and a work's number is no issue.
  const issue = values.get('issue');
  if (issue !== undefined && !hasIssues(type)) {
    values.delete('issue');
    values.set('number', issue);
  }
  const editors = source.rawOf(entry, 'editor');
  return {
    type,
    values,
    editors: editors === '' ? [] : readNames(editors).authors,
    isEdited: source.rawOf(entry, 'author') === '',
  };
}
