import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import {
  annotationRows,
  GROUPINGS,
  groupsOf,
  listedAnnotations,
  rowsOfGroup,
  type AnnotationRow,
} from '../../../src/core/features/annotation-list.ts';
import { finish } from '../../../src/core/text/steps.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

const workspace = new Workspace({
  rules: fileRules({ include: [], exclude: [] }),
  formats: ALL_FORMATS,
  today: () => '2026-11-24',
});
workspace.setFile(
  'a.bib',
  '@article{rivers, title={Rivers Run Below Us}, abstract={Water flows slowly. It carves stone.}}\n' +
    '@article{lakes, title={Lakes Are Never Still}, abstract={Wind moves them.}}\n',
);
workspace.setFile(
  '@rivers.md',
  `---
citekey: rivers
tags: [water, stone]
---

<!-- carrel: highlight red 2026-10-01 abstract:20 -->
> It carves stone.

^r2

Überall?

<!-- carrel: highlight green 2026-11-03 anna abstract:0 -->
> Water flows slowly.

^r1

<!-- carrel: remark 2026-11-04 -->
Read again.

^r3
`,
);
workspace.setFile(
  '@lakes.md',
  '---\ncitekey: lakes\ntags: [water]\n---\n\n<!-- carrel: highlight green -->\n> Words that stand nowhere in it\n\n^l1\n',
);
workspace.commit();

const { library, annotations } = workspace;
const rows = (filter = ''): readonly AnnotationRow[] => finish(annotationRows(library, annotations, filter));
const ids = (all: readonly AnnotationRow[]): string[] => all.map(({ record }) => record.id).sort();

test('all annotations, divided by paper, colour, tag and month', () => {
  const all = rows();
  const seen = Object.fromEntries(
    GROUPINGS.map((by) => [by, groupsOf(all, by).map(({ label, count }) => `${label}: ${count}`)]),
  );
  assert.deepEqual(seen, {
    paper: ['Lakes Are Never Still: 1', 'Rivers Run Below Us: 3'],
    color: ['green: 2', 'red: 1', ': 1'],
    tag: ['water: 4', 'stone: 3'],
    date: ['2026-11: 2', '2026-10: 1', ': 1'],
  });
  for (const by of GROUPINGS)
    for (const { id, count } of groupsOf(all, by)) assert.equal(rowsOfGroup(all, by, id).length, count);
});

test('a filter takes words of quotes, comments, titles, tags, colours and annotators, in any case and accent', () => {
  assert.deepEqual(ids(rows('CARVES')), ['r2']);
  assert.deepEqual(ids(rows('uberall red')), ['r2']);
  assert.deepEqual(ids(rows('anna')), ['r1']);
  assert.deepEqual(ids(rows('water lakes')), ['l1']);
  assert.deepEqual(ids(rows('no such words')), []);
});

test('the annotations of a paper come in the order of its text, with where they stand', () => {
  const all = rows();
  const [, rivers] = groupsOf(all, 'paper');
  const listed = finish(listedAnnotations(annotations, rowsOfGroup(all, 'paper', rivers!.id)));
  assert.deepEqual(
    listed.map(({ id, state, title }) => [id, state, title]),
    [
      ['r1', 'anchored', 'Rivers Run Below Us'],
      ['r2', 'anchored', 'Rivers Run Below Us'],
      ['r3', 'unlocated', 'Rivers Run Below Us'],
    ],
  );
  const orphans = finish(listedAnnotations(annotations, all, ({ state }) => state === 'orphan'));
  assert.deepEqual(
    orphans.map(({ id }) => id),
    ['l1'],
  );
});
