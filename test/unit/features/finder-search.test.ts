import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import type { Finder } from '../../../src/core/features/finder.ts';
import { createFinder } from '../../../src/core/features/library-finder.ts';
import { WorkspaceBonds } from '../../../src/core/features/paper-bonds.ts';
import { hitShower } from '../../../src/core/features/search-hits.ts';
import { workspaceFacts } from '../../../src/core/features/workspace-facts.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

const today = (): string => '2026-11-24';
const BIBLIOGRAPHY = `
@misc{lakes, title = {Turbid States of Shallow Lakes}, abstract = {Storms announce the turn, long before anybody sees it. ${'Then nothing happens. '.repeat(20)}At last the cores of sediments tell.}, year = 2019}
@misc{peat, title = {A Census of Northern Peat}, year = 2021}
@misc{ponds, title = {Ponds}, year = 2022}
`;
const SIDECAR = `---
citekey: lakes
tags: [soil]
---

<!-- carrel: highlight yellow 2026-11-20 anna abstract:0 v1 -->
> Storms announce

^7kq2fx

Compare with the zebra mussels.
`;

class Library {
  readonly workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today,
  });
  readonly finder: Finder = createFinder(
    this.workspace.library,
    () => 0,
    new WorkspaceBonds(this.workspace),
    workspaceFacts(this.workspace, today),
  );

  set(path: string, text: string): void {
    this.workspace.setFile(path, text);
    this.finder.apply(this.workspace.commit());
    this.finder.notesChanged(this.workspace.annotations.takeChanged());
  }

  /** The keys that a query finds when all is indexed. */
  find(query: string): string[] {
    while (!this.finder.work(1000));
    const { found, partly, progress } = this.finder.search(query, 50);
    assert.equal(progress, null);
    return partly ? [] : found.map(({ paper }) => paper.key).sort();
  }
}

test('notes, sidecars and reading lists are asked for what they say', () => {
  const library = new Library();
  library.set('refs.bib', BIBLIOGRAPHY);
  library.set('annotations/@lakes.md', SIDECAR);
  library.set('reading-list.md', '- [x] [@peat] ➕ 2026-11-03 ✅ 2026-11-10\n  A Census of Northern Peat\n');
  library.set('chapters/one.md', 'See [@ponds].\n');
  for (const [query, ...keys] of [
    ['notes:zebra', 'lakes'],
    ['zebra ', 'lakes'],
    ['has:highlights', 'lakes'],
    ['tag:soil', 'lakes'],
    ['highlighted:7d', 'lakes'],
    ['status:read', 'peat'],
    ['status:none', 'lakes', 'ponds'],
    ['added:2026-11', 'peat'],
    ['read:>2026-11-09', 'peat'],
    ['cited-in:chapters', 'ponds'],
    ['source:refs.bib year:2019', 'lakes'],
  ])
    assert.deepEqual(library.find(query!), keys, query);
  library.set('annotations/@lakes.md', SIDECAR.replace('zebra', 'quagga'));
  assert.deepEqual(library.find('zebra '), []);
  assert.deepEqual(library.find('quagga '), ['lakes']);
});

test('search says how far it is, and finds what is indexed', () => {
  const library = new Library();
  const many = Array.from({ length: 700 }, (_, i) => `@misc{k${i}, title = {Rain number ${i}}}`).join('\n');
  library.set('refs.bib', many);
  assert.deepEqual(library.finder.search('rain ', 9).progress, { done: 0, total: 700 });
  library.finder.work(-1);
  assert.ok(library.finder.search('rain ', 9).progress!.total === 700);
  assert.equal(library.find('rain ').length, 50);
  assert.equal(library.finder.match('rain 699', 9)[0]?.key, 'k699');
});

test('an index of which most is gone is built anew, and finds the same', () => {
  const library = new Library();
  const all = (word: string): string =>
    Array.from({ length: 150 }, (_, i) => `@misc{k${i}, title = {${word} ${i}}}`).join('\n');
  for (const word of ['Rain', 'Snow', 'Hail', 'Fog']) {
    library.set('refs.bib', all(word));
    assert.deepEqual(library.find(`${word.toLowerCase()} 77 `), ['k77']);
  }
  assert.deepEqual(library.find('rain '), []);
  assert.equal(library.finder.match('fog', 200).length, 150);
  assert.equal(library.finder.match('snow', 200).length, 0);
});

test('a hit shows where it was found', () => {
  const library = new Library();
  library.set('refs.bib', BIBLIOGRAPHY);
  library.find('');
  const { found, parsed } = library.finder.search('sediment cores', 5);
  const { title, preview, detail } = hitShower(parsed, () => '')(found[0]!.paper);
  assert.equal(title.text, 'Turbid States of Shallow Lakes');
  assert.equal(detail, '2019');
  const marked = preview!.marks.map(({ start, end }) => preview!.text.slice(start, end));
  assert.deepEqual(marked, ['cores', 'sediments']);
  assert.ok(preview!.text.startsWith('…') && preview!.text.length < 170, preview!.text);
});
