import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { createFinder } from '../../../src/core/features/library-finder.ts';
import { WorkspaceBonds } from '../../../src/core/features/paper-bonds.ts';
import { NO_FACTS } from '../../../src/core/search/facts.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

const WORDS = ['Turbid', 'Migrating', 'Sparse', 'Frozen', 'Burning', 'Quiet'];
const NOUNS = ['Lakes', 'Swallows', 'Matrices', 'Soils', 'Forests', 'Streets'];

/** A bibliography of papers that share no word; `authors[i]` wrote the i-th. */
function bibliography(authors: readonly string[]): string {
  return authors
    .map((author, i) => `@misc{p${i}, title = {${WORDS[i]!} ${NOUNS[i]!}}, author = {${author}}}\n`)
    .join('\n');
}

function reasonsBetween(
  files: Readonly<Record<string, string>>,
  key: string,
): Record<string, readonly string[]> {
  const workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2026-11-24',
  });
  const finder = createFinder(workspace.library, () => 0, new WorkspaceBonds(workspace), NO_FACTS);
  for (const [path, text] of Object.entries(files)) {
    workspace.setFile(path, text);
    finder.apply(workspace.commit());
  }
  while (!finder.work(1000));
  const [paper] = workspace.library.byKey(key);
  return Object.fromEntries(
    finder.related(paper!, 9).map(({ paper: { key: other }, reasons }) => [other, reasons]),
  );
}

const APART = ['Moor, Ada', 'Lee, Bo', 'Moor, Ada', 'Ruiz, Eva', 'Kim, Ho', 'Stein, Uwe'];

test('an author of both and a note that cites both relate papers of different words', () => {
  const files = { 'refs.bib': bibliography(APART), 'note.md': 'See @p0 and [[@p4]].\n', 'other.md': '@p1\n' };
  assert.deepEqual(reasonsBetween(files, 'p0'), {
    p4: ['both cited in note.md'],
    p2: ['same author: Ada Moor', 'close to each other in refs.bib'],
  });
});

test('what a note cites no more relates nothing', () => {
  const workspace = { 'refs.bib': bibliography(APART), 'note.md': 'Only @p0.\n' };
  assert.deepEqual(Object.keys(reasonsBetween(workspace, 'p0')), ['p2']);
});

test('authors of whom only a family name is known are nobody in particular', () => {
  assert.deepEqual(reasonsBetween({ 'refs.bib': bibliography(['Moor', 'Moor', 'Moor']) }, 'p0'), {});
});
