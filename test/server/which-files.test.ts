import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { carrel } from '../support/carrel.ts';
import { LspClient, TestFolder } from '../support/lsp-client.ts';
import { page } from '../support/pages.ts';

const bib = (key: string): string => `@misc{${key}, title = {Of ${key} and Other Matters}}\n`;
const wetlands = (n: number): string => page([{ title: `Wetlands: A Census of Peat in Region ${n}` }]);

interface Report {
  readonly files: readonly {
    readonly path: string;
    readonly entries: number;
    readonly problems: readonly { code: string; line: number }[];
  }[];
  readonly leftOut: readonly { readonly rule: string; readonly paths: readonly string[] }[];
}

async function reportOf(
  files: Readonly<Record<string, string>>,
): Promise<{ paths: string[]; report: Report }> {
  const folder = await TestFolder.with(files);
  try {
    const { stdout } = await carrel(['report', '--json', '--library', folder.path]);
    const report = JSON.parse(stdout) as Report;
    return { paths: report.files.map(({ path }) => path), report };
  } finally {
    await folder.dispose();
  }
}

test('what git ignores is left out and told, but for bibliographies', async () => {
  const { paths, report } = await reportOf({
    '.gitignore': 'drafts/\n*.tmp.digest.txt\n*.bib\n!/kept.tmp.digest.txt\n',
    'drafts/digests/page.txt': wetlands(1),
    'drafts/refs.bib': bib('drafted'),
    'a.tmp.digest.txt': wetlands(2),
    'kept.tmp.digest.txt': wetlands(3),
    'zotero.bib': bib('exported'),
    'deep/.gitignore': 'note.md\n',
    'deep/note.md': 'x',
    'node_modules/some/refs.bib': bib('vendor'),
    '.hidden/refs.bib': bib('hidden'),
  });
  assert.deepEqual(paths, ['drafts/refs.bib', 'kept.tmp.digest.txt', 'zotero.bib']);
  const leftOut = new Map(report.leftOut.map(({ rule, paths: list }) => [rule, list]));
  assert.deepEqual(leftOut.get('.gitignore'), ['a.tmp.digest.txt', 'drafts/digests/page.txt']);
  assert.deepEqual(leftOut.get('deep/.gitignore'), ['deep/note.md']);
  assert.deepEqual(leftOut.get('node_modules and hidden folders'), ['.hidden/', 'node_modules/']);
});

test('the project file says which files count; its mistakes are told at their lines', async () => {
  const { paths, report } = await reportOf({
    '.carrel.yaml': `digests:
  include: ["inbox/*.page"]
  exclude: [old/**]
  inclde: []
respectGitignore: false
diagnostics:
  page-entry-without-abstract: off
`,
    '.gitignore': 'digests/\n',
    'digests/page.txt': wetlands(1),
    'inbox/a.page': wetlands(2),
    'old/refs.bib': bib('old'),
  });
  assert.deepEqual(paths, ['.carrel.yaml', 'digests/page.txt', 'inbox/a.page']);
  assert.deepEqual(
    report.files.flatMap(({ path, problems }) => problems.map(({ code, line }) => [path, code, line])),
    [['.carrel.yaml', 'settings-unknown', 4]],
  );
  assert.deepEqual(report.leftOut, [{ rule: 'digests.exclude', files: 1, paths: ['old/refs.bib'] }]);
});

test('a project file and ignore files are followed when they change, and only what counts otherwise is touched', async () => {
  const client = await LspClient.start({
    'digests/page.txt': wetlands(1),
    'inbox/a.page': wetlands(3),
  });
  try {
    await client.until((state) => state.digests === 1);
    await client.folder.write('.carrel.yaml', 'digests:\n  include: ["inbox/**"]\n');
    await client.changedOnDisk([{ path: '.carrel.yaml', type: 'created' }]);
    await client.until((state) => state.digests === 2 && state.papers === 2);
    await client.folder.write('.gitignore', 'digests/\n');
    await client.changedOnDisk([{ path: '.gitignore', type: 'created' }]);
    await client.until((state) => state.papers === 1);
    await client.folder.write('digests/later.txt', wetlands(4));
    await client.changedOnDisk([{ path: 'digests/later.txt', type: 'created' }]);
    await client.folder.write('.carrel.yaml', 'respectGitignore: false\n');
    await client.changedOnDisk([{ path: '.carrel.yaml', type: 'changed' }]);
    await client.until((state) => state.digests === 2 && state.papers === 2);
    await rm(join(client.folder.path, '.carrel.yaml'));
    await rm(join(client.folder.path, '.gitignore'));
    await client.changedOnDisk([
      { path: '.carrel.yaml', type: 'deleted' },
      { path: '.gitignore', type: 'deleted' },
    ]);
    await client.until((state) => state.digests === 2);
  } finally {
    await client.stop();
  }
});

test("an editor's explicit settings override the project file, and what it hides is left out", async () => {
  let exclude: unknown = undefined;
  const client = await LspClient.start(
    {
      '.carrel.yaml': 'digests:\n  exclude: ["digests/b.txt"]\ndiagnostics: {unknown-citation: hint}\n',
      'digests/a.txt': wetlands(1),
      'digests/b.txt': wetlands(2),
      'hidden/digests/c.txt': wetlands(3),
      'hidden.bib': bib('kept'),
    },
    {
      settings: (section) =>
        section === 'carrel'
          ? { digests: { exclude } }
          : { '**/hidden': true, '*.bib': true, '**/digests': false },
    },
  );
  try {
    await client.until((state) => state.digests === 2);
    const note = await client.open('note.md', 'See [@nobody1999].');
    assert.deepEqual(
      (await client.diagnostics(note)).map(({ severity }) => severity),
      [4],
    );
    exclude = [];
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until((state) => state.digests === 3);
    exclude = ['digests/*'];
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until((state) => state.digests === 1);
  } finally {
    await client.stop();
  }
});

test('several folders have their own project files', async () => {
  const client = await LspClient.start(
    {
      'one/.carrel.yaml': 'digests: {include: ["*.page"]}\n',
      'one/a.page': wetlands(1),
      'two/.carrel.yaml': 'digests: {exclude: ["digests/b.txt"]}\nnotes: {exclude: ["*.md"]}\n',
      'two/a.page': wetlands(2),
      'two/digests/b.txt': wetlands(3),
      'two/digests/c.txt': wetlands(4),
    },
    { folders: ['one', 'two'] },
  );
  try {
    await client.until((state) => state.papers === 2);
    const plain = await client.open('one/note.md', 'See [@nobody1999].');
    assert.equal((await client.diagnostics(plain)).length, 1);
    const excluded = await client.open('two/note.md', 'See [@nobody1999].');
    assert.deepEqual(await client.diagnostics(excluded), []);
    const project = await client.open('two/.carrel.yaml', 'digest: 1\n', 'yaml');
    assert.deepEqual(
      (await client.diagnostics(project)).map(({ code }) => code),
      ['settings-unknown'],
    );
  } finally {
    await client.stop();
  }
});

test('a note that git ignores still cites while it is open', async () => {
  const client = await LspClient.start({
    '.gitignore': 'private/\n',
    'refs.bib': bib('known'),
    'private/note.md': 'See [@nobody1999].',
  });
  try {
    const note = await client.open('private/note.md', 'See [@nobody1999] and [@known].');
    assert.equal((await client.diagnostics(note)).length, 1);
    assert.notEqual(await client.at('textDocument/hover', note, 0, 25), null);
  } finally {
    await client.stop();
  }
});
