import { isoDate, monthNumber, yearOf, type IsoDate } from '../../text/dates.ts';

/** A day as a page prints it; the year is missing for days of the year in which the page was read. */
export interface PageDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday; null where it is not printed. */
  readonly weekday: number | null;
}

const MONTH_FIRST =
  /^([A-Za-z]{3,9})\.?[\s\u00a0]+(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s\u00a0]+(\d{4}))?(?:[\s\u00a0]*[·•|]?[\s\u00a0]*(\d{1,5})(?:[\s\u00a0]+comments?)?)?$/i;
const DAY_FIRST =
  /^(\d{1,2})[\s\u00a0]+([A-Za-z]{3,9})\.?(?:,?[\s\u00a0]+(\d{4}))?(?:[\s\u00a0]+(\d{1,5}))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[\s\u00a0]+(\d{1,5}))?$/;
const LEAD =
  /^(?:(?:daily papers|papers)(?:[\s\u00a0]+(?:of|for|on))?[\s\u00a0:,·-]+|published(?:[\s\u00a0]+on)?[\s\u00a0:]+)/i;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const WEEKDAY = /^(sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}\.?,?[\s\u00a0]+/i;

/** A line that is a day, with the number of comments that a footer prints behind it; else null. */
export function readPageDate(line: string): { date: PageDate; comments: number | null } | null {
  const named = line.replace(LEAD, '');
  const weekday = WEEKDAY.exec(named);
  const text = weekday ? named.slice(weekday[0].length) : named;
  const found = monthFirst(text) ?? dayFirst(text) ?? iso(text);
  if (!found) return null;
  const { year, month, day, comments } = found;
  // 2024 has every day that any year has.
  if (month === null || isoDate(year ?? 2024, month, day) === null) return null;
  const on = weekday ? WEEKDAYS.indexOf(weekday[1]!.toLowerCase()) : null;
  return {
    date: { year, month, day, weekday: on },
    comments: comments === undefined ? null : Number(comments),
  };
}

interface Printed {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number;
  readonly comments: string | undefined;
}

function monthFirst(text: string): Printed | null {
  const match = MONTH_FIRST.exec(text);
  if (!match) return null;
  const [, month, day, year, comments] = match;
  return { year: yearNumber(year), month: monthNumber(month!), day: Number(day), comments };
}

function dayFirst(text: string): Printed | null {
  const match = DAY_FIRST.exec(text);
  if (!match) return null;
  const [, day, month, year, comments] = match;
  return { year: yearNumber(year), month: monthNumber(month!), day: Number(day), comments };
}

function iso(text: string): Printed | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, comments] = match;
  return { year: Number(year), month: Number(month), day: Number(day), comments };
}

function yearNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** The day in a file's name (`2025-10-31.txt`, `papers_20251031.txt`), else null. */
export function dateOfName(path: string): IsoDate | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const match = /(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/.exec(name);
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The day that front matter gives for the page, else null. */
export function dateOfFrontMatter(text: string): IsoDate | null {
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (!opening) return null;
  const head = text.slice(opening[0].length, opening[0].length + 4000);
  const end = head.search(/^---/m);
  const match =
    /^(?:date|exported|captured|saved|accessed|created|published|retrieved)[\w-]*:[ \t]*["']?(\d{4})-(\d{2})-(\d{2})/m.exec(
      end < 0 ? head : head.slice(0, end),
    );
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The day of a page in an address of the site: `/papers/date/2026-03-24`. */
export function dateOfAddress(url: string): IsoDate | null {
  const match = /\/papers\/date\/(\d{4})-(\d{2})-(\d{2})/.exec(url);
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/**
 * The full date of a printed day. Without a year it is that of the day on or before `known`, the page's own date; with no such
 * date, of the year after `latestYear`, the latest one that the page writes out: pages leave out the current year only. A day
 * to come is never given.
 */
export function fullDate(
  printed: PageDate,
  known: IsoDate | null,
  latestYear: number | null,
  today: IsoDate,
): { readonly date: IsoDate | null; readonly inferred: boolean } {
  const { year, month, day } = printed;
  if (year !== null) return { date: isoDate(year, month, day), inferred: false };
  const limit = known ?? today;
  const start =
    known !== null ? yearOf(known) : latestYear === null ? null : Math.min(latestYear + 1, yearOf(today));
  if (start === null) return { date: null, inferred: true };
  for (let candidate = start; candidate > start - 8; candidate--) {
    const date = isoDate(candidate, month, day);
    if (date !== null && date <= limit) return { date, inferred: true };
  }
  return { date: null, inferred: true };
}

/** The date of a day without year that is nearest to `known`, of those up to today: pages of one file are of days near each other. */
export function nearestDate({ month, day }: PageDate, known: IsoDate, today: IsoDate): IsoDate | null {
  const distance = (date: IsoDate): number => Math.abs(Date.parse(date) - Date.parse(known));
  let nearest: IsoDate | null = null;
  for (const year of [-1, 0, 1].map((step) => yearOf(known) + step)) {
    const date = isoDate(year, month, day);
    if (date === null || date > today) continue;
    if (nearest === null || distance(date) < distance(nearest)) nearest = date;
  }
  return nearest;
}

/** The latest date up to today of a day without year whose weekday is printed: within six years it is the only one. */
export function dateOfWeekday({ weekday, month, day }: PageDate, today: IsoDate): IsoDate | null {
  if (weekday === null) return null;
  for (let year = yearOf(today); year > yearOf(today) - 6; year--) {
    const date = isoDate(year, month, day);
    if (date !== null && date <= today && new Date(`${date}T00:00:00Z`).getUTCDay() === weekday) return date;
  }
  return null;
}
