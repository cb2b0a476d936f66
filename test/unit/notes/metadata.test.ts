import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';
import { pandocMissing, withoutPandoc } from '../../support/pandoc.ts';
import { workspaceOf } from '../../support/workspaces.ts';

const BIB = '@book{one, title = {One}}\n';

/** What is told of a note beside a bibliography. */
function told(note: string): string[] {
  const workspace = workspaceOf({ 'refs.bib': BIB, 'note.md': note });
  for (const path of workspace.takeUnread()) workspace.setAbsent(path);
  workspace.commit();
  const { scan } = workspace.notes.get('note.md')!;
  return findingsOfNote(workspace, 'note.md', scan).map(
    ({ severity, code, span }) => `${severity} ${code} ${note.slice(span.start, span.end)}`,
  );
}

test('a block of metadata inside the text is read: bibliography, references, nocite and strings', () => {
  const late =
    'Text @one, @two and [@three].\n\n---\nbibliography: refs.bib\nreferences:\n- id: two\n  title: T\n...\n';
  assert.deepEqual(told(late), ['error unknown-citation three']);
  assert.deepEqual(told(late.replaceAll('\n', '\r\n')), ['error unknown-citation three']);
  const block =
    'Text.\n\n---\n# what it is\nbibliography: refs.bib\nnocite: |\n  @one, @two\n\n  @three\nabstract: "On [@four]"\n---\n\nMore.\n';
  assert.deepEqual(told(block), [
    'error unknown-citation four',
    'warning unknown-citation two',
    'warning unknown-citation three',
  ]);
  const { citations, inMetadata, metadata } = scanNote(block);
  assert.deepEqual(
    [...citations, ...inMetadata].map(({ name }) => name),
    ['one', 'two', 'three', 'four'],
  );
  assert.equal(metadata.length, 1);
});

test('plain blocks, as slides have them, are metadata of which nothing is to be told', () => {
  const slides =
    'One @one\n\n---\nlayout: cover\nclass: text-center\n---\n\nTwo @two\n\n---\nlayout:\n---\n\nThree\n';
  const { metadata, problems, citations } = scanNote(slides);
  assert.deepEqual([metadata.length, problems.length, citations.length], [2, 0, 2]);
});

test('a later block takes the place of an earlier one', () => {
  const two = (first: string, second: string): string =>
    `---\nbibliography: ${first}\n---\n\nText.\n\n---\nbibliography: ${second}\n---\n\n@one\n`;
  assert.deepEqual(told(two('gone.bib', 'refs.bib')), []);
  assert.deepEqual(told(two('refs.bib', 'gone.bib')), ['error bibliography-missing gone.bib']);
});

test('text between two rules stays text, and is called broken YAML only where Pandoc would read it', () => {
  const ruled = 'Text.\n\n---\n# Heading\n\n@one [@two]\n\n---\n';
  assert.deepEqual(
    scanNote(ruled).citations.map(({ name }) => name),
    ['one', 'two'],
  );
  const broken = 'Text.\n\n---\nQuestion: what: so\n---\n';
  assert.deepEqual(told(broken), []);
  assert.match(told(`---\nbibliography: refs.bib\n---\n\n${broken}`).join(), /^error front-matter-invalid/);
});

test('Pandoc reads them so', { skip: withoutPandoc() }, () => {
  const notes = [
    'Text @one.\n\n---\nbibliography: refs.bib\n...\n\n@two\n',
    '---\nbibliography: gone.bib\n---\n\nText.\n\n---\nbibliography: refs.bib\n---\n\n@one\n',
    '---\nbibliography: refs.bib\n---\n\nText.\n\n---\nbibliography: gone.bib\n---\n\n@one\n',
    '---\nbibliography: refs.bib\n---\n\nText.\n\n---\nQuestion: what: so\n---\n',
    'Text @two.\n\n---\nreferences:\n- id: two\n  title: T\n---\n',
  ];
  const judged = pandocMissing(notes.map((note) => ({ note, files: { 'refs.bib': BIB } })));
  assert.deepEqual(judged, [['two'], [], null, null, []]);
  notes.forEach((note, i) => assert.equal(told(note).length === 0, judged[i]?.length === 0, note));
});
