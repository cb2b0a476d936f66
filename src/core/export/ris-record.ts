import type { Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';
import { arxivWith, urlOf } from './bibtex-entry.ts';
import { containerOf, NO_DETAILS, writersOf, type Details } from './details.ts';
import { printedDate } from './printed-date.ts';
import { workKind, type WorkKind } from './work-kind.ts';

const TYPES: Record<WorkKind, string> = {
  article: 'JOUR',
  conference: 'CPAPER',
  report: 'RPRT',
  preprint: 'UNPB',
  other: 'GEN',
};

/** Types of RIS for those of CSL. */
const CSL_TYPES = new Map(
  Object.entries({
    'article-journal': 'JOUR',
    'article-magazine': 'MGZN',
    'article-newspaper': 'NEWS',
    'paper-conference': 'CPAPER',
    book: 'BOOK',
    chapter: 'CHAP',
    report: 'RPRT',
    thesis: 'THES',
    webpage: 'ELEC',
    manuscript: 'UNPB',
    patent: 'PAT',
    dataset: 'DATA',
    software: 'COMP',
  }),
);

const PERIODICALS = new Set(['JOUR', 'MGZN', 'NEWS']);

/** Tags for CSL's variables, in the order in which they are written. */
const TAGS: readonly (readonly [string, string])[] = [
  ['volume', 'VL'],
  ['issue', 'IS'],
  ['number', 'M1'],
  ['publisher', 'PB'],
  ['publisher-place', 'CY'],
  ['edition', 'ET'],
  ['collection-title', 'T3'],
  ['ISSN', 'SN'],
  ['ISBN', 'SN'],
  ['language', 'LA'],
];

/** A paper as a RIS record with the tags that reference managers agree on; lines end in CRLF as the format has it. */
export function risRecord(
  paper: Paper,
  key = paper.key,
  details: Details = NO_DETAILS,
  version?: number,
): string {
  const type = CSL_TYPES.get(details.type ?? '') ?? TYPES[workKind(paper)];
  const lines: [string, string][] = [['TY', type]];
  lines.push(['ID', key], ['TI', paper.title]);
  for (const author of writersOf(paper, details)) lines.push(['AU', risName(author)]);
  for (const editor of details.editors) lines.push(['ED', risName(editor)]);
  const date = printedDate(paper);
  if (date !== null) lines.push(['PY', date.slice(0, 4)], ['DA', date.replaceAll('-', '/')]);
  const container = containerOf(paper, details);
  if (container !== null) lines.push([PERIODICALS.has(type) ? 'JO' : 'T2', container]);
  for (const [name, tag] of TAGS) {
    const value = details.values.get(name);
    if (value !== undefined && value !== container) lines.push([tag, value]);
  }
  const [first, last] = (details.values.get('page') ?? '').split('–');
  if (first) lines.push(['SP', first]);
  if (last) lines.push(['EP', last]);
  if (paper.doi !== null) lines.push(['DO', paper.doi]);
  if (paper.arxiv !== null) lines.push(['AN', `arXiv:${arxivWith(paper.arxiv, version)}`]);
  const url = urlOf(paper, version) ?? paper.url;
  if (url !== null) lines.push(['UR', url]);
  for (const subject of paper.subjects) lines.push(['KW', subject]);
  if (paper.abstract !== null) lines.push(['AB', paper.abstract]);
  lines.push(['ER', '']);
  return lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, ' ').trim()}\r\n`).join('');
}

function risName(author: Author): string {
  if ('literal' in author) return author.literal;
  return author.given === null ? author.family : `${author.family}, ${author.given}`;
}
