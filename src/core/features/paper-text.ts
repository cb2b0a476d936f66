import { hasUnnamedAuthors, type Author } from '../digests/entry.ts';
import type { FormatId } from '../digests/format.ts';
import { isDateOfArxiv, type Paper } from '../library/paper.ts';
import { preprintDateOf, publishedVersionOf } from '../library/versions.ts';
import { displayDate, yearOf } from '../text/dates.ts';
import { plainLine } from '../text/markdown-escape.ts';
import { readableText } from '../text/readable-math.ts';
import { rowText } from '../text/row-text.ts';

/** The words in which people read about a paper: plain text, never markup. */

export function shownTitle(paper: Paper): string {
  const title = plainLine(readableText(paper.title));
  return title === '' ? `(untitled) ${paper.key}` : title;
}

/** The title in one row of a view. */
export function rowTitle(paper: Paper): string {
  return rowText(shownTitle(paper));
}

/** The abstract's paragraphs. */
export function shownAbstract(paper: Paper): string[] {
  return (paper.abstract ?? '')
    .split(/\n\s*\n/)
    .map((paragraph) => plainLine(readableText(paragraph)))
    .filter((paragraph) => paragraph !== '');
}

/** "Vaswani, Shazeer and 6 more", "Brown and others", "8 authors", or null where nothing is known. */
export function shownAuthors(paper: Paper, most = 3): string | null {
  const names = paper.authors.map(shownName);
  if (names.length === 0) return paper.authorCount === null ? null : plural(paper.authorCount, 'author');
  const total = Math.max(names.length, paper.authorCount ?? 0);
  const isOpen = hasUnnamedAuthors(paper);
  if (total <= most && !isOpen) {
    return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
  }
  const shown = names.slice(0, Math.max(1, most - 1));
  if (isOpen && paper.authorCount === null) return `${shown.join(', ')} and others`;
  return `${shown.join(', ')} and ${total - shown.length} more`;
}

/** The date in words; an inferred one says so. */
export function shownDate(paper: Paper): string | null {
  if (paper.date === null) return null;
  const shown = displayDate(paper.date);
  if (!paper.dateInferred) return shown;
  return `${shown} (${isDateOfArxiv(paper) ? 'from the arXiv id' : 'year inferred'})`;
}

/** One short line for lists: "2023 · 6 authors". */
export function shortDetail(paper: Paper): string {
  const year = paper.date === null ? null : String(yearOf(paper.date));
  return rowText([year, shownAuthors(paper, 2)].filter((part) => part !== null).join(' · '));
}

/** The facts below a title: authors, date, venue, comments, upvotes. */
export function metaLine(paper: Paper): string[] {
  const authors = shownAuthors(paper, 6);
  return [...(authors === null ? [] : [authors]), ...factLine(paper)];
}

/** The same without the authors. */
export function factLine(paper: Paper): string[] {
  const facts = [
    ...(shownVersions(paper) ?? [shownDate(paper), paper.venue === null ? null : plainLine(paper.venue)]),
    paper.upvotes ? plural(paper.upvotes, 'upvote') : null,
    paper.comments ? plural(paper.comments, 'comment') : null,
  ];
  return facts.filter((fact) => fact !== null && fact !== '') as string[];
}

/** Of a preprint that has appeared: when it was one, and when and where it appeared; null for all other papers. */
function shownVersions(paper: Paper): readonly (string | null)[] | null {
  const published = publishedVersionOf(paper);
  if (!published) return null;
  const preprint = preprintDateOf(paper);
  const venue = published.venue === null ? null : `in ${plainLine(published.venue)}`;
  const when = published.date === null ? null : displayDate(published.date);
  return [
    preprint === null ? null : `preprint ${displayDate(preprint)}`,
    when === null && venue === null
      ? null
      : ['published', when, venue].filter((part) => part !== null).join(' '),
  ];
}

/** Where pages about the paper are, best first. Only addresses that we build or that are https. */
export function pagesOf(paper: Paper): { readonly label: string; readonly url: string }[] {
  const pages = [];
  if (paper.arxiv !== null) {
    pages.push({ label: `arXiv:${paper.arxiv}`, url: `https://arxiv.org/abs/${encodeURI(paper.arxiv)}` });
    pages.push({ label: 'PDF', url: `https://arxiv.org/pdf/${encodeURI(paper.arxiv)}` });
  }
  if (paper.doi !== null) {
    pages.push({
      label: `doi:${paper.doi}`,
      url: `https://doi.org/${paper.doi.split('/').map(encodeURIComponent).join('/')}`,
    });
  }
  const own = paper.url === null ? null : safeUrl(paper.url);
  if (own !== null && !pages.some((page) => page.url === own)) pages.push({ label: hostOf(own), url: own });
  return pages;
}

const FORMAT_NAMES: Record<FormatId, string> = {
  'huggingface-page': 'Hugging Face page',
  'huggingface-paper': 'Hugging Face page',
  'huggingface-json': 'Hugging Face API',
  'arxiv-mail': 'arXiv mail',
  'arxiv-page': 'arXiv page',
  'alert-mail': 'Alert mail',
  'arxiv-atom': 'arXiv API',
  'arxiv-rss': 'RSS feed',
  'arxiv-jsonl': 'arXiv metadata',
  'semantic-scholar-json': 'Semantic Scholar',
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
  'csl-yaml': 'CSL-YAML',
  ris: 'RIS',
  nbib: 'PubMed',
  'web-of-science': 'Web of Science',
  table: 'Table',
  'markdown-list': 'Markdown list',
};

export function formatName(format: FormatId): string {
  return FORMAT_NAMES[format];
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function shownName(author: Author): string {
  return plainLine('literal' in author ? author.literal : author.family);
}

/** An https address without characters that could break out of Markdown or a message, else null. */
function safeUrl(url: string): string | null {
  return /^https:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[\w\-.~:/?#@!$&'*+,;=%]*)?$/i.test(url) && url.length < 2000
    ? url
    : null;
}

function hostOf(url: string): string {
  return url
    .slice('https://'.length)
    .split(/[/:?#]/)[0]!
    .replace(/^www\./, '');
}
