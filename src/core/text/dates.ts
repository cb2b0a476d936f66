/** A date as precise as it is known: `2024`, `2024-05` or `2024-05-21` (ISO 8601, reduced precision). */
export type IsoDate = string;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The number (1 to 12) of an English month's name or its abbreviation of three letters or more, else null. */
export function monthNumber(name: string): number | null {
  const full = name.toLowerCase().replace(/\.$/, '');
  const index = MONTHS.indexOf(full.slice(0, 3));
  return index < 0 || !FULL_MONTHS[index]!.startsWith(full === 'sept' ? 'sep' : full) ? null : index + 1;
}

const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The ISO date of numbers, or null where no calendar has that day. */
export function isoDate(year: number, month?: number, day?: number): IsoDate | null {
  if (!Number.isInteger(year) || year < 1 || year > 9999) return null;
  const yyyy = String(year).padStart(4, '0');
  if (month === undefined) return yyyy;
  if (month < 1 || month > 12) return null;
  const mm = String(month).padStart(2, '0');
  if (day === undefined) return `${yyyy}-${mm}`;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${yyyy}-${mm}-${String(day).padStart(2, '0')}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The year of a date. */
export function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}

/** The date in words, as precise as it is: `21 May 2024`, `May 2024`, `2024`. */
export function displayDate(date: IsoDate): string {
  const [year, month, day] = date.split('-');
  if (month === undefined) return date;
  const name = FULL_MONTHS[Number(month) - 1] ?? month;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return day === undefined ? `${capital} ${year}` : `${Number(day)} ${capital.slice(0, 3)} ${year}`;
}
