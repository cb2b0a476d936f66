import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';

/** The date of an entry, whose fields `raw` gives as they are written: BibLaTeX's `date`, else BibTeX's `year`, `month` and `day`. */
export function readBibDate(raw: (name: string) => string | null): IsoDate | null {
  const date = raw('date');
  const read = date === null ? null : readEdtf(date);
  if (read !== null) return read;
  const year = raw('year') ?? date;
  return year === null ? null : readYearMonth(year, raw('month'), raw('day'));
}

/**
 * The first day that a BibLaTeX date gives, as precise as it is: `2020-05`, `2020-05-01/2020-06`, `2020~`, `2020-21` (spring of 2020).
 * Null for a century, an open beginning, or what is no date. Source: biblatex manual, "Date and Time Specifications" (EDTF, ISO 8601-2).
 */
export function readEdtf(text: string): IsoDate | null {
  const first = text.trim().split('/')[0]!.replace(/[~?%]/g, '').trim();
  const match = /^(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T.*)?$/i.exec(first);
  if (!match) return null;
  const numbers: readonly (string | undefined)[] = match.slice(1);
  const [year, month, day] = numbers.map((part) => (part === undefined ? NaN : Number(part)));
  return (
    (Number.isNaN(month!) || Number.isNaN(day!) ? null : isoDate(year!, month, day)) ??
    (Number.isNaN(month!) ? null : isoDate(year!, month)) ??
    isoDate(year!)
  );
}

/** The date of BibTeX's `year`, `month` and `day`, which people fill in many ways: `c. 1999`, `10~jan`, `March`, `{\'e}t{\'e} 2001`. */
function readYearMonth(year: string, month: string | null, day: string | null): IsoDate | null {
  const edtf = readEdtf(year);
  if (edtf !== null && edtf.length > 4) return edtf;
  // A year before our era has no date here.
  const digits = /^\s*-/.test(year) ? undefined : /(?<!\d)(\d{4})(?!\d)/.exec(year)?.[1];
  if (digits === undefined) return null;
  const named = monthOf(month ?? '');
  const dayNumber = Number(/^\s*(\d{1,2})\b/.exec(day ?? '')?.[1] ?? named?.day ?? NaN);
  return (
    (named && !Number.isNaN(dayNumber) ? isoDate(Number(digits), named.month, dayNumber) : null) ??
    (named ? isoDate(Number(digits), named.month) : null) ??
    isoDate(Number(digits))
  );
}

function monthOf(text: string): { readonly month: number; readonly day: number | undefined } | null {
  const plain = text.replace(/[~{}\\]/g, ' ').trim();
  const number = /^(\d{1,2})$/.exec(plain);
  if (number)
    return Number(number[1]) >= 1 && Number(number[1]) <= 12
      ? { month: Number(number[1]), day: undefined }
      : null;
  const name = /[A-Za-z]{3,}\.?/.exec(plain)?.[0];
  const month = name === undefined ? null : monthNumber(name);
  const day = /(?<!\d)(\d{1,2})(?!\d)/.exec(plain)?.[1];
  return month === null ? null : { month, day: day === undefined ? undefined : Number(day) };
}
