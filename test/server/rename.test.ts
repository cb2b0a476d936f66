import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, Location, PrepareRenameResult, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const BIB = '@article{old:key, title = {On the Reading of Papers}, author = {Doe, Jane}, year = 2020}\n';
const SPELLINGS = [
  '[@old:key, p. 3]',
  '@old:key',
  '@{old:key} [p. 1]',
  '[[@old:key]]',
  '[[old:key|x]]',
  '[-@old:key; @other]',
];

test('a key that two hundred notes cite in all spellings is renamed in one edit', async () => {
  const notes = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `notes/n${i}.md`,
      `# Note ${i}\n\nSee ${SPELLINGS[i % 6]!} é 𝒳 ${SPELLINGS[(i + 1) % 6]!}.\n`,
    ]),
  );
  const files: Record<string, string> = {
    ...notes,
    'refs.bib': BIB,
    'paper.tex': '\\cite{old:key} and old:key',
  };
  const client = await LspClient.start(files, {
    capabilities: {
      general: { positionEncodings: ['utf-8'] },
      workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
    },
  });
  try {
    const uri = await client.open('notes/n0.md', files['notes/n0.md']!);
    const prepared = await client.at<Exclude<PrepareRenameResult, { defaultBehavior: boolean }>>(
      'textDocument/prepareRename', uri, 2, 8,
    ); // prettier-ignore
    assert.equal('placeholder' in prepared && prepared.placeholder, 'old:key');
    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 2, 8, {
      newName: 'doe2020reading',
    });
    assert.equal(edit.documentChanges?.length, 202);
    const after = applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-8');
    for (const [path, text] of Object.entries(files)) {
      const certain = path === 'paper.tex' ? text.replaceAll('old:key', 'doe2020reading') : text;
      assert.equal(after[path], certain.replaceAll('old:key', 'doe2020reading'), path);
    }
    const annotated = JSON.stringify(edit.documentChanges).match(/"annotationId"/g) ?? [];
    assert.equal(annotated.length, 1, 'the bare word in the TeX file must be asked about');
  } finally {
    await client.stop();
  }
});

test('what cannot be renamed is refused with its reason', async () => {
  const taken = '@misc{taken, title = {Another Work about Something Else}, year = 2019}\n';
  const client = await LspClient.start({ 'refs.bib': BIB + taken, 'note.md': '', 'doc.qmd': '@old:key\n' });
  try {
    const uri = await client.open('note.md', 'See [@old:key] and [@nobody] and words.\n');
    const rename = (newName: string): Promise<unknown> =>
      client.at('textDocument/rename', uri, 0, 7, { newName });
    await assert.rejects(rename('taken'), /key of another paper: Another Work/);
    await assert.rejects(rename('a b'), /white space/);
    await assert.rejects(rename('*'), /not be read as a citation/);
    await assert.rejects(rename('fig-one'), /not be read as a citation in doc\.qmd/);
    await assert.rejects(rename('a,b'), /refs\.bib cannot hold/);
    await assert.rejects(
      client.at('textDocument/prepareRename', uri, 0, 22),
      /No paper of the library has the key “nobody”/,
    );
    await assert.rejects(client.at('textDocument/prepareRename', uri, 0, 35), /no citekey here/);
  } finally {
    await client.stop();
  }
});

test('two projects with one key each keep their own, and what may mean either is asked about', async () => {
  const other = BIB.replace('On the Reading of Papers', 'A Quite Different Work on Trees').replace(
    'Doe, Jane',
    'Roe, Ann',
  );
  const files = {
    'a/refs.bib': BIB,
    'a/note.md': '---\nbibliography: refs.bib\n---\n@old:key [[@old:key]]\n',
    'a/main.tex': '\\addbibresource{refs.bib} \\cite{old:key}',
    'b/refs.bib': other,
    'b/note.md': '---\nbibliography: refs.bib\n---\n@old:key [[@old:key]]\n',
    'b/main.tex': '\\bibliography{refs} \\cite{old:key}',
    'chapter.tex': '\\cite{old:key}',
    'loose.md': '@old:key\n',
  };
  const annotated = { documentChanges: true, changeAnnotationSupport: {} };
  for (const workspaceEdit of [{ documentChanges: true }, annotated]) {
    const client = await LspClient.start(files, { capabilities: { workspace: { workspaceEdit } } });
    try {
      const uri = await client.open('a/note.md', files['a/note.md']);
      const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 3, 3, { newName: 'mine' });
      const after = applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-16');
      const changed = Object.entries(files).flatMap(([path, text]) => (after[path] === text ? [] : [path]));
      const certain = ['a/refs.bib', 'a/note.md', 'a/main.tex'];
      const asked = ['b/main.tex', 'chapter.tex', 'loose.md'];
      assert.deepEqual(changed, workspaceEdit === annotated ? [...certain, ...asked] : certain);
      assert.match(after['a/note.md']!, /\n@mine \[\[@mine\]\]\n$/);
      const annotations = (edit.documentChanges ?? []).flatMap((change) =>
        'edits' in change
          ? change.edits.map((one) => [change.textDocument.uri, 'annotationId' in one && one.annotationId])
          : [],
      );
      for (const [path, id] of annotations)
        assert.equal(
          id !== false,
          asked.some((one) => String(path).endsWith(`/${one}`)),
          String(path),
        );
    } finally {
      await client.stop();
    }
  }
});

test('a client that knows only plain changes gets them', async () => {
  const files = { 'refs.bib': BIB, 'note.md': '[@old:key]\n', 'other.md': '@old:key\n' };
  const client = await LspClient.start(files);
  try {
    const uri = await client.open('note.md', files['note.md']);
    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 0, 4, { newName: 'new' });
    assert.equal(edit.documentChanges, undefined);
    assert.deepEqual(
      applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-16'),
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace('old:key', 'new')])),
    );
  } finally {
    await client.stop();
  }
});

test('a note that was never saved is renamed in and referred to as others are', async () => {
  const client = await LspClient.start({ 'refs.bib': BIB });
  try {
    const uri = 'untitled:Untitled-1';
    const text = 'See [@old:key].\n';
    const textDocument = { uri, languageId: 'markdown', version: 1, text };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const references = await client.at<Location[]>('textDocument/references', uri, 0, 8, {
      context: { includeDeclaration: false },
    });
    assert.deepEqual(
      references.map((one) => [one.uri, one.range.start.character]),
      [[uri, 5]],
    );
    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 0, 8, { newName: 'mine' });
    assert.equal(applyLspEdits({ [uri]: text }, edit, (path) => path, 'utf-16')[uri], 'See [@mine].\n');
  } finally {
    await client.stop();
  }
});

test('a key in quotation marks is renamed inside of them, and no entry gets the key of another of its file', async () => {
  const yaml =
    'references:\n- id: "yam"\n  type: book\n  title: A Book of Yams and Roots\n- id: \'oak\'\n  type: book\n  title: On Oaks\n';
  const work = 'title = {One Work Under Two Keys of a File}, author = {Doe, Jane}, doi = {10.1000/two}';
  const files = {
    'a.csl.yaml': yaml,
    'two.bib': `@book{one, ${work}}\n@book{two, ${work}}\n`,
    'note.md': '[@yam; @oak; @one]\n',
  };
  const client = await LspClient.start(files);
  try {
    const uri = await client.open('note.md', files['note.md']);
    const rename = (character: number, newName: string) =>
      client.at<WorkspaceEdit>('textDocument/rename', uri, 0, character, { newName });
    const after = async (character: number) =>
      applyLspEdits(files, await rename(character, 'new'), (path) => client.folder.uri(path), 'utf-16');
    assert.equal((await after(3))['a.csl.yaml'], yaml.replace('"yam"', '"new"'));
    assert.equal((await after(8))['a.csl.yaml'], yaml.replace("'oak'", "'new'"));
    await assert.rejects(rename(14, 'two'), /two\.bib has an entry with the key “two” already/);
  } finally {
    await client.stop();
  }
});

const OPERATIONS = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const, 'rename' as const] },
  },
};

test('a generated key gets another in a new sidecar, which makes it a given one', async () => {
  const files: Record<string, string> = {
    'digests/page.txt': SMALL_PAGE,
    'note.md': 'See [@hyperattention2023].\n',
  };
  files['digests/more.bib'] =
    '@misc{, title = {HyperAttention: Long-context Attention in Near-Linear Time}, eprint = {2310.05869}, archiveprefix = {arXiv}, author = {Han, Insu}}\n';
  const client = await LspClient.start(files, { capabilities: OPERATIONS });
  try {
    const uri = await client.open('note.md', files['note.md']!);
    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 0, 8, { newName: 'han-hyper' });
    const [, create, insert] = edit.documentChanges!;
    assert.ok(
      create &&
        'kind' in create &&
        create.kind === 'create' &&
        create.uri.endsWith('/annotations/@han-hyper.md'),
    );
    const text = insert && 'edits' in insert && 'newText' in insert.edits[0]! ? insert.edits[0].newText : '';
    assert.match(text, /citekey: han-hyper\n/);
    assert.match(text, /paper: https:\/\/arxiv\.org\/abs\/2310\.05869/);
    assert.equal(
      applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-16')['note.md'],
      'See [@han-hyper].\n',
    );
    await client.folder.write('annotations/@han-hyper.md', text);
    await client.changedOnDisk([{ path: 'annotations/@han-hyper.md', type: 'created' }]);
    const cites = await client.open('other.md', '[@han-hyper]\n');
    await client.eventually('the new key leads to the paper', async () => {
      const hover = await client.at<Hover | null>('textDocument/hover', cites, 0, 4);
      return JSON.stringify(hover?.contents ?? '').includes('HyperAttention');
    });
  } finally {
    await client.stop();
  }
});

test('the sidecars of a paper follow in key and name', async () => {
  const files = {
    'refs.bib': BIB,
    'notes/@old%3Akey.md': '---\n# mine\ncitekey: old:key # kept\n---\n\nAs [@old:key] says.\n',
    'note.md': '@old:key\n',
  };
  const client = await LspClient.start(files, { capabilities: OPERATIONS });
  try {
    const uri = await client.open('note.md', files['note.md']);
    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 0, 3, { newName: 'new' });
    const after = applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-16');
    assert.equal(after['notes/@old%3Akey.md'], '---\n# mine\ncitekey: new # kept\n---\n\nAs [@new] says.\n');
    const renames = edit.documentChanges!.flatMap((change) =>
      'kind' in change && change.kind === 'rename' ? change : [],
    );
    assert.deepEqual(
      renames.map(({ oldUri, newUri }) => [oldUri, newUri]),
      [[client.folder.uri('notes/@old%3Akey.md'), client.folder.uri('notes/@new.md')]],
    );
  } finally {
    await client.stop();
  }
});

test('a bibliography that another program writes is not renamed in', async () => {
  const client = await LspClient.start(
    { 'refs.bib': BIB, 'note.md': '@old:key\n' },
    { settings: { readOnlyBibliographies: ['refs.bib'] } },
  );
  try {
    const uri = await client.open('note.md', '@old:key\n');
    const refusal = /refs\.bib is written by another/;
    await assert.rejects(client.at('textDocument/prepareRename', uri, 0, 3), refusal);
    await assert.rejects(client.at('textDocument/rename', uri, 0, 3, { newName: 'x' }), refusal);
  } finally {
    await client.stop();
  }
});
