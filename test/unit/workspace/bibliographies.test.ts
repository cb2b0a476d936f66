import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { FolderRules } from '../../../src/core/workspace/folder-rules.ts';
import { DEFAULT_PROJECT } from '../../../src/core/workspace/project-settings.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2026-11-24',
  });
  for (const [path, text] of Object.entries(files)) workspace.setFile(path, text);
  workspace.commit();
  return workspace;
}

const bib = (key: string, title: string): string => `@misc{${key}, title = {${title}}, year = 2020}\n`;
const cites = (key: string, bibliography = ''): string =>
  `---\ntitle: x${bibliography}\n---\n\nSee [@${key}].\n`;

function seen(workspace: Workspace, path: string): { titles: string[]; codes: string[] } {
  const { scan } = workspace.notes.get(path)!;
  const bibliography = workspace.bibliographyOf(path, scan);
  return {
    titles: scan.citations.flatMap((c) => workspace.papersOf(c, bibliography).map(({ title }) => title)),
    codes: findingsOfNote(workspace, path, scan).map(({ code }) => code),
  };
}

test('two projects of one folder may give one key to two papers', () => {
  const workspace = workspaceOf({
    'a/refs.bib': bib('smith2020', 'Of Lakes'),
    'b/refs.bib': bib('smith2020', 'Of Peat'),
    'a/note.md': cites('smith2020', '\nbibliography: refs.bib'),
    'b/note.md': cites('smith2020', '\nbibliography:\n  - ./refs.bib'),
    'loose.md': cites('smith2020'),
  });
  assert.deepEqual(seen(workspace, 'a/note.md'), { titles: ['Of Lakes'], codes: [] });
  assert.deepEqual(seen(workspace, 'b/note.md'), { titles: ['Of Peat'], codes: [] });
  assert.deepEqual(seen(workspace, 'loose.md').codes, ['ambiguous-citation']);
  const [lakes] = workspace.library.byTitle('Of Lakes');
  assert.deepEqual(
    workspace.mentionsOf(lakes!).map(({ path }) => path),
    ['a/note.md', 'loose.md'],
  );
});

test('a key that only the workspace knows is told where the note has a bibliography', () => {
  const workspace = workspaceOf({
    'refs.bib': bib('known', 'Known'),
    'other.bib': bib('elsewhere', 'Elsewhere'),
    'note.md': cites('elsewhere', '\nbibliography: refs.bib'),
    'free.md': cites('elsewhere'),
    'outside.md': cites('elsewhere', '\nbibliography: [refs.bib, /home/me/all.bib]'),
  });
  assert.deepEqual(seen(workspace, 'note.md'), { titles: ['Elsewhere'], codes: ['not-in-bibliography'] });
  assert.deepEqual(seen(workspace, 'free.md').codes, []);
  assert.deepEqual(seen(workspace, 'outside.md').codes, []);
});

test("Quarto's metadata gives notes below it a bibliography, the nearest first", () => {
  const workspace = workspaceOf({
    '_quarto.yml': 'project:\n  type: book\nbibliography: refs.bib\n',
    'refs.bib': bib('k', 'Of the Book'),
    'deep/_metadata.yml': 'bibliography: ../own.bib\n',
    'own.bib': bib('k', 'Of the Chapter'),
    'intro.qmd': cites('k'),
    'deep/down/chapter.qmd': cites('k'),
  });
  assert.deepEqual(seen(workspace, 'intro.qmd').titles, ['Of the Book']);
  assert.deepEqual(seen(workspace, 'deep/down/chapter.qmd').titles, ['Of the Chapter']);
  workspace.removeFile('deep/_metadata.yml');
  assert.deepEqual(seen(workspace, 'deep/down/chapter.qmd').titles, ['Of the Book']);
});

test('metadata that is no YAML gives nothing and breaks nothing', () => {
  const workspace = workspaceOf({
    '_quarto.yml': 'a: [\nb: }',
    'refs.bib': bib('k', 'T'),
    'note.qmd': cites('k', '\nbibliography: {a: 1}'),
  });
  assert.deepEqual(seen(workspace, 'note.qmd'), { titles: ['T'], codes: [] });
});

test('lists of project, folder and note are joined as Quarto joins them; a single name replaces', () => {
  const workspace = workspaceOf({
    '_quarto.yml': 'bibliography: [refs.bib]\n',
    'sub/_metadata.yml': 'bibliography: sub.bib\n',
    'refs.bib': bib('a', 'Of the Project'),
    'sub/sub.bib': bib('b', 'Of the Folder'),
    'sub/own.bib': bib('c', 'Of the Note'),
    'sub/note.qmd': '---\nbibliography: own.bib\n---\n\n[@a; @b; @c]\n',
    'nested/_quarto.yml': 'bibliography: own.bib\n',
    'nested/own.bib': bib('d', 'Nested'),
    'nested/note.qmd': '---\ntitle: x\n---\n\n[@a; @d]\n',
  });
  // The note's name and the folder's are single, so the note's holds; the project's list is joined to it.
  assert.deepEqual(seen(workspace, 'sub/note.qmd').codes, ['not-in-bibliography']);
  assert.deepEqual(seen(workspace, 'nested/note.qmd').codes, ['not-in-bibliography']);
});

test('references in the front matter are entries of the note, with their place in it', () => {
  const note =
    '---\ntitle: x\nreferences:\n- id: inline2020\n  type: book\n  title: Of Inline Things\n- id: 12\n  title: Twelve\n---\n\n[@inline2020; @12; @nope] @word\n';
  const workspace = workspaceOf({ 'note.md': note, 'other.md': '[@inline2020]\n' });
  assert.deepEqual(seen(workspace, 'note.md'), {
    titles: ['Of Inline Things', 'Twelve'],
    codes: ['unknown-citation', 'unknown-in-text'],
  });
  assert.deepEqual(seen(workspace, 'other.md').titles, ['Of Inline Things']);
  const [paper] = workspace.library.byKey('inline2020');
  assert.deepEqual([paper?.entries[0]?.path, paper?.entries[0]?.line], ['note.md', 6]);
  assert.equal(workspace.reportOf('note.md')?.entries, 2);
  workspace.setFile('note.md', '[@inline2020]\n');
  workspace.commit();
  assert.deepEqual(seen(workspace, 'note.md').codes, []);
  assert.equal(workspace.library.size, 0);
});

test('a bibliography that is nowhere, and one that Pandoc refuses, are told at their name', () => {
  const note = '---\nbibliography: [lost.bib, refs.bib]\n---\n\n[@k]\n';
  const workspace = workspaceOf({ 'refs.bib': `${bib('k', 'T')}@misc{b title = {x}}\n`, 'note.md': note });
  assert.deepEqual(seen(workspace, 'note.md').codes, []);
  assert.deepEqual(workspace.takeUnread(), ['lost.bib', 'refs.bib']);
  workspace.setAbsent('lost.bib');
  workspace.setFile('refs.bib', `${bib('k', 'T')}@misc{b title = {x}}\n`);
  workspace.commit();
  assert.deepEqual(workspace.takeUnread(), []);
  const { scan } = workspace.notes.get('note.md')!;
  const found = findingsOfNote(workspace, 'note.md', scan);
  assert.deepEqual(
    found.map(({ code, span }) => [code, note.slice(span.start, span.end)]),
    [
      ['bibliography-missing', 'lost.bib'],
      ['bibliography-refused', 'refs.bib'],
    ],
  );
  assert.match(found[1]!.message, /line 2/);
});

test('a named file is read whatever its name, and forgotten when nothing names it any more', () => {
  const workspace = workspaceOf({ 'note.md': cites('k', '\nbibliography: refs.json') });
  assert.deepEqual(workspace.takeUnread(), ['refs.json']);
  workspace.setFile('refs.json', '[{"id": "k", "type": "book", "title": "Of Json"}]');
  workspace.commit();
  assert.deepEqual(seen(workspace, 'note.md'), { titles: ['Of Json'], codes: [] });
  assert.ok(workspace.wants('refs.json'));
  workspace.setFile('note.md', 'No more.\n');
  assert.deepEqual(workspace.takeUnread(), []);
  workspace.commit();
  assert.equal(workspace.library.size, 0);
});

test("Pandoc's defaults beside a note count where nothing else names a bibliography", () => {
  const workspace = workspaceOf({
    'defaults.yaml': 'citeproc: true\nbibliography: ${.}/refs.bib\n',
    'refs.bib': bib('k', 'T'),
    'own.bib': bib('l', 'U'),
    'note.md': cites('l'),
    'own.md': cites('l', '\nbibliography: own.bib'),
    'sub/note.md': cites('l'),
  });
  assert.deepEqual(seen(workspace, 'note.md').codes, ['not-in-bibliography']);
  assert.deepEqual(seen(workspace, 'own.md').codes, []);
  assert.deepEqual(seen(workspace, 'sub/note.md').codes, []);
});

test('defaults that the project lists take the place of what a note names', () => {
  const settings = { ...DEFAULT_PROJECT, pandocDefaults: ['pandoc/book.defaults.yaml'] };
  const workspace = new Workspace({
    rules: new FolderRules({ settings, name: '' }),
    formats: ALL_FORMATS,
    today: () => '2026-11-24',
  });
  const files = {
    'pandoc/book.defaults.yaml': 'metadata:\n  bibliography: ${.}/refs.bib\n',
    'pandoc/refs.bib': bib('k', 'T'),
    'own.bib': bib('l', 'U'),
    'note.md': '---\nbibliography: own.bib\n---\n\n[@k; @l]\n',
  };
  for (const [path, text] of Object.entries(files)) workspace.setFile(path, text);
  workspace.commit();
  assert.deepEqual(seen(workspace, 'note.md').codes, ['not-in-bibliography']);
  const { scan } = workspace.notes.get('note.md')!;
  assert.deepEqual(workspace.bibliographyOf('note.md', scan)?.files, ['pandoc/refs.bib']);
});
