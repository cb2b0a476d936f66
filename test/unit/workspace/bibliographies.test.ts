import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
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
