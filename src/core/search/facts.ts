import type { IsoDate } from '../text/dates.ts';

/**
 * What a query may ask of a paper beside its entries: what notes, sidecars, reading lists and topics know of it. Papers are named by
 * their ids; asked at each query, so nothing of it is indexed.
 */
export interface PaperFacts {
  today(): IsoDate;
  topics(id: string): readonly string[];
  tags(id: string): readonly string[];
  /** One of `queued`, `reading`, `read`, `dismissed`; null for none. */
  status(id: string): string | null;
  /** Ids of the papers that are cited by notes at paths that pass a test. */
  citedIn(test: (path: string) => boolean): ReadonlySet<string>;
  /** Ids of all papers of which a sidecar, a list or a decision says something. The questions below are put about these alone. */
  annotated(): ReadonlySet<string>;
  /** The text of the reader's own highlights and remarks; it is indexed, so a change of it must reach `PaperSearch.set`. */
  notes(id: string): string;
  highlights(id: string): number;
  added(id: string): IsoDate | null;
  read(id: string): IsoDate | null;
  /** The day of each highlight that has one. */
  highlighted(id: string): readonly IsoDate[];
}

/** Where nobody knows more than the entries say. */
export const NO_FACTS: PaperFacts = {
  today: () => '1970-01-01',
  topics: () => [],
  tags: () => [],
  status: () => null,
  citedIn: () => new Set(),
  annotated: () => new Set(),
  notes: () => '',
  highlights: () => 0,
  added: () => null,
  read: () => null,
  highlighted: () => [],
};
