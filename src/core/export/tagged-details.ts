import { nbibRecord } from '../digests/tagged/nbib.ts';
import { risAuthor, risFields } from '../digests/tagged/ris.ts';
import { TaggedRecord } from '../digests/tagged/tagged-digest.ts';
import { hasIssues, pageRange, type Details } from './details.ts';

/** CSL's types for those of RIS. Source: Reference Manager's format specification (2001), and what later programs added. */
const TYPES = new Map(
  Object.entries({
    JOUR: 'article-journal',
    JFULL: 'article-journal',
    EJOUR: 'article-journal',
    ABST: 'article-journal',
    MGZN: 'article-magazine',
    NEWS: 'article-newspaper',
    BOOK: 'book',
    EBOOK: 'book',
    EDBOOK: 'book',
    CHAP: 'chapter',
    ECHAP: 'chapter',
    CONF: 'paper-conference',
    CPAPER: 'paper-conference',
    RPRT: 'report',
    THES: 'thesis',
    ELEC: 'webpage',
    BLOG: 'webpage',
    MANSCPT: 'manuscript',
    UNPB: 'manuscript',
    PAT: 'patent',
    DATA: 'dataset',
    COMP: 'software',
  }),
);

/** CSL's variables, each with the tags that may hold it. */
const TAGS: readonly (readonly [string, ...string[]])[] = [
  ['volume', 'VL'],
  ['publisher', 'PB'],
  ['publisher-place', 'CY', 'PP'],
  ['edition', 'ET'],
  ['collection-title', 'T3'],
  ['language', 'LA'],
];

/** What a record of a RIS file says. */
export function risDetails(own: string): Details {
  const { text, fields } = risFields(own);
  const record = new TaggedRecord(text, fields);
  const type = TYPES.get(record.value('TY')?.toUpperCase() ?? '') ?? null;
  const values = new Map<string, string>();
  for (const [variable, ...tags] of TAGS) set(values, variable, record.value(...tags));
  const issue = record.value('IS', 'CP');
  if (hasIssues(type)) set(values, 'issue', issue);
  else set(values, 'number', issue ?? numberIn(record));
  set(values, 'page', pagesOf(record.value('SP'), record.value('EP')));
  const serial = record.value('SN');
  if (serial !== null) set(values, /^\D*\d{4}-?\d{3}[\dX](?![\d-])/i.test(serial) ? 'ISSN' : 'ISBN', serial);
  if (type === 'thesis') set(values, 'genre', record.value('M3'));
  const isPart = type === 'chapter' || type === 'paper-conference';
  const editors = record.all(...(isPart ? ['ED', 'A2'] : ['ED']));
  return {
    type,
    values,
    editors: editors.flatMap((line) => line.split(';')).map(risAuthor),
    isEdited: record.field('AU', 'A1') === null,
  };
}

/** What a record of PubMed says; its pages leave out what the last has in common with the first: `1021-9`. */
export function nbibDetails(own: string): Details {
  const record = nbibRecord(own);
  const values = new Map<string, string>();
  set(values, 'volume', record.value('VI'));
  set(values, 'issue', record.value('IP'));
  const pages = record.value('PG');
  if (pages !== null) set(values, 'page', pagesOf(pages.replace(/^(\d+)-(\d+)$/, wholePages), null));
  set(values, 'ISSN', record.value('IS')?.replace(/ \(.*/, '') ?? null);
  return { type: record.field('JT', 'TA') ? 'article-journal' : null, values, editors: [], isEdited: false };
}

function wholePages(_: string, first: string, last: string): string {
  const shared = last.length < first.length ? first.slice(0, first.length - last.length) : '';
  return `${first}-${shared}${last}`;
}

/** Programs write all kinds of numbers there, also that of an arXiv paper. */
function numberIn(record: TaggedRecord): string | null {
  const number = record.value('M1');
  return number !== null && /^[\p{L}\d./ -]{1,30}$/u.test(number) ? number : null;
}

function pagesOf(first: string | null, last: string | null): string | null {
  if (first === null || last === null || first === last || /\d\s*[-–—]+\s*\d/.test(first))
    return first === null ? null : pageRange(first);
  return `${first}–${last}`;
}

function set(values: Map<string, string>, name: string, value: string | null): void {
  const text = value?.replace(/\s+/g, ' ').trim() ?? '';
  if (text !== '') values.set(name, text);
}
