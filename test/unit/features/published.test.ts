import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { hoverOfPaper } from '../../../src/core/features/hover.ts';
import { sourcesOf } from '../../../src/core/features/sources.ts';
import type { Workspace } from '../../../src/core/workspace/workspace.ts';
import { workspaceOf } from '../../support/workspaces.ts';

const TITLE = 'Attention to the Reading of Long Papers';
const FILES = {
  'pre.bib': `@misc{doe2020pre, title = {${TITLE}}, author = {Doe, Jane}, year = 2020, eprint = {2001.00001}, archiveprefix = {arXiv}, abstract = {We read.}}\n`,
  'pub.bib': `@article{doe2021, title = {${TITLE}}, author = {Doe, Jane}, year = 2021, journal = {Journal of Reading}, doi = {10.1234/reading}, eprint = {2001.00001}, archiveprefix = {arXiv}}\n`,
  'note.md': '[@doe2020pre] [@doe2021] arXiv:2001.00001 https://doi.org/10.1234/reading [[@doe2020pre]]\n',
};

test('a preprint that is cited although its published version is there gets a hint', () => {
  const workspace = workspaceOf(FILES);
  assert.equal(workspace.library.size, 1);
  const note = FILES['note.md'];
  const found = findingsOfNote(workspace, 'note.md', workspace.notes.get('note.md')!.scan);
  assert.deepEqual(
    found.map(({ code, severity, span }) => [code, severity, span.start]),
    [
      ['published-version-available', 'hint', note.indexOf('doe2020pre')],
      ['published-version-available', 'hint', note.indexOf('2001.00001')],
      ['published-version-available', 'hint', note.lastIndexOf('doe2020pre')],
    ],
  );
  assert.match(found[0]!.message, /“doe2021”/);
  const alone = workspaceOf({ ...FILES, 'pub.bib': '' });
  assert.deepEqual(
    findingsOfNote(alone, 'note.md', alone.notes.get('note.md')!.scan).map(({ code }) => code),
    ['unknown-citation'],
  );
});

function hoverOf(workspace: Workspace): string {
  const [paper] = workspace.library.papers;
  const notes = workspace.annotations.of(paper!);
  return hoverOfPaper(paper!, { topics: [], citedIn: 0, commandLinks: false, notes });
}

test('a paper tells which file gave what', () => {
  const workspace = workspaceOf(FILES);
  const [paper] = workspace.library.papers;
  const gave = new Map(sourcesOf(paper!).map(({ entry, fields }) => [entry.path, fields]));
  assert.ok(gave.get('pre.bib')?.includes('abstract'));
  assert.ok(gave.get('pub.bib')?.includes('venue'));
  assert.match(hoverOf(workspace), /abstract from pre\\\.bib/);
  assert.doesNotMatch(hoverOf(workspaceOf({ 'pre.bib': FILES['pre.bib'] })), / from /);
});
