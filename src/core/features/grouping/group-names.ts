import type { Author } from '../../digests/entry.ts';
import type { Paper } from '../../library/paper.ts';
import { displayDate } from '../../text/dates.ts';
import { fold } from '../../text/fold.ts';
import { plainLine } from '../../text/markdown-escape.ts';

/** A group that a paper belongs to. */
export interface GroupName {
  /** The same for all papers of the group. */
  readonly id: string;
  readonly label: string;
}

/** What papers can be grouped by from their entries alone. */
export type EntryGrouping = 'date' | 'source' | 'author' | 'venue';

/** The groups of papers of which the digests do not say what is asked. */
export const UNKNOWN = '';

const LABELS_OF_UNKNOWN: Record<EntryGrouping, string> = {
  date: 'No date',
  source: 'No source',
  author: 'Authors not named',
  venue: 'No venue',
};

/** The groups of a paper; of `UNKNOWN` alone where there is none. */
export function groupsOf(paper: Paper, by: EntryGrouping): readonly GroupName[] {
  const groups = NAMES[by](paper);
  return groups.length > 0 ? groups : [{ id: UNKNOWN, label: LABELS_OF_UNKNOWN[by] }];
}

const NAMES: Record<EntryGrouping, (paper: Paper) => readonly GroupName[]> = {
  date: ({ date }) => (date === null ? [] : [monthGroup(date.slice(0, 7))]),
  source: ({ entries }) => entries.map(({ path }) => ({ id: path, label: plainLine(path) })),
  author: ({ authors }) => authors.flatMap((author) => authorGroup(author) ?? []),
  venue: ({ venue }) => {
    const label = plainLine(venue ?? '');
    return label === '' ? [] : [{ id: fold(label), label }];
  },
};

/** A year, or a month of one. */
export function monthGroup(id: string): GroupName {
  return { id, label: displayDate(id) };
}

function authorGroup(author: Author): GroupName | null {
  // By family name, as catalogues have it: so the list is in order of what one looks for.
  const label = plainLine(
    'literal' in author
      ? author.literal
      : [author.family, author.given ?? ''].filter((part) => part !== '').join(', '),
  );
  return label === '' ? null : { id: fold(label), label };
}
