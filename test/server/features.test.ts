import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CompletionItem,
  CompletionList,
  FoldingRange,
  Hover,
  Location,
} from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const NOTE = `# Notes

Sketching helps [@hyperattention2023, p. 3; see @titans2024], says @pointer-networks2015.
Also [[Titans: Learning to Memorize at Test Time]] and [[@pointer-networks2015]].
Unknown: [@nobody1999], @someone, [[some other note]].
Printed: arXiv:2310.05869.
`;

describe('a note and a page', () => {
  let client: LspClient;
  let uri: string;
  before(async () => {
    client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE, 'note.md': NOTE });
    uri = await client.open('note.md', NOTE);
  });
  after(() => client.stop());

  /** Line and character of the first occurrence of `text`, plus `plus` characters. */
  function placeOf(text: string, plus = 0): [number, number] {
    const offset = NOTE.indexOf(text) + plus;
    const before = NOTE.slice(0, offset).split('\n');
    return [before.length - 1, before.at(-1)!.length];
  }

  test('hover shows the paper under the cursor, also inside a group', async () => {
    const hover = await client.at<Hover>('textDocument/hover', uri, ...placeOf('@hyperattention2023', 4));
    const { value } = hover.contents as { value: string };
    assert.match(value, /HyperAttention/);
    assert.match(value, /6 authors · 9 Oct 2023 · 2 comments/);
    assert.match(value, /nearly linear time/);
    assert.match(value, /command:carrel\.openCard\?/);
    const second = await client.at<Hover>('textDocument/hover', uri, ...placeOf('@titans2024', 2));
    assert.match((second.contents as { value: string }).value, /Titans/);
    assert.equal(await client.at('textDocument/hover', uri, ...placeOf('Sketching')), null);
  });

  test('definition leads to the title in the digest, from keys and titles', async () => {
    const line = SMALL_PAGE.split('\n').indexOf('Titans: Learning to Memorize at Test Time');
    for (const spelling of ['@titans2024', 'Titans: Learning to']) {
      const [location] = await client.at<Location[]>('textDocument/definition', uri, ...placeOf(spelling, 3));
      assert.equal(location?.uri, client.folder.uri('digests/page.txt'));
      assert.deepEqual(location.range, {
        start: { line, character: 0 },
        end: { line, character: 'Titans: Learning to Memorize at Test Time'.length },
      });
    }
  });

  test('only an unknown key in brackets is an error', async () => {
    const diagnostics = await client.diagnostics(uri);
    assert.deepEqual(
      diagnostics.map(({ code, severity, range }) => [code, severity, range.start]),
      [['unknown-citation', 1, { line: 4, character: placeOf('nobody1999')[1] }]],
    );
  });

  test('printed identifiers are links; citations by key are not', async () => {
    const links = await client.request<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri },
    });
    assert.deepEqual(
      links.map((link) => link.target),
      ['https://arxiv.org/abs/2310.05869'],
    );
  });

  test('completion finds by key, title words and their order, and says more when asked', async () => {
    const typed = 'See @memorize titans';
    const draft = await client.open('draft.md', typed);
    const list = await client.at<CompletionList>('textDocument/completion', draft, 0, typed.length);
    assert.equal(list.isIncomplete, true);
    assert.equal(list.items[0]?.label, 'titans2024');
    assert.equal(list.items[0].filterText, '@memorize titans');
    const edit = list.items[0].textEdit as { newText: string; range: { start: { character: number } } };
    assert.equal(edit.newText, '@titans2024');
    assert.equal(edit.range.start.character, 4);
    const full = await client.request<CompletionItem>('completionItem/resolve', list.items[0]);
    assert.match((full.documentation as { value: string }).value, /neural memory/);
  });

  test('completion in a wikilink closes it; in code there is none', async () => {
    const link = await client.open('link.md', 'As [[pointer');
    const list = await client.at<CompletionList>('textDocument/completion', link, 0, 12);
    assert.equal((list.items[0]?.textEdit as { newText: string }).newText, '@pointer-networks2015]]');
    const code = await client.open('code.md', 'Run `npm i @pointer` now');
    assert.equal(await client.at('textDocument/completion', code, 0, 19), null);
  });

  test('references lead to every spelling in every note, from a citation and from the entry', async () => {
    const digest = client.folder.uri('digests/page.txt');
    const params = (where: string, line: number, character: number) => ({
      textDocument: { uri: where },
      position: { line, character },
      context: { includeDeclaration: true },
    });
    const fromNote = await client.request<Location[]>(
      'textDocument/references',
      params(uri, ...placeOf('@titans2024', 2)),
    );
    assert.deepEqual(
      fromNote.map((l) => [l.uri, l.range.start.line]),
      [
        [digest, SMALL_PAGE.split('\n').indexOf('Titans: Learning to Memorize at Test Time')],
        [uri, 2],
        [uri, 3],
      ],
    );
    await client.open('digests/page.txt', SMALL_PAGE, 'paper-digest');
    const fromEntry = await client.request<Location[]>(
      'textDocument/references',
      params(digest, fromNote[0]!.range.start.line, 4),
    );
    assert.deepEqual(fromEntry, fromNote);
    const marks = await client.at<unknown[]>(
      'textDocument/documentHighlight',
      uri,
      ...placeOf('@titans2024', 2),
    );
    assert.equal(marks.length, 2);
  });

  test('digests have an outline and folds, and papers are symbols of the workspace', async () => {
    const digest = await client.open('digests/page.txt', SMALL_PAGE, 'paper-digest');
    const symbols = await client.request<{ name: string; detail: string }[]>('textDocument/documentSymbol', {
      textDocument: { uri: digest },
    });
    assert.deepEqual(
      symbols.map((s) => s.detail),
      ['hyperattention2023', 'titans2024', 'pointer-networks2015', 'stability-shallow-lakes2021'],
    );
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', {
      textDocument: { uri: digest },
    });
    const lines = SMALL_PAGE.split('\n');
    const ends = folds.map(({ endLine }) => lines[endLine]!);
    assert.deepEqual(
      folds.map(({ startLine }) => lines[startLine]!.split(':')[0]),
      ['HyperAttention', 'Titans', 'Pointer Networks', 'On the Stability of Shallow Lakes Under Warming'],
    );
    assert.ok(
      ends.every((line) => line !== '') &&
        folds.every(({ startLine }, i) => startLine > (folds[i - 1]?.endLine ?? -1)),
      ends.join(' | '),
    );
    const found = await client.request<{ name: string }[]>('workspace/symbol', { query: 'lakes' });
    assert.deepEqual(
      found.map((s) => s.name),
      ['stability-shallow-lakes2021 On the Stability of Shallow Lakes Under Warming'],
    );
  });
});
