import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeLens, Location } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const NOTE = 'See [@titans2024] and [@hyperattention2023].\n';
const SIDECAR = '---\ncitekey: titans2024\n---\n\n# What I think\n\nMuch.\n';

describe("a paper's sidecar", () => {
  let client: LspClient;
  let uri: string;
  before(async () => {
    client = await LspClient.start({
      'digests/page.txt': SMALL_PAGE,
      'note.md': NOTE,
      'annotations/@titans2024.md': SIDECAR,
    });
    uri = await client.open('note.md', NOTE);
  });
  after(() => client.stop());

  test('is the implementation of a citation and of an entry', async () => {
    const sidecar = client.folder.uri('annotations/@titans2024.md');
    const at = (character: number): Promise<Location[]> =>
      client.at<Location[]>('textDocument/implementation', uri, 0, character);
    assert.deepEqual(
      (await at(8)).map((place) => place.uri),
      [sidecar],
    );
    assert.deepEqual(await at(NOTE.indexOf('hyper')), []);
    const page = await client.open('digests/page.txt', SMALL_PAGE, 'paper-digest');
    const line = SMALL_PAGE.split('\n').indexOf('Titans: Learning to Memorize at Test Time');
    const ofEntry = await client.at<Location[]>('textDocument/implementation', page, line, 3);
    assert.deepEqual(
      ofEntry.map((place) => place.uri),
      [sidecar],
    );
  });

  test('is among the references of its paper', async () => {
    const found = await client.at<Location[]>('textDocument/references', uri, 0, 8, {
      context: { includeDeclaration: true },
    });
    const files = found.map((place) => place.uri.split('/').at(-1)).sort();
    assert.deepEqual(
      files,
      ['%40titans2024.md', 'note.md', 'page.txt'].map((name) => name.replace('%40', '@')).sort(),
    );
  });

  test('says at its heading how many notes cite the paper', async () => {
    const sidecar = await client.open('annotations/@titans2024.md', SIDECAR);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: sidecar },
    });
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [4],
    );
    const resolved = await client.request<CodeLens>('codeLens/resolve', lenses[0]);
    assert.equal(resolved.command?.title, '1 note');
  });
});
