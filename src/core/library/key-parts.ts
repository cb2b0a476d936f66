import type { Entry } from '../digests/entry.ts';
import { yearOf } from '../text/dates.ts';
import { arxivMonth } from '../text/identifiers.ts';

/** Words that say nothing in a key. Adding to this list changes keys that people may have cited: leave it alone. */
const STOP_WORDS = new Set(
  (
    'a about after against all also among an and any are as at based be been before being between both but by can could do does down ' +
    'during each few for from further had has have how if in into is it its may more most no nor not of off on once only or other ' +
    'our out over own same should so some such than that the their them then there these they this those through to too toward ' +
    'towards under until up upon use using very via was we were what when where which while who why will with within without would you your'
  ).split(' '),
);

/** By a word in lower case. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The year of the arXiv id, else the one that is printed. */
export function keyYear(entry: Pick<Entry, 'date' | 'dateInferred' | 'arxiv'>): number | null {
  if (entry.arxiv !== null) return arxivMonth(entry.arxiv)?.year ?? null;
  return entry.date === null || entry.dateInferred ? null : yearOf(entry.date);
}
