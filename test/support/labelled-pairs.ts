import { readFileSync } from 'node:fs';
import type { Author, Entry } from '../../src/core/digests/entry.ts';
import type { FormatId } from '../../src/core/digests/format.ts';
import { entry } from './entries.ts';

/** An entry of a real file, with the facts that identity looks at. */
export interface LabelledEntry {
  readonly path: string;
  readonly line: number;
  readonly format: FormatId;
  readonly entry: Entry;
}

export interface LabelledPair {
  readonly label: 'same' | 'different';
  readonly kind: string;
  readonly a: LabelledEntry;
  readonly b: LabelledEntry;
}

/**
 * Pairs of entries of the corpora, labelled by hand. One work is its preprint, its technical report and its published version; a
 * conference paper and the article made of it later are two, as are editions, reprints, numbers of a column and parts of a series.
 */
export function labelledPairs(): LabelledPair[] {
  const file = new URL('../unit/library/fixtures/pairs.tsv', import.meta.url);
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = head!.split('\t');
  return rows.map((row) => {
    const cells = new Map(row.split('\t').map((cell, i) => [columns[i]!, cell]));
    const cell = (name: string): string => cells.get(name) ?? '';
    return {
      label: cell('label') === 'same' ? 'same' : 'different',
      kind: cell('kind'),
      a: labelledEntry((name) => cell(`a.${name}`)),
      b: labelledEntry((name) => cell(`b.${name}`)),
    };
  });
}

function labelledEntry(cell: (name: string) => string): LabelledEntry {
  const known = (name: string): string | null => cell(name) || null;
  const authors = cell('families')
    .split('; ')
    .filter((name) => name !== '')
    .map((family): Author => ({ family, given: null }));
  const parts = {
    title: cell('title'),
    key: known('key'),
    authors,
    authorCount: cell('count') === '' ? null : Number(cell('count')),
    date: known('date'),
    arxiv: known('arxiv'),
    doi: known('doi'),
    venue: known('venue'),
    identifiersInherited: cell('inherited') !== '',
  };
  return {
    path: cell('path'),
    line: Number(cell('line')),
    format: cell('format') as FormatId,
    entry: entry(parts),
  };
}
