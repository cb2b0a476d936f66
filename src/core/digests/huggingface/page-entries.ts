import type { Steps } from '../../text/steps.ts';
import { blocksOf, isParagraph, isShortAbstract, PARAGRAPH, type Block } from './page-blocks.ts';
import {
  arrangeCards,
  cardOf,
  isSubmitter,
  linesBehind,
  type CardOrder,
  type Segment,
} from './page-cards.ts';
import type { PageLine } from './page-lines.ts';

/** The lines that make one paper of a page. */
export interface PageEntry {
  readonly title: readonly PageLine[];
  /** The abstract's lines; a blank line before one starts a paragraph. */
  readonly abstract: readonly PageLine[];
  readonly footer: readonly PageLine[];
  /** Addresses, upvotes and submitters that stand in or above the entry. */
  readonly extras: readonly PageLine[];
  /** Numbers below the footer that are this paper's. */
  readonly behind: readonly PageLine[];
  /** Whether it is shown without abstract, as the papers of a day are. */
  readonly isCard: boolean;
}

export interface PageDay {
  /** The day heading or address that governs what follows. */
  readonly line: PageLine;
}

export type PagePart =
  | ({ readonly part: 'entry' } & PageEntry)
  | ({ readonly part: 'day' } & PageDay)
  | { readonly part: 'untitled'; readonly lines: readonly PageLine[] };

/** So many papers are found between two steps. */
const STEP = 200;

/**
 * Divides a page into papers. Footers are the strong marks: what lies between two of them is a title and an abstract, or, where a
 * footer is missing, several such pairs; there a short line between two paragraphs starts the next paper.
 */
export function* divide(all: readonly PageLine[]): Steps<PagePart[]> {
  const { lines, order } = arrangeCards(all);
  const parts: PagePart[] = [];
  let segment: PageLine[] = [];
  let isFirst = true;
  const close = (footer: readonly PageLine[], behind: readonly PageLine[]): void => {
    parts.push(...papersOf({ segment, footer, behind, isFirst }, order));
    segment = [];
    isFirst = false;
  };
  let i = 0;
  let footerEnd = -1;
  while (i < lines.length) {
    const line = lines[i]!;
    const footer = footerAt(lines, i);
    if (footer > 0) {
      // An organisation's name stands where the number of authors does: it is the line before the dot.
      const named = line.kind === 'dot' ? takeNamed(segment) : [];
      const end = i + footer + countBelow(lines, i + footer);
      const behind = linesBehind(lines, end, order);
      close([...named, ...lines.slice(i, end)], lines.slice(end, end + behind));
      i = footerEnd = end + behind;
      if (parts.length % STEP === 0) yield;
    } else if (line.kind === 'date' && !(i === footerEnd && isEcho(lines, i))) {
      close([], []);
      parts.push({ part: 'day', line });
      i++;
    } else if (order.submitterLeads && isSubmitter(line)) {
      // A card begins, whether or not the one above was ended.
      const own = order.votesAbove === 'submitter' ? votesAt(segment) : [];
      close([], []);
      segment = [...own, line];
      i++;
    } else {
      segment.push(line);
      i++;
    }
  }
  close([], []);
  return parts;
}

/** Takes the numbers off the end of a segment. */
function votesAt(segment: PageLine[]): PageLine[] {
  return segment.splice(segment.findLastIndex(({ kind }) => kind !== 'votes') + 1);
}

/** How many lines from `start` on are a footer; 0 where none starts. It ends with its date. */
function footerAt(lines: readonly PageLine[], start: number): number {
  const line = lines[start]!;
  if (line.kind === 'date') return line.dotted ? 1 : 0;
  if (line.kind !== 'authors' && line.kind !== 'dot') {
    // "Some Lab" with a bullet, straight above the dot and the date.
    const isNamed = line.kind === 'text' && line.bullet && line.text.length < 400;
    const below = lines[start + 1];
    if (isNamed && below?.kind === 'authors' && below.bullet) return 1 + footerAt(lines, start + 1);
    return isNamed && below?.kind === 'dot' && lines[start + 2]?.kind === 'date' ? 3 : 0;
  }
  let end = start;
  let authors = false;
  let date = false;
  while (end < lines.length && end - start < 5 && !date) {
    const { kind } = lines[end]!;
    if (kind === 'authors' && !authors) authors = true;
    else if (kind === 'date') date = true;
    else if (kind !== 'dot' && !isDamaged(lines, end, start)) break;
    end++;
  }
  // A dot alone proves nothing.
  return authors || date ? end - start : 0;
}

/** How many lines below a date give its number of comments: a number straight below, or one above the link to the discussion. */
function countBelow(lines: readonly PageLine[], at: number): number {
  const [date, count, link] = [lines[at - 1], lines[at], lines[at + 1]];
  if (date?.kind !== 'date' || date.comments !== null || count?.kind !== 'votes' || !/^\d+$/.test(count.text))
    return 0;
  if (link?.kind === 'url' && link.text.endsWith('#community')) return 2;
  return count.afterBlank ? 0 : 1;
}

/** A short line glued between footer lines: a dot or date that was damaged. */
function isDamaged(lines: readonly PageLine[], at: number, start: number): boolean {
  const line = lines[at]!;
  if (line.kind !== 'text' || line.afterBlank || line.text.length > 24 || at === start) return false;
  const next = lines[at + 1];
  if (next?.kind === 'date' && !next.afterBlank) return true;
  return lines[at - 1]!.kind === 'dot' && /\d/.test(line.text) && (next === undefined || next.afterBlank);
}

/** A date printed twice: straight below a footer's. */
function isEcho(lines: readonly PageLine[], at: number): boolean {
  return !lines[at]!.afterBlank && lines[at - 1]?.kind === 'date';
}

function takeNamed(segment: PageLine[]): PageLine[] {
  const at = segment.findLastIndex((line) => line.kind === 'text');
  const last = segment[at];
  if (!last || segment.slice(at + 1).some((line) => line.kind !== 'url')) return [];
  const isOnlyText = segment.findIndex((line) => line.kind === 'text') === at;
  if (isOnlyText || last.text.length > 400 || isProse(last.text)) return [];
  segment.splice(at);
  return [last];
}

function isProse(text: string): boolean {
  return text.length >= PARAGRAPH || /[.!?。](?:\s|$)/.test(text.slice(40));
}

function papersOf(around: Segment, order: CardOrder): PagePart[] {
  const { segment, footer, behind } = around;
  const blocks = blocksOf(segment);
  const card = cardOf(around, blocks, order);
  if (card) {
    const extras = segment.filter(isExtra);
    const below = [...card.named, ...footer];
    return [{ part: 'entry', title: card.title, abstract: [], footer: below, extras, behind, isCard: true }];
  }
  const starts =
    !around.isFirst && footer.length > 0 && isBriefEntry(blocks)
      ? [0]
      : titleBlocks(blocks, footer.length > 0);
  const parts: PagePart[] = [];
  const firstStart = starts[0] ?? blocks.length;
  const untitled = blocks.slice(0, firstStart).flatMap((block) => block.lines);
  if (starts.length === 0 && footer.length > 0 && untitled.length > 0)
    parts.push({ part: 'untitled', lines: untitled });
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? blocks.length;
    const title = blocks[start]!.lines;
    const abstract = blocks.slice(start + 1, end).flatMap((block) => block.lines);
    const from = title[0]!.span.start;
    const until = i + 1 < starts.length ? blocks[end]!.lines[0]!.span.start : Infinity;
    const since = i === 0 ? -1 : from;
    const extras = segment.filter(
      (line) => isExtra(line) && line.span.start >= since && line.span.start < until,
    );
    const last = i + 1 === starts.length;
    if (abstract.length > 0 || (last && footer.length > 0)) {
      parts.push({
        part: 'entry',
        title,
        abstract,
        footer: last ? footer : [],
        extras,
        behind: last ? behind : [],
        isCard: false,
      });
    }
  });
  return parts;
}

function isExtra({ kind }: PageLine): boolean {
  return kind !== 'text' && kind !== 'furniture';
}

/** Whether blocks behind another paper's end are a title and sentences, none of them long enough for a paragraph. */
function isBriefEntry(blocks: readonly Block[]): boolean {
  const isSentence = ({ lines }: Block): boolean => /[.!?]$/.test(lines.at(-1)!.text);
  const [title, ...below] = blocks;
  return (
    title !== undefined &&
    below.length > 0 &&
    !isSentence(title) &&
    below.every((block) => isSentence(block) && !isHeading(block)) &&
    !blocks.some(isParagraph)
  );
}

/** Which blocks are titles: the line above the first paragraph, and short lines between paragraphs. */
function titleBlocks(blocks: readonly Block[], hasFooter: boolean): number[] {
  const starts: number[] = [];
  const headed = blocks.some(isHeading);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const next = blocks[i + 1];
    if (headed && isHeading(block)) starts.push(i);
    else if (
      starts.length === 0
        ? isFirstTitle(block, next, hasFooter)
        : !headed && isInnerTitle(blocks, i, starts.at(-1)!)
    ) {
      starts.push(i);
    }
  }
  return starts;
}

function isFirstTitle(block: Block, next: Block | undefined, hasFooter: boolean): boolean {
  if (next === undefined) return hasFooter && !isParagraph(block);
  if (isParagraph(next)) return true;
  // A short line above another short one is something that the page put there, unless what follows is a short abstract.
  return hasFooter && isShortAbstract(block, next);
}

function isInnerTitle(blocks: readonly Block[], i: number, start: number): boolean {
  const block = blocks[i]!;
  const next = blocks[i + 1];
  if (next === undefined || !isParagraph(next) || !blocks.slice(start + 1, i).some(isParagraph)) return false;
  const text = block.lines.map((line) => line.text).join(' ');
  if (block.length >= PARAGRAPH || /[.:;,]$/.test(text) || /https?:\/\//.test(text)) return false;
  const looksNamed = /^\P{Ll}/u.test(text) || (text.match(/\s\p{Lu}/gu)?.length ?? 0) >= 2;
  return looksNamed && text.length * 2 < next.length;
}

function isHeading({ lines: [first] }: Block): boolean {
  return first!.heading && /\p{L}{3}/u.test(first!.text);
}
