import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { CompletionList, Hover } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const SCRIPT = fileURLToPath(new URL('../support/neovim.lua', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const skip = spawnSync('nvim', ['--version']).status === 0 ? false : 'needs nvim on the PATH';

test('Neovim gets the hovers and completions that other clients get', { skip }, async () => {
  const note = 'É 𝒳: see [@hyperattention2023] and @poin\n';
  const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE, 'note.md': note });
  try {
    const uri = await client.open('note.md', note);
    const [hovered, completed] = [note.indexOf('hyper'), note.indexOf('@poin') + 5];
    const hover = await client.at<Hover>('textDocument/hover', uri, 0, hovered);
    const list = await client.at<CompletionList>('textDocument/completion', uri, 0, completed);
    const { stdout, stderr } = spawnSync('nvim', ['--headless', '--clean', '-c', `luafile ${SCRIPT}`], {
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        ...process.env,
        CARREL_FOLDER: client.folder.path,
        CARREL_COMMAND: JSON.stringify([process.execPath, CLI, 'lsp', '--stdio']),
        CARREL_LINE: '0',
        CARREL_CHARACTER: String(hovered),
        CARREL_COMPLETE: String(completed),
      },
    });
    const answer = /^\{.*\}$/m.exec(stdout)?.[0];
    assert.ok(answer, `Neovim printed: ${stdout}${stderr}`);
    const theirs = JSON.parse(answer) as { hover: Hover; labels: string[] };
    // Command links are for clients that say they run them.
    const plain = (text: Hover): string =>
      (text.contents as { value: string }).value.replace(
        /(?:\[[^\]]*\]\(command:[^)]*\)(?: \| )?)+(?:\n\n)?/g,
        '',
      );
    assert.equal(plain(theirs.hover), plain(hover));
    assert.deepEqual(theirs.hover.range, hover.range);
    assert.deepEqual(
      theirs.labels,
      list.items.map(({ label }) => label),
    );
    assert.ok(theirs.labels.length > 0);
  } finally {
    await client.stop();
  }
});

test('a client that counts in UTF-8 gets the same', async () => {
  const note = 'É 𝒳: see [@hyperattention2023] and @poin\n';
  const ask = async (encoding: 'utf-8' | 'utf-16'): Promise<unknown> => {
    const capabilities = { general: { positionEncodings: [encoding] } };
    const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE }, { capabilities });
    try {
      assert.equal(client.initialized.capabilities.positionEncoding, encoding);
      const uri = await client.open('note.md', note);
      const units = (text: string): number =>
        encoding === 'utf-8' ? new TextEncoder().encode(text).length : text.length;
      const at = (word: string): number => units(note.slice(0, note.indexOf(word) + word.length));
      const hover = await client.at<Hover>('textDocument/hover', uri, 0, at('hyper'));
      const list = await client.at<CompletionList>('textDocument/completion', uri, 0, at('@poin'));
      const edit = list.items[0]!.textEdit!;
      const range = 'range' in edit ? edit.range : edit.replace;
      const offsets = [
        hover.range!.start.character,
        hover.range!.end.character,
        range.start.character,
        range.end.character,
      ];
      const expected = ['', '@hyperattention2023', '', ''].map(
        (more, i) => at(['see [', 'see [', 'and ', '@poin'][i]!) + units(more),
      );
      assert.deepEqual(offsets, expected);
      return [hover.contents, list.items.map(({ label }) => label)];
    } finally {
      await client.stop();
    }
  };
  assert.deepEqual(await ask('utf-8'), await ask('utf-16'));
});
