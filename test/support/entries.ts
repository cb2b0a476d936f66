import { bareEntry, type Entry } from '../../src/core/digests/entry.ts';
import type { FormatId } from '../../src/core/digests/format.ts';
import type { KeyFormat } from '../../src/core/library/key-format/format.ts';
import type { Library } from '../../src/core/library/library.ts';

/** An entry with made-up place and the given parts; all of its authors are named. */
export function entry(parts: Partial<Entry> & { title: string }): Entry {
  const authorCount = parts.authors && parts.authors.length > 0 ? parts.authors.length : null;
  return { ...bareEntry(parts.title, { start: 0, end: 1 }, null), authorCount, ...parts };
}

/** Puts entries into a library as the content of one file; lines count from 1. */
export function setEntries(
  library: Library,
  path: string,
  entries: readonly Entry[],
  format: FormatId = 'huggingface-page',
  keyFormat: KeyFormat | null = null,
): void {
  const placed = entries.map((e, i) => ({
    entry: e,
    place: { line: i + 1, character: 0, length: 1 },
  }));
  library.setFile({ path, format, entries: placed, keyFormat });
}

/** Everything that can be seen of a library, as text that is equal for equal libraries. */
export function describe(library: Library): string {
  return [...library.papers]
    .map((paper) =>
      JSON.stringify({
        id: paper.id,
        key: paper.key,
        aliases: paper.aliases,
        title: paper.title,
        date: paper.date,
        entries: paper.entries.map((e) => [e.path, e.line]),
      }),
    )
    .sort()
    .join('\n');
}
