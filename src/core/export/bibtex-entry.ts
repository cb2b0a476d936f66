import { hasUnnamedAuthors, type Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';
import { bibtexPlaces } from './bibtex-places.ts';
import { NO_DETAILS, suffixOf, writersOf, type Details } from './details.ts';
import { printedDate } from './printed-date.ts';

/** What a bibliography wants of every entry. */
export type Wanted = 'author' | 'year';

/** A BibTeX entry that we write, and what a bibliography would want and the library does not know. */
export interface WrittenEntry {
  readonly text: string;
  readonly missing: readonly Wanted[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A paper as one BibTeX entry that BibTeX, biber and Pandoc read: well-formed whatever the title holds, capitals that a style must
 * not lower in braces, no empty field. `version` is that of the arXiv paper which is meant. Ends with a line end. Text beyond ASCII stays as it is.
 */
export function bibtexEntry(
  paper: Paper,
  key = paper.key,
  version?: number,
  details: Details = NO_DETAILS,
): WrittenEntry {
  const fields: [string, string][] = [['title', `{${protectCapitals(paper.title)}}`]];
  const others = hasUnnamedAuthors(paper);
  const writers = writersOf(paper, details);
  if (writers.length > 0) fields.push(['author', `{${nameList(writers, others)}}`]);
  if (details.editors.length > 0)
    fields.push(['editor', `{${nameList(details.editors, others && writers.length === 0)}}`]);
  const [year, month] = printedDate(paper)?.split('-') ?? [];
  if (year !== undefined) fields.push(['year', `{${year}}`]);
  if (month !== undefined) fields.push(['month', MONTHS[Number(month) - 1] ?? `{${month}}`]);
  const { type, places } = bibtexPlaces(paper, details);
  for (const [name, value] of places) fields.push([name, `{${escapeLatex(value)}}`]);
  if (paper.doi !== null) fields.push(['doi', `{${escapeVerbatim(paper.doi)}}`]);
  if (paper.arxiv !== null)
    fields.push(['eprint', `{${arxivWith(paper.arxiv, version)}}`], ['archiveprefix', '{arXiv}']);
  const url = urlOf(paper, version);
  if (url !== null) fields.push(['url', `{${escapeVerbatim(url)}}`]);
  const body = fields.map(([name, value]) => `  ${name} = ${value},\n`).join('');
  return { text: `@${type}{${key},\n${body}}\n`, missing: missingOf(paper) };
}

/** What a bibliography would want and the library does not know. */
export function missingOf(paper: Paper): Wanted[] {
  const missing: Wanted[] = [];
  if (paper.authors.length === 0) missing.push('author');
  if (printedDate(paper) === null) missing.push('year');
  return missing;
}

/** An arXiv id, with the version where one is meant. */
export function arxivWith(id: string, version: number | undefined): string {
  return version === undefined ? id : `${id}v${version}`;
}

/** The page of a paper; null where its DOI says it all. */
export function urlOf(paper: Paper, version?: number): string | null {
  if (paper.doi !== null) return null;
  return paper.arxiv === null ? paper.url : `https://arxiv.org/abs/${arxivWith(paper.arxiv, version)}`;
}

/** Text for a LaTeX field: what LaTeX would act on is escaped, and braces can neither open nor close anything. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, (mark) => LATEX_ESCAPES.get(mark) ?? mark).replace(/\s+/g, ' ');
}

const LATEX_ESCAPES = new Map([
  ['\\', '\\textbackslash{}'],
  // Not \\{ and \\}: BibTeX counts a brace although it is escaped.
  ['{', '\\textbraceleft{}'],
  ['}', '\\textbraceright{}'],
  ['&', '\\&'],
  ['%', '\\%'],
  ['$', '\\$'],
  ['#', '\\#'],
  ['_', '\\_'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
]);

/** Words with a capital behind their first letter keep it: `{HyperAttention}`, `{LLMs}`. */
function protectCapitals(title: string): string {
  return title
    .split(/(\s+|-)/)
    .map((word) => (/^[^\p{L}]*\p{L}.*\p{Lu}/u.test(word) ? `{${escapeLatex(word)}}` : escapeLatex(word)))
    .join('');
}

function nameList(people: readonly Author[], others: boolean): string {
  return [...people.map(bibtexName), ...(others ? ['others'] : [])].join(' and ');
}

function bibtexName(author: Author): string {
  if ('literal' in author) return `{${escapeLatex(author.literal)}}`;
  const family = nameText(author.family);
  return author.given === null
    ? /[\s,]/.test(family)
      ? `{${family}}`
      : family
    : `${family}, ${suffixed(author.given)}`;
}

/** A part of a name; "and" in it would divide two people. */
function nameText(part: string): string {
  return /(?:^|\s)and(?:\s|$)/i.test(part) ? `{${escapeLatex(part)}}` : escapeLatex(part);
}

/** `Jr., Jane`: behind the family name BibTeX wants the suffix first. */
function suffixed(name: string): string {
  const { given, suffix } = suffixOf(name);
  return suffix === null ? nameText(given) : `${nameText(suffix)}, ${nameText(given)}`;
}

/** DOIs and addresses are read verbatim; a brace would end the field, so it is percent-encoded. */
function escapeVerbatim(text: string): string {
  return text.replace(/[{}\s\\]/g, (mark) => encodeURIComponent(mark));
}
