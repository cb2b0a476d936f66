import type { Steps } from '../../text/steps.ts';
import type { Announcement } from '../entry.ts';
import type { ListingLine } from './listing-lines.ts';

/** The lines of one paper of a listing, divided at its marks. */
export interface ListingBlock {
  /** The lines above the mark that ends the header: id, dates, fields. */
  readonly header: readonly ListingLine[];
  readonly abstract: readonly ListingLine[];
  readonly opening: ListingLine;
  /** The last line that belongs to the paper. */
  readonly last: ListingLine;
  readonly closing: Extract<ListingLine, { kind: 'mark' }> | null;
  /** False where an abstract runs into the next paper. */
  readonly isClosed: boolean;
  readonly section: Announcement;
}

/** So many papers are found between two steps. */
const STEP = 200;

/**
 * Divides a listing into papers. A paper starts at a line with its identifier below a mark or a rule, so that a lost rule or mark costs
 * nothing; between two rules a title alone makes a paper, so that a lost identifier costs the identifier only.
 */
export function* listingBlocks(lines: readonly ListingLine[]): Steps<ListingBlock[]> {
  const blocks: ListingBlock[] = [];
  let section: Announcement = 'new';
  let from = 0;
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i];
    if (line && line.kind !== 'rule' && line.kind !== 'section') continue;
    takeSegment(lines.slice(from, i), section, blocks);
    if (blocks.length % STEP === 0) yield;
    if (line?.kind === 'section' && line.section !== 'end') section = line.section;
    from = i + 1;
  }
  return blocks;
}

function takeSegment(segment: readonly ListingLine[], section: Announcement, blocks: ListingBlock[]): void {
  const starts = entryStarts(segment);
  if (starts.length === 0) continueLast(segment, blocks);
  starts.forEach((start, i) => {
    const own = segment.slice(start, starts[i + 1] ?? segment.length);
    if (own.some(isTitle) || own.some(({ kind }) => kind === 'id')) blocks.push(blockOf(own, section));
  });
}

/** Where papers start between two rules. */
function entryStarts(segment: readonly ListingLine[]): number[] {
  const starts: number[] = [];
  let before: ListingLine | null = null;
  let beforeIndex = 0;
  segment.forEach((line, i) => {
    if (line.kind === 'blank') return;
    if (line.kind === 'id' && (!before || before.kind === 'mark' || opensHeader(segment, i + 1))) {
      starts.push(before?.kind === 'mark' && before.link === null ? beforeIndex : i);
    }
    before = line;
    beforeIndex = i;
  });
  const first = starts[0] ?? segment.length;
  const title = segment.findIndex(isTitle);
  if (title >= 0 && title < first) {
    const mark = segment.findIndex((line) => line.kind === 'mark');
    const header = segment.findIndex((line) => line.kind === 'field' || line.kind === 'replaced');
    starts.unshift(mark >= 0 && mark < header ? mark : header);
  }
  return starts;
}

/** Whether a header goes on at `at`, so that the line above is no line of an abstract. */
function opensHeader(segment: readonly ListingLine[], at: number): boolean {
  const next = segment[segment[at]?.kind === 'blank' ? at + 1 : at];
  return (
    next?.kind === 'replaced' || (next?.kind === 'field' && ['from', 'date', 'title'].includes(next.name))
  );
}

function isTitle(line: ListingLine): boolean {
  return line.kind === 'field' && line.name === 'title';
}

function blockOf(lines: readonly ListingLine[], section: Announcement): ListingBlock {
  const opening = lines[0]!;
  const body = opening.kind === 'mark' ? lines.slice(1) : lines;
  const marks = body.flatMap((line, i) => (line.kind === 'mark' ? [i] : []));
  const closes = body.findIndex((line) => line.kind === 'mark' && line.link !== null);
  // A mark that carries the address ends the paper; where the one below the header is lost, form tells where the abstract starts.
  const headerEnd = marks[0] === undefined || marks[0] === closes ? abstractBelow(body, closes) : marks[0];
  const isMarked = body[headerEnd]?.kind === 'mark' && headerEnd !== closes;
  const abstractStart = isMarked ? headerEnd + 1 : headerEnd;
  const end =
    closes >= 0 ? closes : (marks.find((mark) => mark >= abstractStart && mark !== headerEnd) ?? -1);
  const abstract = body.slice(abstractStart, end < 0 ? body.length : Math.max(abstractStart, end));
  const closing = body[end];
  let last = end < 0 ? body.length - 1 : end;
  while (last >= 0 && body[last]!.kind === 'blank') last--;
  return {
    header: body.slice(0, headerEnd),
    abstract,
    opening,
    last: body[last] ?? opening,
    closing: closing?.kind === 'mark' ? closing : null,
    isClosed: end >= 0 || !abstract.some((line) => line.kind !== 'blank'),
    section,
  };
}

/** Where an abstract starts that no mark divides from its header: below the last field, one indented line above an unindented one. */
function abstractBelow(body: readonly ListingLine[], closes: number): number {
  const end = closes < 0 ? body.length : closes;
  const lastField = body.slice(0, end).findLastIndex((line) => line.kind === 'field');
  for (let i = lastField + 1; i < end; i++) {
    const line = body[i]!;
    if (line.kind === 'blank' || line.indented) continue;
    return i - 1 > lastField && body[i - 1]!.indented ? i - 1 : i;
  }
  return end;
}

/** A rule inside an abstract: what stands below it still belongs to the paper above if that one was not closed. */
function continueLast(segment: readonly ListingLine[], blocks: ListingBlock[]): void {
  const last = blocks.at(-1);
  const end = segment.findIndex((line) => line.kind === 'mark');
  if (!last || last.isClosed || end < 0) return;
  const closing = segment[end]!;
  blocks[blocks.length - 1] = {
    ...last,
    abstract: [...last.abstract, ...segment.slice(0, end)],
    last: closing,
    closing: closing.kind === 'mark' ? closing : null,
    isClosed: true,
  };
}
