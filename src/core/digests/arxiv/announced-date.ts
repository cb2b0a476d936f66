import { isoDate, type IsoDate } from '../../text/dates.ts';
import { arxivMonth, type ArxivId } from '../../text/identifiers.ts';
import type { Announcement } from '../entry.ts';

/** The date of a paper that a feed or listing announced on a day: that day for new papers; of an older one only its id tells the month. */
export function announcedDate(
  day: IsoDate | null,
  announced: Announcement | null,
  arxiv: ArxivId | null,
): IsoDate | null {
  if (announced !== 'replacement' && announced !== 'cross') return day;
  const submitted = arxiv && arxivMonth(arxiv.id);
  if (!submitted) return announced === 'cross' ? day : null;
  const month = isoDate(submitted.year, submitted.month);
  return announced === 'cross' && month !== null && day?.startsWith(month) === true ? day : month;
}
