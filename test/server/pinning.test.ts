import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  CompletionList,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { LineIndex } from '../../src/core/text/lines.ts';
import type { CitePastedResult } from '../../src/protocol/library.ts';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const ZOTERO = '@misc{z, title = {Z}, file = {/home/me/Zotero/storage/ABCD1234/z.pdf}}\n';
const DRAFT = 'See @memorize titans';

describe('keys that are pinned', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start(
      {
        'digests/page.txt': SMALL_PAGE,
        'sub/refs.bib': '@misc{known, title = {Known}, year = 2020}\n',
        'sub/note.md': '',
        'zotero.bib': ZOTERO,
        'mine.bib': '% mine\n',
        'locked.bib': '% locked\n',
        '.carrel.yaml': 'readOnlyBibliographies: [locked.bib]\n',
      },
      { capabilities: { workspace: { executeCommand: {} } } },
    );
  });
  after(() => client.stop());

  const read = (path: string): Promise<string> => readFile(join(client.folder.path, path), 'utf8');

  async function run(call: { command: string; arguments?: unknown[] } | undefined): Promise<unknown> {
    assert.ok(call);
    return client.request('workspace/executeCommand', { command: call.command, arguments: call.arguments });
  }

  test('a citation that was completed is written into the bibliography of its note', async () => {
    const text = `---\nbibliography: refs.bib\n---\n\n${DRAFT}`;
    const uri = await client.open('sub/note.md', text);
    const list = await client.at<CompletionList>('textDocument/completion', uri, 4, DRAFT.length);
    await run(list.items[0]?.command);
    assert.match(await read('sub/refs.bib'), /^@misc\{known[^]*\n@misc\{titans2024,\n {2}title = \{Titans/);
    const again = await client.at<CompletionList>('textDocument/completion', uri, 4, DRAFT.length);
    assert.equal(again.items[0]?.label, 'titans2024');
    assert.equal(again.items[0].command, undefined, 'what is there already is not added');
  });

  test('an export of Zotero and a read-only file are left alone, and the next one is taken', async () => {
    const text = '---\nbibliography: [mine.bib, locked.bib, zotero.bib]\n---\n\n[@pointer-networks2015]\n';
    const uri = await client.open('note.md', text);
    const position = { line: 4, character: 5 };
    const [action] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    assert.equal(action?.title, 'Add “pointer-networks2015” to mine.bib');
    assert.equal(action.diagnostics?.[0]?.code, 'not-in-bibliography');
    const result = (await run(action.command)) as { file: string; lacks: string[] };
    assert.equal(result.file, 'mine.bib');
    assert.match(await read('mine.bib'), /^% mine\n\n@misc\{pointer-networks2015,/);
    assert.equal(await read('zotero.bib'), ZOTERO);
    assert.equal(await read('locked.bib'), '% locked\n');
  });

  test('what a bibliography has is exported as it stands, and what a note cites under its keys', async () => {
    const uri = client.folder.uri('note.md');
    const cited = await client.request<{ text: string; papers: number }>('carrel/export', {
      format: 'bibtex',
      note: uri,
    });
    assert.equal(cited.papers, 1);
    assert.ok((await read('mine.bib')).includes(cited.text.trim()));
    const all = await client.request<{ text: string }>('carrel/export', { format: 'bibtex', note: null });
    assert.ok(all.text.includes(ZOTERO.trim()));
    assert.equal(await client.request('carrel/export', { format: 'bibtex', note: `${uri}x` }), null);
  });

  test('all generated keys are pinned at once', async () => {
    await run({ command: 'carrel.cite.pinLibrary' });
    const text = await read('carrel.bib');
    assert.match(text, /@misc\{hyperattention2023,/);
    assert.match(text, /@misc\{stability-shallow-lakes2021,/);
    assert.doesNotMatch(text, /titans2024/);
  });
});

test('a client that runs no commands gets completions without them', async () => {
  const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE });
  try {
    const uri = await client.open('draft.md', DRAFT);
    const list = await client.at<CompletionList>('textDocument/completion', uri, 0, DRAFT.length);
    assert.equal(list.items[0]?.label, 'titans2024');
    assert.equal(list.items[0].command, undefined);
    assert.ok(!existsSync(join(client.folder.path, 'carrel.bib')));
  } finally {
    await client.stop();
  }
});

describe('papers that are pasted', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start(
      {
        'some.digest.md':
          '- [Pointer Networks](https://arxiv.org/abs/1506.03134)\n- [Mamba](https://arxiv.org/abs/2312.00752)\n',
        'other.ris': 'TY  - GEN\nID  - other\nTI  - Other\nER  - \n',
        'ris.md': '',
        'refs.bib': '% mine\n',
        'note.md': '',
      },
      { capabilities: { workspace: { executeCommand: {} } } },
    );
  });
  after(() => client.stop());

  const NOTE = '---\nbibliography: refs.bib\n---\n\nSeen here.\n';
  const at = { line: 4, character: 5 };

  async function cite(uri: string, text: string): Promise<CitePastedResult | null> {
    return client.request('carrel/citePasted', { uri, range: { start: at, end: at }, text });
  }

  test('an address is offered as a citation, and its key is pinned when that is chosen', async () => {
    const uri = await client.open('note.md', NOTE);
    const text = 'https://arxiv.org/abs/1506.03134v2';
    assert.deepEqual(await cite(uri, text), {
      text: '[@pointer-networks2015]',
      title: 'Cite “pointer-networks2015”',
      pins: true,
    });
    assert.equal(await readFile(join(client.folder.path, 'refs.bib'), 'utf8'), '% mine\n', 'nothing yet');
    await pin(uri, text);
    const bib = await readFile(join(client.folder.path, 'refs.bib'), 'utf8');
    assert.match(bib, /^% mine\n\n@misc\{pointer-networks2015,[^]*1506\.03134v2/);
    assert.equal(await cite(uri, 'no paper'), null);
  });

  test('a version is printed where the entry that is written cannot hold it', async () => {
    const note = '---\nbibliography: other.ris\n---\n\nSeen here.\n';
    const uri = await client.open('ris.md', note);
    const offered = await cite(uri, 'https://arxiv.org/abs/2312.00752v2');
    assert.equal(offered?.text, '[@mamba2023, v2]');
  });

  test('an entry that the library lacks comes into the bibliography of the note as it stands', async () => {
    const uri = await client.open('note.md', NOTE);
    const text = '@book{ponds, title = {Ponds}, publisher = {Roe}, year = 1999}';
    const offered = await cite(uri, text);
    assert.deepEqual(offered, {
      text: '[@ponds]',
      title: 'Cite “ponds” and add it to refs.bib',
      pins: true,
    });
    await pin(uri, text);
    const bib = await readFile(join(client.folder.path, 'refs.bib'), 'utf8');
    assert.ok(bib.endsWith(`\n\n${text}\n`), bib);
  });

  function pin(note: string, text: string): Promise<unknown> {
    const call = { command: 'carrel.cite.pinPasted', arguments: [{ note, text }] };
    return client.request('workspace/executeCommand', call);
  }
});

test('a version of an arXiv paper that no entry holds is named in the note', async () => {
  const head = '---\nbibliography: own.csl.json\n---\n';
  const files = {
    'own.csl.json': '[]\n',
    'note.md': 'See arXiv:2310.05869v3 here.\n',
    'json.md': `${head}See arXiv:2310.05869v3 here.\n`,
    // Nothing can be written where a folder has the name.
    'carrel.bib/kept.txt': '',
    'list.digest.md':
      '- [HyperAttention: Long-context Attention in Near-Linear Time](https://arxiv.org/abs/2310.05869)\n',
  };
  const client = await LspClient.start(files, {
    capabilities: { workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } } },
  });
  try {
    for (const [path, expected] of [
      ['note.md', 'See [@hyperattention2023, v3] here.\n'],
      ['json.md', `${head}See [@hyperattention2023, v3] here.\n`],
    ] as const) {
      const text = files[path];
      const uri = await client.open(path, text);
      let current = text;
      const apply = async (edit: WorkspaceEdit): Promise<void> => {
        current = applyLspEdits({ [path]: current }, edit, (name) => client.folder.uri(name), 'utf-16')[
          path
        ]!;
        const changes = { textDocument: { uri, version: 2 }, contentChanges: [{ text: current }] };
        await client.connection.sendNotification('textDocument/didChange', changes);
      };
      client.connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
        await apply(edit);
        return { applied: true };
      });
      const position = new LineIndex(text).positionAt(text.indexOf('2310'));
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: position, end: position },
        context: { diagnostics: [], only: ['refactor.rewrite'] },
      });
      const action = actions.find(({ title }) => title.startsWith('Cite as'))!;
      await apply(action.edit!);
      await client.request('workspace/executeCommand', {
        command: action.command!.command,
        arguments: action.command!.arguments,
      });
      assert.equal(current, expected);
    }
  } finally {
    await client.stop();
  }
});
