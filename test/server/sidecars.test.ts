import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CodeAction, CodeLens, CompletionList, Location } from 'vscode-languageserver-protocol';
import { lostFilesRequest, type LostFile } from '../../src/protocol/annotation-list.ts';
import { LineIndex } from '../../src/core/text/lines.ts';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const NOTE = 'See [@titans2024] and [@hyperattention2023].\n';
const SIDECAR = `---
citekey: titans2024
tags: [memory]
rating: 4
---

# What I think

Much.

<!-- carrel: highlight green 2026-11-03 abstract -->
> learns at test time what to keep

^h1

Is this [so](command:x)?

<!-- carrel: highlight 2026-11-03 abstract -->
> words that stand nowhere in this paper at all

^gone
`;

const BY_HAND = `---
citekey: pointer-networks2015
---

<!-- carrel: highlight green -->
> its input

without an id

<!-- carrel: highlight green -->

only words

^empty1

<!-- carrel: highlight green abstract:23 -->
> points at positions of its output

^orphan
`;

const LOST = `---
citekey: titans2023
title: "Titans: Learning to Memorize at Test Time"
---

<!-- carrel: remark -->

kept

^kept12
`;

describe("a paper's sidecar", () => {
  let client: LspClient;
  let uri: string;
  before(async () => {
    client = await LspClient.start(
      {
        'digests/page.txt': SMALL_PAGE,
        'note.md': NOTE,
        'annotations/@titans2024.md': SIDECAR,
        'annotations/@pointer-networks2015.md': BY_HAND,
        'annotations/@titans2023.md': LOST,
        'annotations/@nobody1999.md': '---\ncitekey: nobody1999\n---\n\nNothing annotated.\n',
      },
      { capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } },
    );
    uri = await client.open('note.md', NOTE);
  });
  after(() => client.stop());

  test('whose paper is gone is told of, and takes the key that its paper has now', async () => {
    const path = 'annotations/@titans2023.md';
    const [lost, other] = await client.request<LostFile[]>(lostFilesRequest, undefined);
    assert.deepEqual(
      [lost?.label, lost?.name, lost?.count, other],
      [path, 'Titans: Learning to Memorize at Test Time', 1, undefined],
    );
    const file = await client.open(path, LOST);
    const [finding] = await client.diagnostics(file);
    assert.equal(finding?.code, 'sidecar-without-paper');
    assert.match(JSON.stringify(finding.message), /“titans2023”.*about “titans2024”/);
    const [fix] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: file },
      range: finding.range,
      context: { diagnostics: [finding], only: ['quickfix'] },
    });
    assert.equal(fix?.title, 'These annotations are about “titans2024”');
    const after = applyLspEdits({ 'a.md': LOST }, fix.edit!, () => file, 'utf-16')['a.md'];
    assert.equal(after, LOST.replace('titans2023', 'titans2024'));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
  });

  test('offers what mends a record that was written by hand, and the nearest words to an orphan', async () => {
    const file = await client.open('annotations/@pointer-networks2015.md', BY_HAND);
    const actionsAt = (text: string): Promise<CodeAction[]> => {
      const start = new LineIndex(BY_HAND).positionAt(BY_HAND.indexOf(text));
      return client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: file },
        range: { start, end: start },
        context: { diagnostics: [], only: ['quickfix'] },
      });
    };
    const textAfter = ({ edit }: CodeAction): string =>
      applyLspEdits({ 'a.md': BY_HAND }, edit!, () => file, 'utf-16')['a.md']!;
    const [named] = await actionsAt('without an id');
    assert.equal(named?.title, 'Give this annotation a block id');
    assert.equal(named.diagnostics?.[0]?.code, 'annotation-without-id');
    assert.match(textAfter(named), /> its input\n\n\^\w{6}\n\nwithout an id\n/);
    const [remark] = await actionsAt('only words');
    assert.equal(remark?.title, 'Make it a remark');
    assert.match(textAfter(remark), /<!-- carrel: remark -->\n\nonly words\n/);
    const [repair] = await actionsAt('of its output');
    assert.equal(
      repair?.title,
      'Put this highlight on the nearest words: “points at positions of its input”',
    );
    assert.equal(repair.command?.command, 'carrel.annotate.reanchor');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
  });

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

  test('is read in the hover, with the highlight that a link names first', async () => {
    const text = 'See [[@titans2024#^h1]].\n';
    const linking = await client.open('linking.md', text);
    const hover = await client.at<{ contents: { value: string } }>('textDocument/hover', linking, 0, 9);
    const { value } = hover.contents;
    assert.match(value, /^> “learns at test time what to keep” \*\(green\)\* — Is this \\\[so\\\]/m);
    assert.match(value, /rated 4 of 5 · tags: memory/);
    assert.match(value, /stand nowhere in this paper at all” \*\(yellow, no longer in the text\)\*/);
  });

  test('gives its highlights to links, by words and with their ids', async () => {
    const text = 'See [[@titans2024#^learns]].\n';
    const linking = await client.open('linking.md', text);
    const list = await client.at<CompletionList>('textDocument/completion', linking, 0, 25);
    const [item, other] = list.items;
    assert.equal(item?.label, 'learns at test time what to keep');
    assert.equal(other, undefined);
    assert.ok(item.textEdit && 'range' in item.textEdit);
    assert.equal(item.textEdit.newText, 'h1');
    assert.equal(item.textEdit.range.start.character, 19);
  });

  test('says at its heading how many notes cite the paper', async () => {
    const sidecar = await client.open('annotations/@titans2024.md', SIDECAR);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: sidecar },
    });
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [6, 6],
    );
    const resolved = await client.request<CodeLens>('codeLens/resolve', lenses[0]);
    assert.equal(resolved.command?.title, '2 notes');
  });
});

test('an editor that cannot ask is offered ratings and tags by name, where it looks for what is done with a paper', async () => {
  const client = await LspClient.start(
    { 'digests/page.txt': SMALL_PAGE, 'annotations/@titans2024.md': SIDECAR },
    { commandLinks: false },
  );
  try {
    const uri = await client.open('note.md', NOTE);
    const titlesAt = async (column: number, only?: readonly string[]): Promise<string[]> => {
      const start = { line: 0, character: column };
      const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start, end: start },
        context: { diagnostics: [], ...(only && { only }) },
      });
      return actions.map(({ title }) => title).filter((title) => /^(?:Rate|Tag)/.test(title));
    };
    assert.deepEqual(await titlesAt(NOTE.indexOf('hyper'), ['refactor.paper']), [
      'Rate “hyperattention2023” ★',
      'Rate “hyperattention2023” ★★',
      'Rate “hyperattention2023” ★★★',
      'Rate “hyperattention2023” ★★★★',
      'Rate “hyperattention2023” ★★★★★',
      'Tag “hyperattention2023” with “memory”',
    ]);
    assert.equal((await titlesAt(NOTE.indexOf('titans'), ['refactor.paper'])).length, 4);
    assert.deepEqual(await titlesAt(NOTE.indexOf('hyper')), []);
  } finally {
    await client.stop();
  }
});
