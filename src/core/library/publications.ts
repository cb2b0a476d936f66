import type { Entry, Locator } from '../digests/entry.ts';
import { yearOf } from '../text/dates.ts';
import { isPreprint } from './versions.ts';
import { isInstitution, venuesAgree } from './venues.ts';

/** One appearance of a paper, as a bibliography's entry gives it. */
export interface Publication {
  readonly year: number | null;
  /** The journal, conference or publisher; null where none is given. */
  readonly venue: string | null;
  readonly locator: Locator | null;
  readonly path: string;
  readonly key: string | null;
}

/** The publication that an entry stands for; null for preprints, for reports, which are as good as preprints, and for listings. */
export function publicationOf(entry: Entry, path: string): Publication | null {
  if (entry.key === null && entry.venue === null) return null;
  if (isPreprint(entry) || (entry.key === null && entry.arxiv !== null)) return null;
  if (entry.venue !== null && isInstitution(entry.venue)) return null;
  return {
    year: entry.date === null ? null : yearOf(entry.date),
    venue: entry.venue,
    locator: entry.locator,
    path,
    key: entry.key,
  };
}

/**
 * Whether two appearances are two publications of one title: a conference paper and the article made of it later, a reprint, another
 * edition, the next number of a column. Years are often a little off, and venues are written in many ways, so it takes a difference of
 * more than two years; or of any and another venue; or that one file lists both under keys of their own and does not say that they are
 * of one year; or other pages in another issue of one venue.
 */
function differ(a: Publication, b: Publication): boolean {
  const listedTwice = a.path === b.path && a.key !== b.key;
  if (a.year === null || b.year === null) return listedTwice;
  const apart = Math.abs(a.year - b.year);
  if (apart > 2) return true;
  if (isOtherNumber(a, b)) return true;
  if (apart === 0 || a.venue === null || b.venue === null) return false;
  return listedTwice || !venuesAgree(a.venue, b.venue);
}

/** Numbers of a column: other pages in another issue of the same venue. */
function isOtherNumber(a: Publication, b: Publication): boolean {
  const differs = (name: keyof Locator): boolean => {
    const [x, y] = [a.locator?.[name] ?? null, b.locator?.[name] ?? null];
    return x !== null && y !== null && x !== y;
  };
  const isOneVenue = a.venue === null ? b.venue === null : b.venue !== null && venuesAgree(a.venue, b.venue);
  return isOneVenue && differs('page') && (differs('volume') || differs('number'));
}

/** The appearances of one entry or a group of entries. */
export class PublicationSet {
  static readonly none = new PublicationSet([]);
  readonly #all: readonly Publication[];

  private constructor(all: readonly Publication[]) {
    this.#all = all;
  }

  static of(one: Publication | null): PublicationSet {
    return one === null ? PublicationSet.none : new PublicationSet([one]);
  }

  static union(sets: readonly PublicationSet[]): PublicationSet {
    return new PublicationSet(sets.flatMap((set) => set.#all));
  }

  /** Whether all appearances of one differ from all of the other. */
  contradicts(other: PublicationSet): boolean {
    return (
      this.#all.length > 0 &&
      other.#all.length > 0 &&
      this.#all.every((a) => other.#all.every((b) => differ(a, b)))
    );
  }
}
