import { hasUnnamedAuthors, type Author } from '../digests/entry.ts';
import type { Paper } from '../library/paper.ts';
import { plainLine } from '../text/markdown-escape.ts';
import { webLinksIn } from '../text/web-links.ts';
import { pagesOf, plural } from './paper-text.ts';

/** An author, and the query that finds what else the library has of that name. */
export interface CardAuthor {
  readonly name: string;
  readonly query: string;
}

/** Collaborations of thousands are cut. */
const MOST_AUTHORS = 300;

/** Whom the digests name, and a word on those whom they do not. */
export function cardAuthors(paper: Paper): {
  readonly authors: readonly CardAuthor[];
  readonly unnamed: string | null;
} {
  const { authors, authorCount } = paper;
  const named = authors.slice(0, MOST_AUTHORS).map(cardAuthor);
  const all = Math.max(authors.length, authorCount ?? 0);
  if (named.length === 0)
    return { authors: [], unnamed: authorCount === null ? null : plural(authorCount, 'author') };
  if (all > named.length) return { authors: named, unnamed: `and ${all - named.length} more` };
  return { authors: named, unnamed: hasUnnamedAuthors(paper) ? 'and others' : null };
}

function cardAuthor(author: Author): CardAuthor {
  const name = plainLine(
    'literal' in author ? author.literal : [author.given, author.family].filter(Boolean).join(' '),
  );
  return { name, query: `author:"${quotable(name)}"` };
}

export function topicQuery(topic: string): string {
  return `topic:"${quotable(topic)}"`;
}

/** Without what ends a phrase in a query. */
function quotable(text: string): string {
  return plainLine(text.replace(/["“”„«»＂()]/g, ' '));
}

/** The newest version on arXiv that an entry tells of; null where none does. */
export function arxivVersion(paper: Paper): number | null {
  const versions = paper.entries.flatMap(({ entry }) => entry.arxivVersion ?? []);
  return versions.length === 0 ? null : Math.max(...versions);
}

export interface CardLink {
  readonly label: string;
  readonly url: string;
}

/** Pages about the paper, then what its title and abstract lead to. */
export function cardLinks(paper: Paper): CardLink[] {
  const pages = pagesOf(paper).map(({ label, url }) => ({
    label: /^https:\/\/huggingface\.co\/papers\//.test(url) ? 'Hugging Face' : label,
    url,
  }));
  const own = new Set(pages.map(({ url }) => bare(url)));
  const found = webLinksIn(`${paper.title}\n${paper.abstract ?? ''}`).filter(
    ({ url }) => !own.has(bare(url)),
  );
  return [...pages, ...found.map(({ kind, shown, url }) => ({ label: `${kind}: ${shown}`, url }))];
}

function bare(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}
