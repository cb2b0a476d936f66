import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';
import { poll } from '../support/poll.ts';

describe('keys that were typed', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      'digests/page.txt': SMALL_PAGE,
      'sub/refs.bib': '@misc{given, title = {Given}}\n',
      'sub/note.md': '',
      'old.md': '',
      'list.digest.md': '- [Pointer Networks](https://arxiv.org/abs/1506.03134)\n',
    });
  });
  after(() => client.stop());

  const read = (path: string): Promise<string> =>
    readFile(join(client.folder.path, path), 'utf8').catch(() => '');

  async function save(uri: string, text?: string): Promise<void> {
    if (text !== undefined)
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text }],
      });
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  test('are pinned when their note is saved, but for those that the note cited before and those that are given', async () => {
    const head = '---\nbibliography: refs.bib\n---\n\n';
    const uri = await client.open('sub/note.md', `${head}Before: @titans2024.\n`);
    await save(uri);
    await save(uri, `${head}Before: @titans2024. Now [@pointer-networks2015; @given] and @nobody.\n`);
    await poll('the key is pinned', async () =>
      (await read('sub/refs.bib')).includes('{pointer-networks2015,'),
    );
    assert.match(
      await read('sub/refs.bib'),
      /^@misc\{given, title = \{Given\}\}\n\n@misc\{pointer-networks2015,[^@]*$/,
    );
    assert.equal(await read('carrel.bib'), '');
  });

  test('go into a bibliography of their own where a note names none', async () => {
    const uri = await client.open('old.md', 'Old.\n');
    await save(uri, 'Old @titans2024.\n');
    await poll('the key is pinned', async () => (await read('carrel.bib')).includes('{titans2024,'));
  });
});
