import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import {
  LibraryGroups,
  GROUPINGS,
  type Grouping,
} from '../../../src/core/features/grouping/library-groups.ts';
import type { Sort } from '../../../src/core/features/grouping/sorting.ts';
import { createFinder } from '../../../src/core/features/library-finder.ts';
import { WorkspaceBonds } from '../../../src/core/features/paper-bonds.ts';
import { workspaceFacts } from '../../../src/core/features/workspace-facts.ts';
import { finish } from '../../../src/core/text/steps.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';
import { page } from '../../support/pages.ts';

const today = (): string => '2026-11-24';

class Files {
  readonly workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today,
  });
  readonly finder = createFinder(
    this.workspace.library,
    () => 0,
    new WorkspaceBonds(this.workspace),
    workspaceFacts(this.workspace, today),
  );
  readonly groups = new LibraryGroups(this.workspace, this.finder);

  set(path: string, text: string | null): this {
    if (text === null) this.workspace.removeFile(path);
    else this.workspace.setFile(path, text);
    const change = this.workspace.commit();
    this.finder.apply(change);
    this.groups.apply(change);
    this.groups.notesChanged(this.workspace.takeTouched());
    this.finder.notesChanged(this.workspace.annotations.takeChanged());
    while (!this.finder.work(1000));
    return this;
  }

  shown(by: Grouping, limit = 100): [string, number][] {
    return finish(this.groups.groups(by, limit)).groups.map(({ label, count }) => [label, count]);
  }

  titles(by: Grouping, group: string, sort: Sort = 'date', limit = 100): string[] {
    return finish(this.groups.papers(by, group, sort, limit)).papers.map(({ title }) => title);
  }
}

const BIB = `
@article{a, title = {Zebras of the Plain}, author = {Moor, Ada and Lee, Bo}, year = 2021, journal = {Journal of Lakes}}
@article{b, title = {Ants in Winter}, author = {MOOR, Ada}, date = {2021-05-02}, journal = {Journal of lakes}}
@article{c, title = {Bees at Dusk over Meadows}, date = {2023-01-07}}
@misc{d, title = {Moss}}
`;
const PAGE = page([
  { title: 'Swallows in Cities', date: 'Oct 9, 2023', comments: 3 },
  { title: 'Bees at Dusk over Meadows', date: 'Jan 7, 2023', comments: 9 },
]);

function opened(): Files {
  return new Files().set('refs.bib', BIB).set('digests/2023-10-10.txt', PAGE);
}

test('years and months, sources, authors and venues are groups, and what is not known is one, too', () => {
  const files = opened();
  assert.deepEqual(files.shown('date'), [
    ['2023', 2],
    ['2021', 2],
    ['No date', 1],
  ]);
  const { groups } = finish(files.groups.groups('date', 9));
  assert.deepEqual(
    groups[1]!.children.map(({ id, label, count }) => [id, label, count]),
    [['2021-05', 'May 2021', 1]],
  );
  assert.deepEqual(files.titles('date', '2021'), ['Zebras of the Plain']);
  assert.deepEqual(files.titles('date', '2021-05'), ['Ants in Winter']);
  assert.deepEqual(files.shown('source'), [
    ['digests/2023-10-10.txt', 2],
    ['refs.bib', 4],
  ]);
  assert.deepEqual(files.shown('author'), [
    ['MOOR, Ada', 2],
    ['Lee, Bo', 1],
    ['Authors not named', 3],
  ]);
  assert.deepEqual(files.shown('venue'), [
    ['Journal of Lakes', 2],
    ['No venue', 3],
  ]);
});

test('papers are sorted by date, title and attention, and no more are given than wanted', () => {
  const files = opened();
  assert.deepEqual(files.titles('venue', '', 'date'), [
    'Swallows in Cities',
    'Bees at Dusk over Meadows',
    'Moss',
  ]);
  assert.deepEqual(files.titles('venue', '', 'title'), [
    'Bees at Dusk over Meadows',
    'Moss',
    'Swallows in Cities',
  ]);
  assert.deepEqual(files.titles('venue', '', 'attention'), [
    'Bees at Dusk over Meadows',
    'Swallows in Cities',
    'Moss',
  ]);
  assert.deepEqual(files.titles('venue', '', 'title', 1), ['Bees at Dusk over Meadows']);
  assert.equal(finish(files.groups.papers('venue', '', 'title', 1)).total, 3);
});

test('status and tags are what lists, decisions and sidecars say', () => {
  const files = opened()
    .set('reading-list.md', '- [ ] @a\n- [x] @b\n')
    .set('.carrel/decisions/2026-11.m.tsv', 'key:c\tdismissed\t2026-11-03T08:12:45Z\n')
    .set('@d.md', '---\ncitekey: d\ntags: [green]\n---\n');
  assert.deepEqual(files.shown('status'), [
    ['Queued', 1],
    ['Read', 1],
    ['Dismissed', 1],
    ['No status', 2],
  ]);
  assert.deepEqual(files.titles('status', ''), ['Swallows in Cities', 'Moss']);
  assert.deepEqual(files.shown('tag'), [
    ['#green', 1],
    ['No tag', 4],
  ]);
  assert.deepEqual(files.titles('tag', '#green'), ['Moss']);
  assert.equal(files.titles('tag', '').length, 4);
});

test('groups follow changes, and every paper is in some group of each grouping', () => {
  const files = opened();
  for (const by of GROUPINGS) files.shown(by);
  files
    .set('more.bib', '@misc{e, title = {Reeds}, author = {Lee, Bo}, year = 2023}')
    .set('digests/2023-10-10.txt', null);
  const fresh = new Files()
    .set('more.bib', '@misc{e, title = {Reeds}, author = {Lee, Bo}, year = 2023}')
    .set('refs.bib', BIB);
  for (const by of GROUPINGS) {
    assert.deepEqual(files.shown(by), fresh.shown(by), by);
    const { groups } = finish(files.groups.groups(by, 99));
    const all = groups.flatMap((group) => [
      group,
      ...group.children,
      ...group.children.flatMap(({ children }) => children),
    ]);
    const found = new Set(all.flatMap(({ id }) => files.titles(by, id)));
    assert.equal(found.size, 5, by);
  }
});

test('a page of groups holds the first of them', () => {
  const files = opened();
  assert.deepEqual(files.shown('author', 1), [['MOOR, Ada', 2]]);
  assert.equal(finish(files.groups.groups('author', 1)).total, 3);
});
