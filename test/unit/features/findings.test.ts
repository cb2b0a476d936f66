import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { workspaceOf } from '../../support/workspaces.ts';

const BIB = '@article{doe2020, title = {On Something}, author = {Doe, Jane}, year = 2020}\n';

/** What is told of a note in a workspace: the accused text and its code. */
function told(note: string, files: Readonly<Record<string, string>> = {}): string[] {
  const workspace = workspaceOf({ 'refs.bib': BIB, ...files, 'note.md': note });
  const { scan } = workspace.notes.get('note.md')!;
  return findingsOfNote(workspace, 'note.md', scan).map(
    ({ span, code }) => `${note.slice(span.start, span.end)} ${code}`,
  );
}

const FOR_PANDOC = '---\nbibliography: refs.bib\n---\n\n';

test('people whose addresses stand in the note are links, where nobody reads it with Pandoc', () => {
  const changelog =
    'Thanks [@alice] and [@bob][].\nBy [@nobody].\n\n[@alice]: https://example.org/alice\n[@bob]: https://example.org/bob\n';
  assert.deepEqual(told(changelog), ['nobody unknown-citation']);
  assert.equal(told(FOR_PANDOC + changelog).filter((one) => one.startsWith('alice')).length, 2);
});

test('a key of two other papers is still not in the bibliography of the note', () => {
  const two = {
    'a/x.bib': BIB,
    'b/x.bib': BIB.replace('Something', 'Other Matters').replace('Doe, Jane', 'Roe, Ann'),
  };
  const empty = '---\nbibliography: none.bib\n---\n\n[@doe2020] [[@doe2020]]\n';
  assert.deepEqual(told(empty, { ...two, 'none.bib': '@misc{x, title = {Xylophones}}' }), [
    'doe2020 not-in-bibliography',
    'doe2020 not-in-bibliography',
  ]);
});

test("cross-references of Quarto's projects are no citations, in Markdown files and of kinds that they add too", () => {
  const note = '@fig-a, @suppfig-b, @vid-c, [@Suppfig-d; -@tbl-e] and @nobody.\n';
  const custom =
    'crossref:\n  custom:\n    - kind: float\n      reference-prefix: Figure S\n      key: suppfig\n';
  const project = { '_quarto.yml': `bibliography: refs.bib\n${custom}` };
  assert.deepEqual(told(note, project), ['vid-c unknown-in-text', 'nobody unknown-in-text']);
  assert.deepEqual(told(`---\n${custom.replace('suppfig', 'vid')}---\n\n${note}`, project), [
    'nobody unknown-in-text',
  ]);
  assert.equal(told(FOR_PANDOC + note).length, 6);
});

test('a link to a note whose name begins with @ is no unknown citation', () => {
  const note = 'Met [[@Jane Roe]], [[@Jane Roe|her]] and [[@jdoe]]; [[@nobody]].\n';
  assert.deepEqual(told(note, { 'People/@jdoe.md': '# J\n' }), ['nobody unknown-citation']);
  assert.deepEqual(told(FOR_PANDOC + note, { 'People/@jdoe.md': '# J\n' }).length, 4);
});

test('a paper that only a literature note knows is none of our business', () => {
  const note = 'As [[@roe2019]] and [@roe2019] have it.\n';
  assert.deepEqual(told(note, { 'Literature/@roe2019.md': '---\ntitle: Other\n---\n' }), []);
  // What it is called now can be told, and changed.
  const former = { 'Literature/@roe2019.md': '---\ntitle: On Something\n---\n' };
  assert.deepEqual(told(note, former), ['roe2019 unknown-citation', 'roe2019 unknown-citation']);
});
