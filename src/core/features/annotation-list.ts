import { COLORS, type AnnotationRecord } from '../annotations/record.ts';
import { papersOfNote } from '../annotations/paper-of-note.ts';
import type { AnnotationStore } from '../annotations/store.ts';
import type { Library } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';
import { fold } from '../text/fold.ts';
import type { Steps } from '../text/steps.ts';
import { cardAnnotation, type CardAnnotation } from './card-notes.ts';
import { rowTitle } from './paper-text.ts';

/** By what a list of all annotations is divided. */
export const GROUPINGS = ['paper', 'color', 'tag', 'date'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A highlight or remark of one of the library's papers. Where it stands in the text is not known yet. */
export interface AnnotationRow {
  readonly paper: LibraryPaper;
  readonly path: string;
  readonly record: AnnotationRecord;
  readonly tags: readonly string[];
}

export interface AnnotationGroup {
  readonly id: string;
  /** A title, a colour, a tag, or a month as `yyyy-mm`; empty for what has none. */
  readonly label: string;
  readonly count: number;
}

/** An annotation as a list shows it: with its paper, and where it stands. */
export interface ListedAnnotation extends CardAnnotation {
  /** Leads to its paper alone. */
  readonly ref: string;
  readonly title: string;
}

/** How many rows are looked at between two chances to stop. */
const STEP = 200;

/** All annotations whose words, paper, tags, colour or annotator hold each of the words of `filter`. Costs what all sidecars hold. */
export function* annotationRows(
  library: Library,
  store: AnnotationStore,
  filter: string,
): Steps<readonly AnnotationRow[]> {
  const words = fold(filter)
    .split(/\s+/)
    .filter((word) => word !== '');
  const rows: AnnotationRow[] = [];
  let seen = 0;
  for (const { path, fields, records, ...note } of [...store.sidecars]) {
    if (records.length === 0) continue;
    for (const paper of papersOfNote(library, { path, fields, ...note }))
      for (const record of records) {
        if (fits(words, paper, record, fields.tags)) rows.push({ paper, path, record, tags: fields.tags });
        if (++seen % STEP === 0) yield;
      }
  }
  return rows;
}

function fits(
  words: readonly string[],
  paper: LibraryPaper,
  { exact, comment, color, annotator, date }: AnnotationRecord,
  tags: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const all = [exact, comment, color, annotator, date, paper.title, paper.key, ...tags];
  const text = fold(all.filter((part) => part !== null).join('\n'));
  return words.every((word) => text.includes(word));
}

export function groupsOf(rows: readonly AnnotationRow[], by: Grouping): AnnotationGroup[] {
  const counts = new Map<string, number>();
  const titles = new Map<string, string>();
  for (const row of rows)
    for (const id of groupIds(row, by)) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      if (by === 'paper') titles.set(id, rowTitle(row.paper));
    }
  const groups = [...counts].map(([id, count]) => ({ id, count, label: titles.get(id) ?? id }));
  const rank = ({ id }: AnnotationGroup): number =>
    id === '' ? COLORS.length + 1 : by === 'color' ? rankOf(id) : 0;
  return groups.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (by === 'tag' ? b.count - a.count : 0) ||
      (by === 'date' ? compareText(b.label, a.label) : compareText(fold(a.label), fold(b.label))) ||
      compareText(a.id, b.id),
  );
}

/** The rows of a group: a paper's as its files have them, all others the newest first. */
export function rowsOfGroup(
  rows: readonly AnnotationRow[],
  by: Grouping,
  id: string,
): readonly AnnotationRow[] {
  const own = rows.filter((row) => groupIds(row, by).includes(id));
  if (by === 'paper') return own;
  return own.sort(
    (a, b) =>
      compareText(b.record.date ?? '', a.record.date ?? '') ||
      compareText(a.paper.key, b.paper.key) ||
      compareText(a.record.id, b.record.id),
  );
}

/** Rows with where they stand now; those of one paper in the order of its text. Costs what their papers' annotations hold. */
export function* listedAnnotations(
  store: AnnotationStore,
  rows: readonly AnnotationRow[],
  isWanted: (one: CardAnnotation) => boolean = () => true,
): Steps<ListedAnnotation[]> {
  const listed: ListedAnnotation[] = [];
  const places = new Map<LibraryPaper, ReadonlyMap<string, { rank: number; shown: CardAnnotation }>>();
  const order: number[] = [];
  for (const { paper, path, record } of rows) {
    let known = places.get(paper);
    if (!known) {
      known = shownOf(store, paper);
      places.set(paper, known);
      yield;
    }
    const place = known.get(`${path}\n${record.id}`);
    if (!place || !isWanted(place.shown)) continue;
    order.push(place.rank);
    listed.push({ ...place.shown, ref: paper.id, title: rowTitle(paper) });
  }
  if (places.size !== 1) return listed;
  return listed
    .map((one, i) => ({ one, rank: order[i]! }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function shownOf(
  store: AnnotationStore,
  paper: LibraryPaper,
): ReadonlyMap<string, { rank: number; shown: CardAnnotation }> {
  const { highlights, remarks } = store.of(paper);
  return new Map(
    [...highlights, ...remarks].map((one, rank) => {
      const isLocked = (store.sidecar(one.path)?.locked ?? null) !== null;
      return [`${one.path}\n${one.fileId}`, { rank, shown: cardAnnotation(paper, one, isLocked) }];
    }),
  );
}

function groupIds({ paper, record, tags }: AnnotationRow, by: Grouping): readonly string[] {
  switch (by) {
    case 'paper':
      return [paper.id];
    case 'color':
      return [record.kind === 'remark' ? '' : (COLORS.find((known) => known === record.color) ?? 'yellow')];
    case 'tag':
      return tags.length > 0 ? tags : [''];
    case 'date':
      return [record.date?.slice(0, 7) ?? ''];
  }
}

function rankOf(color: string): number {
  return COLORS.findIndex((known) => known === color);
}
