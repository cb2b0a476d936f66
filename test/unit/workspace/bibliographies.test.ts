import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { findingsOfNote } from '../../../src/core/features/citations.ts';
import { fileRules } from '../../../src/core/workspace/file-rules.ts';
import { FolderRules } from '../../../src/core/workspace/folder-rules.ts';
import { DEFAULT_PROJECT } from '../../../src/core/workspace/project-settings.ts';
import { Workspace } from '../../../src/core/workspace/workspace.ts';
import { workspaceOf } from '../../support/workspaces.ts';

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

/** The errors of a note that names files, once these were read. */
function refusals(front: string, files: Readonly<Record<string, string>>, note = 'note.md') {
  const text = `---\n${front}\n---\n\n[@k]\n`;
  const workspace = workspaceOf({ [note]: text });
  for (const path of workspace.takeUnread()) {
    const content = files[path];
    if (content === undefined) workspace.setAbsent(path);
    else workspace.setFile(path, content);
  }
  workspace.commit();
  assert.deepEqual(workspace.takeUnread(), []);
  const { scan } = workspace.notes.get(note)!;
  return findingsOfNote(workspace, note, scan).map(({ code, message, span }) => ({
    code,
    message,
    at: text.slice(span.start, span.end),
  }));
}

test('Pandoc knows a bibliography by the end of its name', () => {
  const names = ['refs.txt', 'refs.BIB', 'refs', 'refs.json'];
  for (const name of names) {
    const [found, ...more] = refusals(`bibliography: ${name}`, { [name]: bib('k', 'T') });
    assert.deepEqual([found?.code, found?.at, more], ['bibliography-refused', name, []], name);
    assert.match(found!.message, /name/);
  }
  for (const name of ['refs.bib', 'refs.bibtex', 'refs.biblatex'])
    assert.deepEqual(refusals(`bibliography: ${name}`, { [name]: bib('k', 'T') }), [], name);
  const [found] = refusals('bibliography: what.txt', { 'what.txt': 'Nothing of the kind.' });
  assert.equal(found?.code, 'bibliography-refused');
});

test('only newer versions of Pandoc read RIS, of which Quarto brings one', () => {
  const files = { 'refs.ris': 'TY  - BOOK\nID  - k\nTI  - Of Peat and Water\nER  - \n' };
  const front = 'bibliography: refs.ris';
  assert.deepEqual(
    refusals(front, files).map(({ code }) => code),
    ['bibliography-needs-newer-pandoc'],
  );
  assert.deepEqual(refusals(front, files, 'note.qmd'), []);
});

test('why Pandoc refuses a bibliography is said in words, with the line', () => {
  const said = (name: string, text: string): string =>
    refusals(`bibliography: ${name}`, { [name]: text })[0]?.message ?? '';
  assert.match(
    said('r.bib', `${bib('k', 'T')}@misc{b, title = {x}`),
    /comma or the closing brace .* \(line 2\)/,
  );
  assert.match(said('r.bib', `${bib('k', 'T')}@misc{b, title {x}}`), /“=” .* \(line 2\)/);
  assert.match(said('r.json', '[\n{"id": "k", "type": "book", "title": "T"},\n]'), /JSON .* \(line 3\)/);
  assert.match(
    said(
      'r.json',
      '[{"id": "k", "type": "book", "title": "T"},\n {"id": "l", "type": "book", "title": ["U"]}]',
    ),
    /“title” .* \(line 2\)/,
  );
  assert.match(
    said('r.json', '{"items": [{"id": "k", "type": "book", "title": "T"}]}'),
    /list .* \(line 1\)/,
  );
});

test('Pandoc refuses bytes that are not UTF-8', () => {
  const workspace = workspaceOf({ 'note.md': cites('k', '\nbibliography: refs.bib') });
  const message = 'Line 1 holds bytes that are not UTF-8.';
  workspace.setFile('refs.bib', bib('k', 'Über Moore'), {
    code: 'file-encoding',
    severity: 'warning',
    message,
    line: 1,
  });
  workspace.commit();
  assert.deepEqual(seen(workspace, 'note.md'), { titles: ['Über Moore'], codes: ['bibliography-refused'] });
  assert.deepEqual(
    workspace.reportOf('refs.bib')?.problems.map(({ code, line }) => [code, line]),
    [['file-encoding', 1]],
  );
  workspace.setFile('refs.bib', bib('k', 'Über Moore'));
  workspace.commit();
  assert.deepEqual(seen(workspace, 'note.md').codes, []);
});

test('a citation style that is nowhere is told at its name; what Pandoc fetches or keeps itself is not', () => {
  const files = { 'refs.bib': bib('k', 'T'), 'own.csl': '<style/>' };
  const codes = (style: string): unknown =>
    refusals(`bibliography: refs.bib\n${style}`, files).map(({ code, at }) => [code, at]);
  assert.deepEqual(codes('csl: lost.csl'), [['style-missing', 'lost.csl']]);
  assert.deepEqual(codes('citation-style: lost'), [['style-missing', 'lost']]);
  assert.deepEqual(codes('citation-abbreviations: lost.json'), [['style-missing', 'lost.json']]);
  for (const style of ['csl: own.csl', 'csl: own', 'csl: https://example.org/a.csl', 'csl: {a: b}'])
    assert.deepEqual(codes(style), [], style);
  const kept = new Workspace({
    rules: fileRules({ include: [], exclude: [] }),
    formats: ALL_FORMATS,
    today: () => '2026-11-24',
    styleFolders: ['/home/x/csl'],
  });
  kept.setFile('note.md', cites('k', '\nbibliography: refs.bib\ncsl: kept.csl'));
  assert.deepEqual(kept.takeUnread(), ['refs.bib', 'kept.csl', '/home/x/csl/kept.csl']);
  kept.setFile('refs.bib', bib('k', 'T'));
  kept.setAbsent('kept.csl');
  assert.ok(kept.wants('/home/x/csl/kept.csl'));
  kept.setFile('/home/x/csl/kept.csl', '<style/>');
  kept.commit();
  assert.deepEqual(kept.takeUnread(), []);
  assert.deepEqual(seen(kept, 'note.md').codes, []);
  assert.equal(kept.reports.length, 1, 'a style is no digest');
  kept.removeFile('/home/x/csl/kept.csl');
  for (const path of kept.takeUnread()) kept.setAbsent(path);
  assert.deepEqual(seen(kept, 'note.md').codes, ['style-missing']);
});

test('a citation style holds for the notes below a project file', () => {
  const workspace = workspaceOf({
    '_quarto.yml': 'project:\n  type: book\ncsl: lost.csl\nbibliography: refs.bib\n',
    'a/note.qmd': cites('k'),
    'a/own.qmd': cites('k', '\ncsl: own.csl'),
    'refs.bib': bib('k', 'T'),
  });
  for (const path of workspace.takeUnread())
    if (path.endsWith('own.csl')) workspace.setFile(path, '<style/>');
    else workspace.setAbsent(path);
  assert.deepEqual(seen(workspace, 'a/note.qmd').codes, ['style-missing']);
  assert.deepEqual(seen(workspace, 'a/own.qmd').codes, []);
});

test('citations in the strings of front matter are held against the bibliography, and are no mentions', () => {
  const front = [
    'title: "On @ktitle"',
    "abstract: 'We follow [@kabs; @k] and \\@escaped, a@mail.org.'",
    'tags: ["see [@ktag]"]',
    'author:',
    '  - name: Ada',
    "    note: '@kdeep'",
    'escaped: "no \\\\@key"',
  ].join('\n');
  const files = { 'refs.bib': bib('k', 'T') };
  assert.deepEqual(
    refusals(`${front}\nbibliography: refs.bib`, files).map(({ code, at }) => [code, at]),
    [
      ['unknown-in-text', 'ktitle'],
      ['unknown-citation', 'kabs'],
      ['unknown-citation', 'ktag'],
      ['unknown-in-text', 'kdeep'],
    ],
  );
  assert.deepEqual(
    refusals(front, {}).map(({ code }) => code),
    [],
  );
  const workspace = workspaceOf({ 'note.md': `---\nabstract: '[@k]'\n---\n\nx\n`, ...files });
  assert.deepEqual(workspace.mentionsOf([...workspace.library.papers][0]!), []);
});

test('a list of bibliographies without any holds no key', () => {
  const workspace = workspaceOf({ 'refs.bib': bib('k', 'T'), 'note.md': cites('k', '\nbibliography: []') });
  assert.deepEqual(seen(workspace, 'note.md').codes, ['not-in-bibliography']);
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
