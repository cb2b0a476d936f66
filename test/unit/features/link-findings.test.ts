import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const BIB = '@misc{known, title = {Known}, year = 2020, abstract = {What was learned at test time stays.}}\n';
const SIDECAR = `---
citekey: known
---

A paragraph of my own. ^mine

<!-- carrel: highlight abstract -->
> learned at test time

^h1

<!-- carrel: highlight abstract -->
> words that are nowhere in this paper

^gone
`;

/** The codes of a note's findings, with the text at each. */
function check(text: string, expected: readonly (readonly [string, string])[]): void {
  const workspace = emptyWorkspace();
  const files = { 'refs.bib': BIB, 'annotations/@known.md': SIDECAR, 'note.md': text };
  for (const [path, content] of Object.entries(files)) workspace.setFile(path, content);
  workspace.commit();
  const { scan } = workspace.notes.get('note.md')!;
  const found = findingsOfNote(workspace, 'note.md', scan);
  assert.deepEqual(
    found.map(({ code, severity, span }) => [`${code} ${severity}`, text.slice(span.start, span.end)]),
    expected,
    text,
  );
}

test('a key that says again what its group has said is told', () => {
  check('See [@known; @known].', [['duplicate-in-group warning', 'known']]);
  check('See [see @known, p. 3; @known, p. 3].', [['duplicate-in-group warning', 'known']]);
  check('See [@known, p. 3; @known, p. 7], [@known] and [@known]. As @known and @known say.', []);
});

test('a link to a highlight that is gone, or whose words are, is told', () => {
  check('See [[@known#^h1]] and [[@known#^h1|it]].', []);
  check('See [[@known#^h2|alias]].', [['unknown-highlight warning', '#^h2']]);
  check('See [[@known#^gone]].', [['orphaned-highlight information', '#^gone']]);
});

test('other blocks, headings and links that may lead to any note are left alone', () => {
  check('See [[@known#^mine]], [[@known#A heading]], [[known#^nowhere]] and [[Any note#^nowhere]].', []);
});
