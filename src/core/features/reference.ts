import { hasUnnamedAuthors, type Author } from '../digests/entry.ts';
import { printedDate } from '../export/printed-date.ts';
import type { Paper } from '../library/paper.ts';
import { yearOf } from '../text/dates.ts';
import { plainLine } from '../text/markdown-escape.ts';
import { pagesOf, shownTitle } from './paper-text.ts';

/** A piece of a formatted reference: plain text, perhaps in italics, perhaps a link to an https address. */
export interface ReferencePart {
  readonly text: string;
  readonly italic?: true;
  readonly url?: string;
}

/** So many authors are named in a list of references before the last one is named behind an ellipsis (APA 7, section 9.8). */
const MOST_NAMED = 20;

/** How a paper is called in running text: "Doe", "Doe and Roe", "Doe et al."; without known authors its short name or title. */
export function authorLabel(paper: Paper): string {
  const [first, second] = paper.authors.map(familyName);
  if (first === undefined) return shortName(paper);
  const count = paper.authors.length;
  if (count === 1 && !hasUnnamedAuthors(paper)) return first;
  return count === 2 && second !== undefined && !hasUnnamedAuthors(paper)
    ? `${first} and ${second}`
    : `${first} et al.`;
}

/** "2020", or "n.d." where no year is known. */
export function yearLabel(paper: Paper): string {
  const date = printedDate(paper);
  return date === null ? 'n.d.' : String(yearOf(date));
}

/** The part of a title before its colon, or its first words. */
function shortName(paper: Paper): string {
  const title = shownTitle(paper);
  const [head = title] = title.split(/[:：]/);
  const words = head.trim().split(/\s+/);
  return words.length <= 5 ? head.trim() : `${words.slice(0, 4).join(' ')}…`;
}

/**
 * A paper as a list of references prints it, author and date first. Follows APA 7 as far as a library knows the parts: authors, year,
 * title, venue, identifier.
 */
export function referenceOf(paper: Paper): ReferencePart[] {
  const names = namesOf(paper);
  const parts: ReferencePart[] = [];
  if (names !== '') parts.push({ text: names.endsWith('.') ? `${names} ` : `${names}. ` });
  const title = shownTitle(paper);
  const ended = /[.!?…]$/.test(title) ? title : `${title}.`;
  if (names === '') parts.push({ text: ended, italic: true }, { text: ` (${yearLabel(paper)}).` });
  else parts.push({ text: `(${yearLabel(paper)}). ` }, { text: ended, italic: true });
  if (paper.venue !== null) parts.push({ text: ` ${plainLine(paper.venue)}.` });
  const page = pagesOf(paper).find(({ label }) => label.startsWith('doi:')) ?? pagesOf(paper)[0];
  if (page) parts.push({ text: ' ' }, { text: page.label, url: page.url });
  return parts;
}

function namesOf(paper: Paper): string {
  const names = paper.authors.map(listedName);
  if (names.length === 0) return '';
  const missing = hasUnnamedAuthors(paper);
  if (names.length > MOST_NAMED) return `${names.slice(0, MOST_NAMED - 1).join(', ')}, … ${names.at(-1)!}`;
  if (missing) return `${names.join(', ')}, et al.`;
  if (names.length === 1) return names[0]!;
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)!}`;
}

function listedName(author: Author): string {
  if ('literal' in author) return plainLine(author.literal);
  const initials = plainLine(author.given ?? '')
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => name.split('-').map((part) => `${/^./u.exec(part)?.[0] ?? ''}.`).join('-')); // prettier-ignore
  return [plainLine(author.family), initials.join(' ')].filter((part) => part !== '').join(', ');
}

function familyName(author: Author): string {
  return plainLine('literal' in author ? author.literal : author.family);
}
