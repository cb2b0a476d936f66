/** A time as one writes it: a date as precise as known, or so long before today. */
export type Moment =
  { readonly date: string } | { readonly ago: number; readonly unit: 'd' | 'w' | 'm' | 'y' };

/** From the beginning of one moment to the end of another; null is open. Or strictly before or behind a moment. */
export type TimeRange =
  | { readonly op: 'from-to'; readonly from: Moment | null; readonly to: Moment | null }
  | { readonly op: 'before' | 'behind'; readonly at: Moment };

/** The range that a value such as `2020..2023`, `>=2024-05` or `7d` means, or null. */
export function parseTimeRange(value: string): TimeRange | null {
  const compared = /^(<=|>=|<|>|=)(.*)$/.exec(value);
  if (compared) {
    const at = parseMoment(compared[2]!);
    if (!at) return null;
    const operator = compared[1]!;
    if (operator === '<' || operator === '>') return { op: operator === '<' ? 'before' : 'behind', at };
    return { op: 'from-to', from: operator === '<=' ? null : at, to: operator === '>=' ? null : at };
  }
  const dots = value.indexOf('..');
  const [first, second] =
    dots >= 0
      ? [value.slice(0, dots), value.slice(dots + 2)]
      : /^\d{4}-\d{4}$/.test(value)
        ? value.split('-')
        : [value, null];
  if (second === null) {
    const at = parseMoment(first);
    // "Seven days" are the last seven.
    return at && { op: 'from-to', from: at, to: 'ago' in at && at.ago > 0 ? null : at };
  }
  const from = first === '' ? null : parseMoment(first);
  const to = second === '' ? null : parseMoment(second);
  if ((first !== '' && !from) || (second !== '' && !to) || (!from && !to)) return null;
  return { op: 'from-to', from, to };
}

function parseMoment(text: string): Moment | null {
  const lower = text.toLowerCase();
  if (lower === 'today') return { ago: 0, unit: 'd' };
  const [, count, unit] = /^(\d{1,4})([dwmy])$/.exec(lower) ?? [];
  if (count !== undefined) return { ago: Number(count), unit: unit as 'd' | 'w' | 'm' | 'y' };
  const [date, , month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(lower) ?? [];
  if (date === undefined || Number(month ?? 1) < 1 || Number(month ?? 1) > 12) return null;
  return Number(day ?? 1) < 1 || Number(day ?? 1) > 31 ? null : { date };
}

export function printTimeRange(range: TimeRange): string {
  if ('at' in range) return `${range.op === 'before' ? '<' : '>'}${printMoment(range.at)}`;
  const { from, to } = range;
  if (from && to && printMoment(from) === printMoment(to) && !('ago' in from && from.ago > 0))
    return printMoment(from);
  return `${from ? printMoment(from) : ''}..${to ? printMoment(to) : ''}`;
}

function printMoment(moment: Moment): string {
  return 'date' in moment ? moment.date : moment.ago === 0 ? 'today' : `${moment.ago}${moment.unit}`;
}

/** A test of dates (ISO, as precise as known: one that may lie in the range does) for a day that is today. */
export function timeTest(range: TimeRange, today: string): (date: string) => boolean {
  const first = (moment: Moment): string => firstDay(moment, today);
  const last = (moment: Moment): string => lastDay(moment, today);
  switch (range.op) {
    case 'before': {
      const limit = first(range.at);
      return (date) => padded(date, '01') < limit;
    }
    case 'behind': {
      const limit = last(range.at);
      return (date) => padded(date, '31') > limit;
    }
    case 'from-to': {
      const from = range.from ? first(range.from) : '';
      const to = range.to ? last(range.to) : '~';
      return (date) => padded(date, '31') >= from && padded(date, '01') <= to;
    }
  }
}

function firstDay(moment: Moment, today: string): string {
  return 'date' in moment ? padded(moment.date, '01') : before(today, moment.ago, moment.unit);
}

function lastDay(moment: Moment, today: string): string {
  return 'date' in moment ? padded(moment.date, '31') : before(today, moment.ago, moment.unit);
}

/** A date made ten characters long: its first day with 01, its last (or later, for comparing) with 31. */
function padded(date: string, fill: '01' | '31'): string {
  if (date.length >= 10) return date.slice(0, 10);
  if (date.length >= 7) return `${date.slice(0, 7)}-${fill}`;
  return `${date.slice(0, 4)}-${fill === '01' ? '01' : '12'}-${fill}`;
}

function before(today: string, ago: number, unit: 'd' | 'w' | 'm' | 'y'): string {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const shifted = {
    d: () => Date.UTC(year, month - 1, day - ago),
    w: () => Date.UTC(year, month - 1, day - 7 * ago),
    m: () => Date.UTC(year, month - 1 - ago, day),
    y: () => Date.UTC(year - ago, month - 1, day),
  }[unit]();
  const iso = new Date(shifted).toISOString();
  // A count that leads out of the calendar means ever.
  return iso.startsWith('-') ? '' : iso.slice(0, 10);
}
