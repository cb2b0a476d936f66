import type { Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';

/** A BibTeX entry that we write, and what a bibliography would want and the library does not know. */
export interface WrittenEntry {
  readonly text: string;
  readonly missing: readonly ('author' | 'year')[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A paper as one BibTeX entry that BibTeX, biber and Pandoc read: well-formed whatever the title holds, capitals that a style must
 * not lower in braces, no empty field. Ends with a line end. Text beyond ASCII stays as it is.
 */
export function bibtexEntry(paper: Paper, key = paper.key): WrittenEntry {
  const fields: [string, string][] = [['title', `{${protectCapitals(paper.title)}}`]];
  if (paper.authors.length > 0) fields.push(['author', `{${authorList(paper)}}`]);
  const [year, month] = paper.date?.split('-') ?? [];
  if (year !== undefined) fields.push(['year', `{${year}}`]);
  if (month !== undefined) fields.push(['month', MONTHS[Number(month) - 1] ?? `{${month}}`]);
  const isArticle = paper.venue !== null && paper.doi !== null;
  if (paper.venue !== null)
    fields.push([isArticle ? 'journal' : 'howpublished', `{${escapeLatex(paper.venue)}}`]);
  if (paper.doi !== null) fields.push(['doi', `{${escapeVerbatim(paper.doi)}}`]);
  if (paper.arxiv !== null) fields.push(['eprint', `{${paper.arxiv}}`], ['archiveprefix', '{arXiv}']);
  else if (paper.url !== null && paper.doi === null) fields.push(['url', `{${escapeVerbatim(paper.url)}}`]);
  const missing: ('author' | 'year')[] = [];
  if (paper.authors.length === 0) missing.push('author');
  if (year === undefined) missing.push('year');
  const body = fields.map(([name, value]) => `  ${name} = ${value},\n`).join('');
  return { text: `@${isArticle ? 'article' : 'misc'}{${key},\n${body}}\n`, missing };
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

function authorList(paper: Paper): string {
  const names = paper.authors.map(bibtexName);
  if (paper.authorCount !== null && paper.authorCount > names.length) names.push('others');
  return names.join(' and ');
}

function bibtexName(author: Author): string {
  if ('literal' in author) return `{${escapeLatex(author.literal)}}`;
  const family = /\sand\s/i.test(author.family)
    ? `{${escapeLatex(author.family)}}`
    : escapeLatex(author.family);
  return author.given === null
    ? /[\s,]/.test(family)
      ? `{${family}}`
      : family
    : `${family}, ${escapeLatex(author.given)}`;
}

/** DOIs and addresses are read verbatim; a brace would end the field, so it is percent-encoded. */
function escapeVerbatim(text: string): string {
  return text.replace(/[{}\s\\]/g, (mark) => encodeURIComponent(mark));
}
