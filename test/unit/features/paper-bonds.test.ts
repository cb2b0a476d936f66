import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFinder } from '../../../src/core/features/library-finder.ts';
import type { Finder } from '../../../src/core/features/finder.ts';
import { workspaceFacts } from '../../../src/core/features/workspace-facts.ts';
import { WorkspaceBonds } from '../../../src/core/features/paper-bonds.ts';
import type { Workspace } from '../../../src/core/workspace/workspace.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const WORDS = ['Turbid', 'Migrating', 'Sparse', 'Frozen', 'Burning', 'Quiet'];
const NOUNS = ['Lakes', 'Swallows', 'Matrices', 'Soils', 'Forests', 'Streets'];

/** A bibliography of papers that share no word; `authors[i]` wrote the i-th. */
function bibliography(authors: readonly string[]): string {
  return authors
    .map((author, i) => `@misc{p${i}, title = {${WORDS[i]!} ${NOUNS[i]!}}, author = {${author}}}\n`)
    .join('\n');
}

function open(files: Readonly<Record<string, string>>): { workspace: Workspace; finder: Finder } {
  const workspace = emptyWorkspace();
  const facts = workspaceFacts(workspace, () => '2026-11-24');
  const finder = createFinder(workspace.library, () => 0, new WorkspaceBonds(workspace), facts);
  const set = (path: string, text: string): void => {
    workspace.setFile(path, text);
    finder.apply(workspace.commit());
    finder.notesChanged(workspace.annotations.takeChanged());
  };
  for (const [path, text] of Object.entries(files)) set(path, text);
  while (!finder.work(1000));
  return { workspace, finder };
}

function reasonsBetween(
  files: Readonly<Record<string, string>>,
  key: string,
): Record<string, readonly string[]> {
  const { workspace, finder } = open(files);
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

test('a tag that the reader gave to both relates them, and is a topic', () => {
  const tagged = (key: string): string => `---\ncitekey: ${key}\ntags: [reading-group]\n---\n`;
  const files = { 'refs.bib': bibliography(APART), '@p1.md': tagged('p1'), '@p5.md': tagged('p5') };
  assert.deepEqual(reasonsBetween(files, 'p1'), { p5: ['both tagged “reading-group”'] });
  const [first] = open(files).finder.topics();
  assert.deepEqual([first?.label, first?.count], ['#reading-group', 2]);
});

test('what the reader does not want is left out beside the one paper, whatever relates them', () => {
  const files = {
    'refs.bib': bibliography(APART),
    'note.md': 'See @p0 and @p4.\n',
    '.carrel/less-like-this.tsv': 'key:p0\tkey:p4\tless\t2026-01-01T00:00:00Z\n',
  };
  assert.deepEqual(Object.keys(reasonsBetween(files, 'p0')), ['p2']);
  assert.deepEqual(Object.keys(reasonsBetween(files, 'p4')), ['p0']);
});

test('a kept topic holds what its query finds, and comes first', () => {
  const files = {
    'refs.bib': bibliography(APART),
    '.carrel/topics.yaml':
      'topics:\n- name: Wet\n  query: lakes OR swallows\n- name: None\n  query: lakes AND swallows\n',
  };
  const { finder } = open(files);
  const [none, wet] = finder.topics();
  assert.deepEqual([none?.label, none?.count, wet?.label, wet?.count], ['None', 0, 'Wet', 2]);
});

test('whom a paper cites and who cites it are related, by identifier or title', () => {
  const work = (title: string, doi: string | null, more: object = {}): object => ({
    paperId: title,
    externalIds: doi === null ? null : { DOI: doi },
    title,
    authors: [],
    ...more,
  });
  const files = {
    'digests/a.json': JSON.stringify(
      work('Turbid Lakes', '10.1000/lakes', {
        references: [
          work('Peat Under Snow Cover', null),
          work('Sparse Matrices', '10.1000/matrices'),
          work('Notes', null),
        ],
      }),
    ),
    'refs.bib':
      '@misc{snow, title = {Peat under Snow Cover}}\n@misc{m, title = {Solving Rows}, doi = {10.1000/matrices}}\n@misc{n, title = {Notes}}\n',
    'item.csl.json': JSON.stringify([
      { id: 'frozen', type: 'article', title: 'Frozen Soils', reference: [{ DOI: '10.1000/LAKES' }] },
    ]),
  };
  const { workspace } = open(files);
  const [lakes] = workspace.library.byDoi('10.1000/lakes');
  const related = reasonsBetween(files, lakes!.key);
  assert.deepEqual(related['snow']?.[0], 'this paper cites it');
  assert.deepEqual(related['m']?.[0], 'this paper cites it');
  assert.deepEqual(related['frozen']?.[0], 'it cites this paper');
  assert.equal(related['n'], undefined, 'a title of one word names nothing');
  assert.deepEqual(reasonsBetween(files, 'frozen')[lakes!.key]?.[0], 'this paper cites it');
});

test('papers that left cite nothing any more', () => {
  const { workspace, finder } = open({
    'refs.bib': '@misc{lakes, title = {Turbid Lakes}, doi = {10.1000/lakes}}\n',
    'item.csl.json': JSON.stringify([
      { id: 'frozen', type: 'article', title: 'Frozen Soils', reference: [{ DOI: '10.1000/lakes' }] },
    ]),
  });
  const related = (): string[] =>
    finder.related(workspace.library.byKey('lakes')[0]!, 9).map(({ paper }) => paper.key);
  assert.deepEqual(related(), ['frozen']);
  workspace.removeFile('item.csl.json');
  finder.apply(workspace.commit());
  while (!finder.work(1000));
  assert.deepEqual(related(), []);
});
