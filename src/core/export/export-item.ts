import type { FormatId } from '../digests/format.ts';
import { compareText } from '../library/merge.ts';
import type { Paper, SourcedEntry } from '../library/paper.ts';

/** A paper and the key under which it is exported. */
export interface ExportItem {
  readonly paper: Paper;
  readonly key: string;
  /** The files whose entries come first: a note's own bibliography. */
  readonly preferred?: readonly string[];
}

/** Texts of files by their paths: those from which entries are copied. */
export type Texts = ReadonlyMap<string, string>;

export function byKey(a: ExportItem, b: ExportItem): number {
  return compareText(a.key, b.key) || compareText(a.paper.id, b.paper.id);
}

/** The entry of a format that gives the item's key and whose text is there: the best, of a preferred file if there is one. */
export function sourceOf(
  { paper, key, preferred = [] }: ExportItem,
  format: FormatId,
  texts: Texts,
): SourcedEntry | null {
  const own = paper.entries.filter((source) => source.format === format && source.entry.key === key);
  const there = own.filter(({ path }) => texts.has(path));
  return there.find(({ path }) => preferred.includes(path)) ?? there[0] ?? null;
}

/** An entry of a format without a key, and whose text is there. */
export function keylessSourceOf({ paper }: ExportItem, format: FormatId, texts: Texts): SourcedEntry | null {
  return (
    paper.entries.find(
      (source) => source.format === format && source.entry.key === null && texts.has(source.path),
    ) ?? null
  );
}

/** The paths of files that an export copies from, or takes details of. */
export function sourcePaths(items: readonly ExportItem[]): string[] {
  const kept: readonly FormatId[] = ['bibtex', 'csl-json', 'csl-yaml', 'ris', 'nbib'];
  const entries = items.flatMap(({ paper }) => paper.entries);
  return [...new Set(entries.filter(({ format }) => kept.includes(format)).map(({ path }) => path))].sort();
}
