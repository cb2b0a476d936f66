import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import type { Span } from '../../text/span.ts';
import type { Entry } from '../entry.ts';
import type { ListLine } from './blocks.ts';
import { plainText } from './inline.ts';
import { labelled } from './labels.ts';
import { readPeople } from './reference-line.ts';

/** So many lines below a title may tell who wrote it, and when. */
const DETAILS = 6;
const LONGEST = 4000;

const ABSTRACT = /^[*_]{0,3}(?:abstract|summary|tl;?dr|摘要)[*_]{0,3}\s{0,9}[:：.—-]\s{0,9}[*_]{0,3}\s{0,9}/i;

/** What the lines below a title tell of it by labels. */
export interface Told {
  readonly authors: Span | null;
  readonly date: Span | null;
  readonly abstract: Span | null;
  readonly venue: Span | null;
}

/** So many lines with labels are looked at. */
const LABELS = 16;

export function toldBelow(text: string, below: readonly ListLine[]): Told {
  const told: Record<keyof Told, Span | null> = { authors: null, date: null, abstract: null, venue: null };
  for (const [i, { kind, span }] of below.slice(0, LABELS).entries()) {
    if (kind !== 'item' && kind !== 'text') continue;
    const line = labelled(text, span);
    if (!line || line.value.start === line.value.end) continue;
    const { field, value } = line;
    if (field === 'title' || field === 'link' || field === 'other') continue;
    told[field] ??= field === 'abstract' ? { start: value.start, end: paragraphEnd(text, below, i) } : value;
  }
  return told;
}

/** A paragraph below that says so, or that is long enough to be one. */
export function abstractIn(text: string, below: readonly ListLine[]): Span | null {
  for (const [i, { kind, span }] of below.entries()) {
    if (kind === 'blank' || kind === 'row') continue;
    const lead = ABSTRACT.exec(text.slice(span.start, Math.min(span.end, span.start + 60)));
    const isNamed = lead !== null && span.end - span.start > lead[0].length;
    if (!isNamed && !(kind === 'text' && span.end - span.start > 150)) continue;
    return { start: span.start + (isNamed ? lead[0].length : 0), end: paragraphEnd(text, below, i) };
  }
  return null;
}

/** Where the paragraph ends that a line begins: before a blank line, or one that tells something else. */
function paragraphEnd(text: string, lines: readonly ListLine[], first: number): number {
  let last = first;
  while (lines[last + 1]?.kind === 'text' && !isDetail(text, lines[last + 1]!.span)) last++;
  return lines[last]!.span.end;
}

function isDetail(text: string, { start, end }: Span): boolean {
  return /^[*_]{0,3}[\p{L} ]{2,20}[*_]{0,3}[:：]|^[[!]/u.test(text.slice(start, Math.min(end, start + 40)));
}

/** Who wrote a paper: as a cell or reference names them, else as one of the first lines below does. */
export function authorsIn(
  text: string,
  named: Span | null,
  below: readonly ListLine[],
): Pick<Entry, 'authors' | 'authorCount'> {
  if (named) return readPeople(plainText(text, named));
  for (const { span } of below.slice(0, DETAILS)) {
    const line = plainText(text, { start: span.start, end: Math.min(span.end, span.start + LONGEST) });
    const led = /^(?:authors?|by|作者)\s*[:：]\s*(.+)$/i.exec(line)?.[1] ?? inItalics(text, span);
    if (led !== null) return readPeople(led);
  }
  return { authors: [], authorCount: null };
}

/** `*Ann Lee, Bo Ray*`, whatever stands behind: several names with capitals and nothing else. */
function inItalics(text: string, { start, end }: Span): string | null {
  const names = /^([*_])(?![*_])([^*_\n]{5,600})\1/.exec(text.slice(start, Math.min(end, start + 620)))?.[2];
  if (names === undefined || !/[,;]|\sand\s|&/.test(names)) return null;
  const parts = names
    .split(/[,;&]|\sand\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const areNames = parts.every(
    (name) =>
      name.split(/\s+/).length < 6 &&
      /^\p{Lu}[\p{L}\p{M}.’'-]*(?:\s+[\p{L}\p{M}.’'-]+){1,4}$|^et al\.?$/u.test(name),
  );
  return areNames ? names : null;
}

/** When a paper is from: as its cell says, else as one of the first lines below does. */
export function dateIn(text: string, cell: Span | null, below: readonly ListLine[]): IsoDate | null {
  if (cell) return readDate(plainText(text, cell));
  for (const { span } of below.slice(0, DETAILS)) {
    const line = plainText(text, { start: span.start, end: Math.min(span.end, span.start + 300) });
    const led =
      /^(?:published|date|submitted|posted|year|日期|发表)(?:\s(?:on|date))?\s*[:：]?\s*(\S.*)$/i.exec(
        line,
      )?.[1];
    const dated = led ?? DATE_ALONE.exec(line)?.[0] ?? (inItalics(text, span) === null ? null : line);
    const date = dated === null ? null : readDate(dated);
    if (date !== null) return date;
  }
  return null;
}

const DATE_ALONE = /^(?:19|20)\d{2}[-./](?:0[1-9]|1[0-2])(?:[-./]\d{2})?$/;
const NUMBERS = /(?<!\d)((?:19|20)\d{2})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)/;
const WORDS = /(?:(\d{1,2})\.?\s)?(\p{L}{3,9})\.?\s(?:(\d{1,2})(?:st|nd|rd|th)?,?\s)?((?:19|20)\d{2})(?!\d)/u;

/** `2025-10-30`, `Oct 30, 2025`, `30 Oct 2025`, `October 2025`, `2025`. */
function readDate(plain: string): IsoDate | null {
  const named = WORDS.exec(plain);
  const month = named ? monthNumber(named[2]!) : null;
  if (named && month !== null) {
    const [year, day] = [Number(named[4]), Number(named[1] ?? named[3] ?? NaN)];
    return (Number.isNaN(day) ? null : isoDate(year, month, day)) ?? isoDate(year, month);
  }
  const match = NUMBERS.exec(plain);
  if (!match) return null;
  const [year, second, third] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  return isoDate(year!, second, third) ?? isoDate(year!, second) ?? isoDate(year!);
}
