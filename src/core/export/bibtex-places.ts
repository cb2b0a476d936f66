import type { Paper } from '../library/paper.ts';
import { containerOf, type Details } from './details.ts';
import { workKind, type WorkKind } from './work-kind.ts';

/** A type of entry with its fields for that in which a work appeared, and for who brought it out. */
type Form = readonly [type: string, container: string, publisher: string];

const ARTICLE: Form = ['article', 'journal', 'publisher'];
const PAPER: Form = ['inproceedings', 'booktitle', 'publisher'];
const REPORT: Form = ['techreport', 'institution', 'institution'];
const MISC: Form = ['misc', 'howpublished', 'publisher'];

const BY_KIND: Record<WorkKind, Form> = {
  article: ARTICLE,
  conference: PAPER,
  report: REPORT,
  preprint: MISC,
  other: MISC,
};

/** By CSL's types. Those that BibTeX does not know BibLaTeX and Pandoc do, and BibTeX takes them for @misc. */
const BY_TYPE: ReadonlyMap<string, Form> = new Map([
  ['article-journal', ARTICLE],
  ['article-magazine', ARTICLE],
  ['article-newspaper', ARTICLE],
  ['paper-conference', PAPER],
  ['book', ['book', 'series', 'publisher']],
  ['chapter', ['incollection', 'booktitle', 'publisher']],
  ['report', REPORT],
  ['thesis', ['phdthesis', 'school', 'school']],
  ['webpage', ['online', 'howpublished', 'organization']],
  ['manuscript', ['unpublished', 'howpublished', 'publisher']],
  ['patent', ['patent', 'howpublished', 'publisher']],
  ['dataset', ['dataset', 'howpublished', 'publisher']],
  ['software', ['software', 'howpublished', 'publisher']],
]);

/** Fields for CSL's variables, in the order in which they are written. */
const FIELDS: readonly (readonly [string, string])[] = [
  ['collection-title', 'series'],
  ['volume', 'volume'],
  ['issue', 'number'],
  ['number', 'number'],
  ['page', 'pages'],
  ['edition', 'edition'],
  ['chapter-number', 'chapter'],
  ['publisher-place', 'address'],
  ['ISBN', 'isbn'],
  ['ISSN', 'issn'],
  ['language', 'language'],
];

/** The type of entry, and where a paper appeared: fields with plain text. */
export function bibtexPlaces(
  paper: Paper,
  details: Details,
): { readonly type: string; readonly places: ReadonlyMap<string, string> } {
  const { values } = details;
  const [type, container, publisher] = BY_TYPE.get(details.type ?? '') ?? BY_KIND[workKind(paper)];
  const places = new Map<string, string>();
  const add = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined && !places.has(name)) places.set(name, value);
  };
  // That an arXiv paper appeared at arXiv is said by its eprint.
  if (!(type === 'misc' && paper.arxiv !== null)) add(container, containerOf(paper, details));
  add(publisher, values.get('publisher'));
  const said = new Set(places.values());
  for (const [variable, field] of FIELDS) {
    const value = values.get(variable);
    if (value !== undefined && !(variable === 'collection-title' && said.has(value)))
      add(field, field === 'pages' ? value.replaceAll('–', '--') : value);
  }
  const genre = values.get('genre');
  if (type === 'techreport' || type === 'phdthesis') add('type', genre);
  return { type: type === 'phdthesis' && /master/i.test(genre ?? '') ? 'mastersthesis' : type, places };
}
