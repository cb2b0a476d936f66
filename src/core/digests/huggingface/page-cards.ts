import { isParagraph, isShortAbstract, type Block } from './page-blocks.ts';
import type { PageLine } from './page-lines.ts';

// A day's page shows papers as cards without abstracts: who submitted a paper, its upvotes, its title, an organisation's name, the
// number of authors, and numbers of stars and comments. The order differs between pages and over the years; one page keeps to one.

/** The order in which a page shows its cards. */
export interface CardOrder {
  /** Whether "Submitted by" stands above the titles. */
  readonly submitterLeads: boolean;
  /** What a number behind a card may stand above as the next one's upvotes; null where upvotes stand elsewhere. */
  readonly votesAbove: 'submitter' | 'title' | null;
}

/** The lines with every submitter's name marked as one, and the order of the cards. */
export function arrangeCards(lines: readonly PageLine[]): { lines: readonly PageLine[]; order: CardOrder } {
  const firstFooter = lines.findIndex(endsCard);
  const firstSubmitter = lines.findIndex(isSubmitter);
  const submitterLeads = firstSubmitter >= 0 && leads(lines);
  const marked = firstSubmitter < 0 ? lines : withSubmitters(lines, submitterLeads);
  const votes = marked.findIndex((line, i) => i < firstFooter && (line.kind === 'votes' || isUpvote(line)));
  const submitter = firstSubmitter < firstFooter ? firstSubmitter : -1;
  return {
    lines: marked,
    order: { submitterLeads, votesAbove: votes < 0 ? null : placeOfVotes(votes, submitter, submitterLeads) },
  };
}

function placeOfVotes(votes: number, submitter: number, submitterLeads: boolean): CardOrder['votesAbove'] {
  if (submitter < 0) return 'title';
  if (votes < submitter) return submitterLeads ? 'submitter' : 'title';
  return submitterLeads ? 'title' : null;
}

export function isSubmitter(line: PageLine): boolean {
  return line.kind === 'submitter' && /^submitted\b/i.test(line.text);
}

function isBare(line: PageLine): boolean {
  return /^submitted by:?$/i.test(line.text);
}

function endsCard(line: PageLine): boolean {
  return line.kind === 'authors' || (line.kind === 'date' && line.dotted);
}

/**
 * Whether most submitters stand above their titles: the longest line from there to the card's end is longer than any between the card
 * before and there. What is above the first may be the site's navigation.
 */
function leads(lines: readonly PageLine[]): boolean {
  let ended = false;
  let above = 0;
  let score = 0;
  for (const [i, line] of lines.entries()) {
    if (endsCard(line)) {
      ended = true;
      above = 0;
    } else if (line.kind === 'text') above = Math.max(above, line.text.length);
    else if (isSubmitter(line)) {
      const below = longestBelow(lines, i + (isBare(line) ? 2 : 1));
      if (ended) score += below > above ? 1 : -1;
      else if (below === 0) score -= 0.5;
      above = 0;
    }
  }
  return score >= 0;
}

function longestBelow(lines: readonly PageLine[], from: number): number {
  let longest = 0;
  for (let i = from; i < lines.length && !endsCard(lines[i]!) && !isSubmitter(lines[i]!); i++)
    if (lines[i]!.kind === 'text') longest = Math.max(longest, lines[i]!.text.length);
  return longest;
}

/** "Submitted by" stands alone above its submitter's name, which could be taken for a title. */
function withSubmitters(lines: readonly PageLine[], submitterLeads: boolean): PageLine[] {
  const marked = [...lines];
  for (let i = 0; i + 1 < marked.length; i++) {
    const [line, name] = [marked[i]!, marked[i + 1]!];
    if (!isSubmitter(line) || !isBare(line) || name.text.length > 60) continue;
    const isName = name.kind === 'text' || (name.kind === 'furniture' && !isUpvote(name));
    if (isName && (!submitterLeads || hasText(marked, i + 2))) marked[i + 1] = submitterLine(name);
  }
  return marked;
}

/** Whether another text follows before the card ends: the title. */
function hasText(lines: readonly PageLine[], from: number): boolean {
  for (let i = from; i < lines.length && !endsCard(lines[i]!) && !isSubmitter(lines[i]!); i++)
    if (lines[i]!.kind === 'text') return true;
  return false;
}

function submitterLine(line: PageLine): PageLine {
  const { text, span, afterBlank, heading, bullet, indented } = line;
  return { text, span, afterBlank, heading, bullet, indented, kind: 'submitter' };
}

function isUpvote(line: PageLine): boolean {
  return line.kind === 'furniture' && /^upvotes?$/i.test(line.text);
}

function isLabel(line: PageLine): boolean {
  return (
    line.kind === 'furniture' &&
    /^(?:upvotes?|github\b.{0,12}|arxiv page|project page|view paper|pdf|comments)$/i.test(line.text)
  );
}

/** How many lines from `at` on, behind a footer, give numbers of its paper: the last number may be the next paper's upvotes. */
export function linesBehind(
  lines: readonly PageLine[],
  at: number,
  { votesAbove, submitterLeads }: CardOrder,
): number {
  let end = submitterLeads ? nextCard(lines, at) : at;
  while (end < lines.length && (lines[end]!.kind === 'votes' || isLabel(lines[end]!))) end++;
  const next = lines[end]?.kind;
  const isShared =
    votesAbove === 'title'
      ? next === 'text' || next === 'url'
      : votesAbove === 'submitter' && next === 'submitter';
  if (end === at || !isShared) return end - at;
  let last = end - 1;
  while (last > at && lines[last]!.kind !== 'votes') last--;
  if (last > at && isUpvote(lines[last - 1]!)) last--;
  return last - at;
}

/** Where the next card, or the end of the page, is a few lines below `at`, with an organisation's name between at most; else `at`. */
function nextCard(lines: readonly PageLine[], at: number): number {
  let names = 0;
  for (let i = at; i < Math.min(at + 7, lines.length); i++) {
    const line = lines[i]!;
    const endsPage = line.kind === 'furniture' && !isLabel(line);
    if (isSubmitter(line) || endsPage) return i;
    const isName = line.kind === 'text' && line.text.length < 60;
    if (isName ? ++names > 2 : line.kind !== 'votes' && !isLabel(line)) return at;
  }
  return at + 7 >= lines.length ? lines.length : at;
}

/** What the numbers behind a footer say: upvotes and stars have a word before them, and stars stand before comments. */
export function countsBehind(behind: readonly PageLine[]): {
  readonly upvotes: number | null;
  readonly comments: number | null;
} {
  let upvotes: number | null = null;
  let comments: number | null = null;
  behind.forEach((line, i) => {
    if (line.kind !== 'votes') return;
    const label = behind[i - 1];
    if ((label && isUpvote(label)) || /upvote/i.test(line.text)) upvotes = line.count;
    else if (/^\d+$/.test(line.text) && !(label && isLabel(label) && /^github/i.test(label.text)))
      comments = line.count;
  });
  return { upvotes, comments };
}

/** A card's title, and the names of organisations below it. */
export interface Card {
  readonly title: readonly PageLine[];
  readonly named: readonly PageLine[];
}

/** What lies between two papers' ends. */
export interface Segment {
  readonly segment: readonly PageLine[];
  readonly footer: readonly PageLine[];
  /** Numbers below the footer that are its paper's. */
  readonly behind: readonly PageLine[];
  /** Whether the site's navigation may stand above. */
  readonly isFirst: boolean;
}

/** The card that a segment is; null where it has an abstract, or where nothing but its length could tell the title. */
export function cardOf(
  { segment, footer, isFirst }: Segment,
  blocks: readonly Block[],
  { submitterLeads }: CardOrder,
): Card | null {
  const isLed = segment.some(isSubmitter);
  if (footer.length === 0 && !(isLed && submitterLeads)) return null;
  const texts = segment.filter(({ kind }) => kind === 'text');
  if (blocks.some((block, i) => i > 0 && (isParagraph(block) || isShortAbstract(blocks[i - 1]!, block))))
    return null;
  const isVoted = segment.some(({ kind }) => kind === 'votes');
  if (texts.length === 0 || (!isLed && !isVoted && footer.some(({ kind }) => kind === 'date'))) return null;
  const from = isLed && submitterLeads ? segment.findIndex(isSubmitter) : isFirst ? lastMark(segment) : -1;
  const below = segment.slice(from + 1).filter(({ kind }) => kind === 'text');
  const first = below.find(({ heading }) => heading) ?? below[0];
  if (!first || first.text.length >= 400 || !/\p{L}/u.test(first.text)) return null;
  const start = below.indexOf(first);
  let end = start + 1;
  while (below[end]?.indented && !below[end]!.afterBlank && !below[end]!.bullet) end++;
  return { title: below.slice(start, end), named: below.slice(end) };
}

/** Where the last line stands that is no text and has text below it. */
function lastMark(segment: readonly PageLine[]): number {
  const lastText = segment.findLastIndex(({ kind }) => kind === 'text');
  return segment.findLastIndex(({ kind }, i) => i < lastText && kind !== 'text' && kind !== 'url');
}
