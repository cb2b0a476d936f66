import type { Entry } from '../digests/entry.ts';
import type { FormatId } from '../digests/format.ts';
import type { Steps } from '../text/steps.ts';
import { isSameFormat, type KeyFormat } from './key-format/format.ts';
import type { EntryNode } from './library-paper.ts';
import type { EntryPlace, SourcedEntry } from './paper.ts';
import { sameContent } from './same-content.ts';

/** A digest's entries as the library takes them. */
export interface LibraryFile {
  readonly path: string;
  readonly format: FormatId;
  readonly entries: readonly { readonly entry: Entry; readonly place: EntryPlace }[];
  /** What generated keys of its entries look like; without one, by their titles. */
  readonly keyFormat?: KeyFormat | null;
}

/** What a file's new reading changes: nodes at its beginning and end that say what they said stay. */
export interface FileChange {
  readonly sources: readonly SourcedEntry[];
  /** Which of the entries with the same title each is, from 0. */
  readonly twins: readonly number[];
  readonly head: number;
  readonly tail: number;
}

/** So many entries are looked at between two steps. */
const STEP = 50;

export function* compareFile(before: readonly EntryNode[], file: LibraryFile): Steps<FileChange> {
  const { path, format, keyFormat = null } = file;
  const sources = file.entries.map(({ entry, place }, index): SourcedEntry => ({
    path,
    format,
    line: place.line,
    place,
    index,
    entry,
  }));
  const twins = yield* countTwins(sources);
  const same = (i: number, j: number): boolean => {
    const [a, b] = [before[i], sources[j]];
    if (!a || !b || a.source.format !== b.format || a.twin !== twins[j]) return false;
    if (!isSameFormat(a.keyFormat, keyFormat)) return false;
    return sameContent(a.source.entry, b.entry);
  };
  let head = 0;
  while (same(head, head)) if (++head % STEP === 0) yield;
  let tail = 0;
  const shorter = Math.min(before.length, sources.length) - head;
  while (tail < shorter && same(before.length - 1 - tail, sources.length - 1 - tail))
    if (++tail % STEP === 0) yield;
  return { sources, twins, head, tail };
}

function* countTwins(sources: readonly SourcedEntry[]): Steps<number[]> {
  const seen = new Map<string, number>();
  const twins: number[] = [];
  for (const { entry } of sources) {
    if (twins.length % STEP === 0) yield;
    const twin = seen.get(entry.title) ?? 0;
    seen.set(entry.title, twin + 1);
    twins.push(twin);
  }
  return twins;
}
