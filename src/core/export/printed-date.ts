import type { IsoDate } from '../text/dates.ts';
import { isDateOfArxiv, type Paper } from '../library/paper.ts';
import { isPublished } from '../library/versions.ts';

/** The date that a bibliography may print: not the month in which a paper that has since appeared elsewhere came to arXiv. */
export function printedDate(paper: Paper): IsoDate | null {
  return isDateOfArxiv(paper) && paper.entries.some(({ entry }) => isPublished(entry)) ? null : paper.date;
}
