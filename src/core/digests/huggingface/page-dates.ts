import { isoDate, monthNumber, yearOf, type IsoDate } from '../../text/dates.ts';

/** A day as a page prints it; the year is missing for days of the year in which the page was read. */
export interface PageDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

const MONTH_FIRST =
  /^([A-Za-z]{3,9})\.?[\s\u00a0]+(\d{1,2})(?:st|nd|rd|th)?(?:,?[\s\u00a0]+(\d{4}))?(?:[\s\u00a0]*[·•|]?[\s\u00a0]*(\d{1,5})(?:[\s\u00a0]+comments?)?)?$/i;
const DAY_FIRST =
  /^(\d{1,2})[\s\u00a0]+([A-Za-z]{3,9})\.?(?:,?[\s\u00a0]+(\d{4}))?(?:[\s\u00a0]+(\d{1,5}))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[\s\u00a0]+(\d{1,5}))?$/;
const HEADING = /^(?:daily papers|papers)(?:[\s\u00a0]+(?:of|for|on))?[\s\u00a0:,·-]+/i;

/** A line that is a day, with the number of comments that a footer prints behind it; else null. */
export function readPageDate(line: string): { date: PageDate; comments: number | null } | null {
  const text = line.replace(HEADING, '');
  const iso = ISO.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4]);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst)
    return valid(
      yearNumber(monthFirst[3]),
      monthNumber(monthFirst[1]!),
      Number(monthFirst[2]),
      monthFirst[4],
    );
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst)
    return valid(yearNumber(dayFirst[3]), monthNumber(dayFirst[2]!), Number(dayFirst[1]), dayFirst[4]);
  return null;
}

function yearNumber(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function valid(
  year: number | null,
  month: number | null,
  day: number,
  comments: string | undefined,
): { date: PageDate; comments: number | null } | null {
  // 2024 has every day that any year has.
  if (month === null || isoDate(year ?? 2024, month, day) === null) return null;
  return { date: { year, month, day }, comments: comments === undefined ? null : Number(comments) };
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
