import type { FormatId } from '../../digests/format.ts';
import type { SourcedEntry } from '../../library/paper.ts';

/** Formats in which people keep what they have; all others bring what is to be looked at. */
const HOLDINGS: ReadonlySet<FormatId> = new Set<FormatId>([
  'bibtex',
  'csl-json',
  'csl-yaml',
  'ris',
  'nbib',
  'web-of-science',
  'table',
]);

/** Whether an entry says that someone has the paper, not that it came by. */
export function isHolding({ format }: SourcedEntry): boolean {
  return HOLDINGS.has(format);
}

const DAY = /(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)/g;

/** The day in a file's name, or the last one in its folders' names; null without any: `2025-10-31`, `20251031` and the like. */
export function dayOfPath(path: string): string | null {
  let found: string | null = null;
  for (const [, year, , month, day] of path.matchAll(DAY)) {
    const isDay =
      year! >= '1980' && year! <= '2199' && month! >= '01' && month! <= '12' && day! >= '01' && day! <= '31';
    if (isDay) found = `${year!}-${month!}-${day!}`;
  }
  return found;
}

/** The day of a digest, `yyyy-mm-dd`: of its name, else of its youngest paper; '' where nothing tells. */
export function dayOfDigest(path: string, sources: Iterable<SourcedEntry>): string {
  const named = dayOfPath(path);
  if (named !== null) return named;
  let latest = '';
  for (const { entry } of sources) if (entry.date?.length === 10 && entry.date > latest) latest = entry.date;
  return latest;
}
