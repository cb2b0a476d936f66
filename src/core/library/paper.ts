import type { Author, Entry } from '../digests/entry.ts';
import type { FormatId } from '../digests/format.ts';
import type { IsoDate } from '../text/dates.ts';

/** Where an entry's name (its title, else its key) stands: what a jump to the entry shows. */
export interface EntryPlace {
  /** From 1. */
  readonly line: number;
  /** The UTF-16 units before the name on its line, and the name's own on that line. */
  readonly character: number;
  readonly length: number;
}

/** An entry with the file it stands in. */
export interface SourcedEntry {
  /** The digest's path in the library, with `/`. */
  readonly path: string;
  readonly format: FormatId;
  /** The line of the entry's name, from 1. */
  readonly line: number;
  readonly place: EntryPlace;
  /** The entry's place among its file's entries, from 0. */
  readonly index: number;
  readonly entry: Entry;
}

/** The fields of a paper that entries bring. */
export interface PaperFields {
  readonly title: string;
  readonly authors: readonly Author[];
  readonly authorCount: number | null;
  readonly date: IsoDate | null;
  /** The date's year was not printed, or all of it is but the month of the arXiv id. */
  readonly dateInferred: boolean;
  readonly abstract: string | null;
  readonly arxiv: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly venue: string | null;
  readonly comments: number | null;
  readonly upvotes: number | null;
  readonly subjects: readonly string[];
}

/** One work, merged from all its entries. */
export interface Paper extends PaperFields {
  /** Leads to this paper alone: the key, or more than it where two bibliographies give one key to two papers. */
  readonly id: string;
  /** The name by which notes cite the paper. */
  readonly key: string;
  /** Other names that lead here and to no other paper. */
  readonly aliases: readonly string[];
  /** Best source first; never empty. */
  readonly entries: readonly SourcedEntry[];
  /** The entry that each known field came from. */
  readonly origins: ReadonlyMap<keyof PaperFields, SourcedEntry>;
}

/** Whether no entry tells when a paper is from, so that its date is the month of its arXiv id. */
export function isDateOfArxiv({ date, dateInferred }: Pick<PaperFields, 'date' | 'dateInferred'>): boolean {
  return dateInferred && date?.length === 7;
}
