import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { bibtexEntry } from '../../../src/core/export/bibtex-entry.ts';
import { exportPapers, type ExportFormat } from '../../../src/core/export/export.ts';
import { allItems } from '../../../src/core/features/export-items.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

function exported(text: string, format: ExportFormat): string {
  const rules = fileRules({ include: [], exclude: [] });
  const workspace = new Workspace({ rules, formats: ALL_FORMATS, today: () => '2026-11-24' });
  workspace.setFile('a.bib', text);
  workspace.commit();
  return exportPapers(allItems(workspace), format, new Map([['a.bib', text]]));
}

const itemOf = (text: string): Record<string, unknown> =>
  (JSON.parse(exported(text, 'csl-json')) as Record<string, unknown>[])[0]!;

test('a publisher or a school is no journal', () => {
  const book =
    '@book{k, title = {Of Peat}, author = {Moor, Ada}, publisher = {Bog Press}, address = {Oslo}, year = 1990}';
  const thesis =
    '@phdthesis{k, title = {Of Peat}, author = {Moor, Ada}, school = {Bog University}, year = 1990}';
  for (const [text, name] of [
    [book, 'Bog Press'],
    [thesis, 'Bog University'],
  ] as const) {
    const item = itemOf(text);
    assert.deepEqual([item['publisher'], item['container-title']], [name, undefined]);
    const ris = exported(text, 'ris');
    assert.match(ris, new RegExp(`^PB  - ${name}\r$`, 'm'));
    assert.doesNotMatch(ris, /^T2/m);
  }
  const chapter = itemOf('@incollection{k, title = {Of Peat}, booktitle = {Bogs}, publisher = {Bog Press}}');
  assert.deepEqual([chapter['container-title'], chapter['publisher']], ['Bogs', 'Bog Press']);
});

test('a suffix has its own place in CSL and BibTeX, and keywords go along', () => {
  const text = '@article{k, title = {Of Peat}, author = {Doe, Jr., Jane}, keywords = {peat, bogs}}';
  const item = itemOf(text);
  assert.deepEqual(item['author'], [{ family: 'Doe', given: 'Jane', suffix: 'Jr.' }]);
  assert.equal(item['keyword'], 'peat, bogs');
  assert.match(exported(text, 'ris'), /AU {2}- Doe, Jane, Jr\.\r\n[^]*KW {2}- peat\r\nKW {2}- bogs\r\n/);
  const rules = fileRules({ include: [], exclude: [] });
  const workspace = new Workspace({ rules, formats: ALL_FORMATS, today: () => '2026-11-24' });
  workspace.setFile('a.bib', text);
  workspace.commit();
  assert.match(bibtexEntry([...workspace.library.papers][0]!).text, /author = \{Doe, Jr\., Jane\}/);
});
