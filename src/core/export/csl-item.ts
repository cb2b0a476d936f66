import type { Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';
import { containerOf, NO_DETAILS, suffixOf, writersOf, type Details } from './details.ts';
import { arxivWith, urlOf } from './bibtex-entry.ts';
import { printedDate } from './printed-date.ts';
import { workKind, type WorkKind } from './work-kind.ts';

const TYPES: Record<WorkKind, string> = {
  article: 'article-journal',
  conference: 'paper-conference',
  report: 'report',
  preprint: 'article',
  other: 'article',
};

/** A paper as a CSL-JSON item (citation-style-language.org, schema 1.0.2). Unknown fields are left out. */
export function cslItem(
  paper: Paper,
  key = paper.key,
  details: Details = NO_DETAILS,
  version?: number,
): Record<string, unknown> {
  const item: Record<string, unknown> = {
    id: key,
    type: details.type ?? TYPES[workKind(paper)],
    title: paper.title,
  };
  const writers = writersOf(paper, details);
  if (writers.length > 0) item['author'] = writers.map(cslName);
  if (details.editors.length > 0) item['editor'] = details.editors.map(cslName);
  const date = printedDate(paper);
  if (date !== null) item['issued'] = { 'date-parts': [date.split('-').map(Number)] };
  const container = containerOf(paper, details);
  if (container !== null) item['container-title'] = container;
  for (const [name, value] of details.values) if (value !== container) item[name] = value;
  if (paper.doi !== null) item['DOI'] = paper.doi;
  if (paper.arxiv !== null) {
    const id = `arXiv:${arxivWith(paper.arxiv, version)}`;
    // Beside a journal it would be taken for the number of an issue.
    if (container === null || workKind(paper) === 'preprint') item['number'] ??= id;
    item['archive'] = 'arXiv';
    item['archive_location'] = id;
    if (item['publisher'] === undefined && paper.venue === null) item['publisher'] = 'arXiv';
  }
  const url = urlOf(paper, version) ?? paper.url;
  if (url !== null) item['URL'] = url;
  if (paper.subjects.length > 0) item['keyword'] = paper.subjects.join(', ');
  if (paper.abstract !== null) item['abstract'] = paper.abstract;
  return item;
}

/** Particles that sort with the family name ("van der Berg") have a place of their own. */
export function cslName(author: Author): Record<string, string> {
  if ('literal' in author) return { literal: author.literal };
  const [, particle, family] = /^(\p{Ll}[\p{L}'’]*(?: \p{Ll}[\p{L}'’]*)*) (\S.*)$/u.exec(author.family) ?? [];
  const name: Record<string, string> =
    particle === undefined || family === undefined
      ? { family: author.family }
      : { 'non-dropping-particle': particle, family };
  const { given, suffix } = suffixOf(author.given ?? '');
  if (given !== '') name['given'] = given;
  if (suffix !== null) name['suffix'] = suffix;
  return name;
}
