import type { Steps } from '../../text/steps.ts';
import type { PageLine } from './page-lines.ts';

/** The lines that make one paper of a page. */
export interface PageEntry {
  readonly title: readonly PageLine[];
  /** The abstract's lines; a blank line before one starts a paragraph. */
  readonly abstract: readonly PageLine[];
  readonly footer: readonly PageLine[];
  /** Addresses, upvotes and submitters that stand in or above the entry. */
  readonly extras: readonly PageLine[];
}

export interface PageDay {
  /** The day heading or address that governs what follows. */
  readonly line: PageLine;
}

export type PagePart =
  | ({ readonly part: 'entry' } & PageEntry)
  | ({ readonly part: 'day' } & PageDay)
  | { readonly part: 'untitled'; readonly lines: readonly PageLine[] };

/** From this length on a line is a paragraph whatever it says; titles on arXiv stay below it. */
const PARAGRAPH = 260;

/** So many papers are found between two steps. */
const STEP = 200;

/**
 * Divides a page into papers. Footers are the strong marks: what lies between two of them is a title and an abstract, or, where a
 * footer is missing, several such pairs; there a short line between two paragraphs starts the next paper.
 */
export function* divide(lines: readonly PageLine[]): Steps<PagePart[]> {
  const parts: PagePart[] = [];
  let segment: PageLine[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i]!;
    const footer = footerAt(lines, i);
    if (footer > 0) {
      // An organisation's name stands where the number of authors does: it is the line before the dot.
      const named = line.kind === 'dot' ? takeNamed(segment) : [];
      const end = i + footer + countBelow(lines, i + footer);
      parts.push(...papersOf(segment, [...named, ...lines.slice(i, end)]));
      segment = [];
      i = end;
      if (parts.length % STEP === 0) yield;
    } else if (line.kind === 'date' && !isEcho(lines, i)) {
      parts.push(...papersOf(segment, []), { part: 'day', line });
      segment = [];
      i++;
    } else {
      segment.push(line);
      i++;
    }
  }
  parts.push(...papersOf(segment, []));
  return parts;
}

/** How many lines from `start` on are a footer; 0 where none starts. It ends with its date. */
function footerAt(lines: readonly PageLine[], start: number): number {
  const line = lines[start]!;
  if (line.kind === 'date') return line.dotted ? 1 : 0;
  if (line.kind !== 'authors' && line.kind !== 'dot') {
    // "Some Lab" with a bullet, straight above the dot and the date.
    const isNamed = line.kind === 'text' && line.bullet && line.text.length < 400;
    return isNamed && lines[start + 1]?.kind === 'dot' && lines[start + 2]?.kind === 'date' ? 3 : 0;
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

interface Block {
  readonly lines: readonly PageLine[];
  readonly length: number;
}

function papersOf(segment: readonly PageLine[], footer: readonly PageLine[]): PagePart[] {
  const blocks = blocksOf(segment);
  const starts = titleBlocks(blocks, footer.length > 0);
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
      (line) =>
        line.kind !== 'text' &&
        line.kind !== 'furniture' &&
        line.span.start >= since &&
        line.span.start < until,
    );
    const last = i + 1 === starts.length;
    if (abstract.length > 0 || (last && footer.length > 0)) {
      parts.push({ part: 'entry', title, abstract, footer: last ? footer : [], extras });
    }
  });
  return parts;
}

/** Text lines that belong together: a wrapped title, or a paragraph's line or lines. */
function blocksOf(segment: readonly PageLine[]): Block[] {
  const runs: PageLine[][] = [];
  let previous: PageLine | null = null;
  for (const line of segment) {
    if (line.kind === 'text') {
      const goesOn = previous?.kind === 'text' && !line.afterBlank && !line.heading;
      const run = runs.at(-1);
      if (run && goesOn && line.text.length < PARAGRAPH && previous!.text.length < PARAGRAPH) run.push(line);
      else runs.push([line]);
    }
    previous = line;
  }
  return runs
    .flatMap(unwrap)
    .map((lines) => ({ lines, length: lines.reduce((sum, line) => sum + line.text.length + 1, 0) }));
}

/** Divides lines without a blank between them where they were not wrapped: where the next word would have fitted. */
function unwrap(run: PageLine[]): PageLine[][] {
  const blocks: PageLine[][] = [[run[0]!]];
  const width = Math.max(...run.map((line) => line.text.length));
  for (let i = 1; i < run.length; i++) {
    const [before, line] = [run[i - 1]!, run[i]!];
    const word = /^\S*/.exec(line.text)![0];
    const fitted = before.text.length + 1 + word.length <= width;
    // Two lines tell no width: the second must look like the middle of a sentence.
    const wrapped =
      run.length > 2
        ? !fitted
        : before.text.length >= 40 && (line.indented || /^\p{Ll}[^\s:]*(?:\s|$)/u.test(line.text));
    if (wrapped && line.text !== before.text) blocks.at(-1)!.push(line);
    else blocks.push([line]);
  }
  return blocks;
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
  return (
    hasFooter &&
    /[.!?]$/.test(next.lines.at(-1)!.text) &&
    next.length > 60 &&
    !/[.!?]$/.test(block.lines[0]!.text)
  );
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

function isParagraph(block: Block): boolean {
  if (block.length >= PARAGRAPH) return true;
  const text = block.lines.map((line) => line.text).join(' ');
  return text.length > 150 && /[.!?]["”')]?$/.test(text);
}
