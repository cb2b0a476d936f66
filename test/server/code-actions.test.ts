import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyEdits } from '../../src/core/text/text-edit.ts';
import { LineIndex } from '../../src/core/text/lines.ts';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const BIB = '@misc{known, title = {Known}, year = 2020}\r\n';
const NOTE = `---
bibliography: refs.bib
---

See [@known; @titans2024, p. 3] and [@pointer-networks2015].
Misspelt: [@hyperatention2023].
`;

describe('code actions of a note', () => {
  let client: LspClient;
  let uri: string;
  before(async () => {
    client = await LspClient.start(
      { 'digests/page.txt': SMALL_PAGE, 'refs.bib': BIB, 'note.md': NOTE, 'free.md': '' },
      {
        capabilities: {
          workspace: { workspaceEdit: { documentChanges: true } },
          textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } },
        },
      },
    );
    uri = await client.open('note.md', NOTE);
  });
  after(() => client.stop());

  async function actionsAt(text: string, where = uri, source = NOTE): Promise<CodeAction[]> {
    const lines = new LineIndex(source);
    const start = lines.positionAt(source.indexOf(text) + 1);
    return client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: where },
      range: { start, end: start },
      context: { diagnostics: [], only: ['quickfix'] },
    });
  }

  test('a misspelt key is changed to the nearest, by an edit that is made when it is chosen', async () => {
    const [action] = await actionsAt('@hyperatention2023');
    assert.equal(action?.title, 'Change to “hyperattention2023”');
    assert.equal(action.diagnostics?.[0]?.code, 'unknown-citation');
    assert.equal(action.edit, undefined);
    const { edit } = await client.request<{ edit: WorkspaceEdit }>('codeAction/resolve', action);
    const [change] = edit.documentChanges!;
    assert.ok(change && 'edits' in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    const lines = new LineIndex(NOTE);
    const edits = change.edits.map((one) => ({
      span: { start: lines.offsetAt(one.range.start), end: lines.offsetAt(one.range.end) },
      text: 'newText' in one ? one.newText : '',
    }));
    assert.equal(applyEdits(NOTE, edits), NOTE.replace('hyperatention2023', 'hyperattention2023'));
  });

  test('a key that is not in the bibliography is added there, without changing anything else', async () => {
    const actions = await actionsAt('@titans2024');
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Add “titans2024” to refs.bib', 'Add all 2 missing papers of this note to refs.bib'],
    );
    for (const { command } of [...actions].reverse())
      await client.request('workspace/executeCommand', {
        command: command!.command,
        arguments: command!.arguments,
      });
    const text = await readFile(join(client.folder.path, 'refs.bib'), 'utf8');
    assert.ok(text.startsWith(BIB));
    assert.equal(text.match(/@\w+\{/g)?.length, 3, 'each key once');
    assert.ok(!/(?<!\r)\n/.test(text), 'the lines end as they did');
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    assert.deepEqual(codes, ['unknown-citation']);
    assert.deepEqual(await actionsAt('@titans2024'), []);
  });

  test('a note without a bibliography has its generated keys pinned in a file of our own', async () => {
    const text = 'See [@stability-shallow-lakes2021].\n';
    const free = await client.open('free.md', text);
    const [action] = await actionsAt('@stability', free, text);
    assert.equal(action?.title, 'Add “stability-shallow-lakes2021” to carrel.bib');
    const result = await client.request('workspace/executeCommand', {
      command: 'carrel.cite.pinAll',
      arguments: [{ note: free }],
    });
    assert.deepEqual(result, {
      done: true,
      file: 'carrel.bib',
      keys: ['stability-shallow-lakes2021'],
      lacks: ['“stability-shallow-lakes2021” has no author'],
    });
    assert.match(await readFile(join(client.folder.path, 'carrel.bib'), 'utf8'), /@misc\{stability-shallow/);
  });

  test('a command with a wrong argument is refused', async () => {
    for (const argument of [undefined, null, 3, {}, { note: 1 }, { note: uri, paper: ['x'] }])
      await assert.rejects(
        client.request('workspace/executeCommand', { command: 'carrel.cite.pin', arguments: [argument] }),
        /wrong argument/,
      );
  });
});
