import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeLens, InlayHint, SelectionRange, SemanticTokens } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const NOTE = 'É: [@hyperattention2023; @nobody1999] and @someone, [[@titans2024]].\n\n`@titans2024`\n';
const TWINS = '@misc{twin, title = {One of Two Works}}\n@misc{twin, title = {Quite Another Matter}}\n';

describe('what is shown beside citations and entries', () => {
  let client: LspClient;
  let uri: string;
  before(async () => {
    client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE, 'note.md': NOTE, 'twins.bib': TWINS });
    uri = await client.open('note.md', `${NOTE}[@twin]\n`);
  });
  after(() => client.stop());

  test('citations are coloured by their state, and nothing else is', async () => {
    const { legend } = client.initialized.capabilities.semanticTokensProvider!;
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument: { uri },
    });
    const lines = `${NOTE}[@twin]\n`.split('\n');
    const found: string[] = [];
    for (let i = 0, line = 0, character = 0; i < data.length; i += 5) {
      line += data[i]!;
      character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
      const word = lines[line]!.slice(character, character + data[i + 2]!);
      found.push(`${word} ${legend.tokenModifiers[Math.log2(data[i + 4]!)]!}`);
    }
    assert.deepEqual(found, [
      'hyperattention2023 known',
      'nobody1999 unknown',
      'titans2024 known',
      'twin ambiguous',
    ]);
  });

  test('hints stand behind the citations of the range that is asked for, when they are wanted', async () => {
    const wanted = await LspClient.start(
      { 'digests/page.txt': SMALL_PAGE },
      { settings: { inlayHints: { citations: 'short' } } },
    );
    try {
      const note = await wanted.open('note.md', NOTE);
      const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
      const hints = await wanted.request<InlayHint[]>('textDocument/inlayHint', {
        textDocument: { uri: note },
        range,
      });
      const at = NOTE.indexOf('hyperattention2023') + 'hyperattention2023'.length;
      assert.deepEqual(
        hints.map(({ label, position }) => [label, position.character]),
        [
          ['HyperAttention, 2023', at],
          ['Titans, 2024', NOTE.indexOf(']].') + 2],
        ],
      );
    } finally {
      await wanted.stop();
    }
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    assert.deepEqual(await client.request('textDocument/inlayHint', { textDocument: { uri }, range }), []);
  });

  test('entries say how many notes cite them', async () => {
    const page = await client.open('digests/page.txt', SMALL_PAGE, 'paper-digest');
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: page } });
    assert.equal(lenses.length, 2);
    const resolved = await client.request<CodeLens>('codeLens/resolve', lenses[0]);
    assert.equal(resolved.command?.title, '1 note');
    assert.equal((resolved.command.arguments![0] as { uri: string }[])[0]!.uri, uri);
  });

  test('a selection in a digest grows from title or abstract to the entry and the file', async () => {
    const page = client.folder.uri('digests/page.txt');
    const line = SMALL_PAGE.split('\n').indexOf('Titans: Learning to Memorize at Test Time');
    const [range] = await client.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument: { uri: page },
      positions: [{ line, character: 3 }],
    });
    const sizes: number[] = [];
    for (let at: SelectionRange | undefined = range; at; at = at.parent)
      sizes.push(at.range.end.line - at.range.start.line);
    assert.equal(sizes.length, 3);
    assert.equal(sizes[0], 0);
    assert.ok(sizes[1]! > 0 && sizes[2]! > sizes[1]!);
  });
});
