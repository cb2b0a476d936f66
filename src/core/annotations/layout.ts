import type { TextEdit } from '../text/text-edit.ts';
import type { Sidecar } from './sidecar.ts';
import { sourceLines, type SourceLine } from './source-lines.ts';

/** A number from 0 to below `below`, by chance. */
export type Random = (below: number) => number;

/**
 * How many places a new record of a small sidecar has. Two machines that add to one file conflict in git only where they hit on the same
 * place; the places are blank lines, which Markdown does not show.
 */
export const PLACES = 16;

/** Where a record goes, and what blank lines it needs around itself. */
interface Slot {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The edits that insert new records: each at a random place among the records, never among the reader's own text above them. Records have no line
 * end at their ends.
 */
export function placeRecords(
  text: string,
  sidecar: Sidecar,
  records: readonly string[],
  lineEnd: string,
  random: Random,
): TextEdit[] {
  const slots = slotsOf(text, sidecar);
  const chosen = new Map<Slot, string[]>();
  for (const record of records) {
    const slot = slots[random(slots.length)]!;
    chosen.set(slot, [...(chosen.get(slot) ?? []), record]);
  }
  let spare = Math.max(0, PLACES - slots.length);
  const blank = (count: number): string => lineEnd.repeat(count);
  return [...chosen].map(([{ at, before, after }, here]) => {
    const above = spare > 1 ? random(spare) : 0;
    const below = Math.max(after, spare > 0 ? 1 : after) + spare - above;
    spare = 0;
    const inserted = blank(before + above) + here.join(blank(2)) + lineEnd + blank(below);
    return { span: { start: at, end: at }, text: inserted };
  });
}

function slotsOf(text: string, { blocks }: Sidecar): Slot[] {
  const slots: Slot[] = [];
  const hasRecords = blocks.some(({ kind }) => kind === 'record' || kind === 'unknown');
  blocks.forEach(({ kind, span, source }, i) => {
    if (kind !== 'own') return;
    const lines = sourceLines(source);
    const isBlank = ({ start, end }: SourceLine): boolean => source.slice(start, end).trim() === '';
    const previous = blocks[i - 1];
    const followsRecord = previous?.kind === 'record' || previous?.kind === 'unknown';
    const isLast = i === blocks.length - 1;
    let head = 0;
    // Behind a record the block begins with that record's own line end.
    if (followsRecord && lines.length > 0) head = 1;
    let blanks = head;
    while (followsRecord && blanks < lines.length && isBlank(lines[blanks]!)) blanks++;
    if (followsRecord) addGap(slots, span.start, lines, head, blanks, isLast && blanks === lines.length);
    let tail = lines.length;
    while (tail > blanks && isBlank(lines[tail - 1]!)) tail--;
    const isWholeGap = followsRecord && blanks === lines.length;
    if (!isWholeGap && (isLast ? !hasRecords : true))
      addGap(slots, span.start, lines, tail, lines.length, isLast);
  });
  if (slots.length === 0) slots.push(endSlot(text));
  return slots;
}

/** The places in a run of blank lines: between two of them; where there is but one, behind it. */
function addGap(
  slots: Slot[],
  offset: number,
  lines: readonly SourceLine[],
  from: number,
  to: number,
  atEnd: boolean,
): void {
  for (let i = from + 1; i < to; i++) slots.push({ at: offset + lines[i]!.start, before: 0, after: 1 });
  const end = offset + (lines[to - 1]?.next ?? 0);
  if (to - from > 0 && (atEnd || to - from === 1)) slots.push({ at: end, before: 0, after: atEnd ? 0 : 1 });
  else if (to === from) {
    const isOpen = to === 0 || lines[to - 1]!.next === lines[to - 1]!.end;
    slots.push({ at: end, before: isOpen ? 2 : 1, after: atEnd ? 0 : 1 });
  }
}

function endSlot(text: string): Slot {
  const before =
    text === '' || /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(text) ? 0 : /[\r\n]$/.test(text) ? 1 : 2;
  return { at: text.length, before, after: 0 };
}
