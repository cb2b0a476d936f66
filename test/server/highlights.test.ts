import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { LineIndex } from '../../src/core/text/lines.ts';
import {
  highlightsRequest,
  notedRequest,
  listedPapersRequest,
  readingListRequest,
  type HighlightMark,
  type ListedCounts,
  type NotedPaper,
} from '../../src/protocol/annotations.ts';
import type { PaperPage } from '../../src/protocol/library.ts';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';
import { poll } from '../support/poll.ts';

/** The same paper in a bibliography, with other line ends and braces within the words. */
const BIB = `@article{titans2024,
  title = {Titans: Learning to {Memorize} at Test Time},
  year = 2024,
  abstract = {A neural memory
    {module} learns at test time what to keep, and attention reads from it over long inputs.}
}
`;
const SIDECAR = `---
citekey: titans2024
tags: [memory]
---

<!-- carrel: highlight green 2026-11-03 anna abstract:2 -->
> neural memory module

^aaaaaa

Is it?

<!-- carrel: highlight purple 2026-11-03 title -->
> Memorize at Test

^bbbbbb

<!-- carrel: highlight red 2026-11-03 abstract:9 -->
> words that stand nowhere

^cccccc
`;

describe('the highlights of a digest', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      'digests/page.txt': SMALL_PAGE,
      'refs.bib': BIB,
      'annotations/@titans2024.md': SIDECAR,
      'note.md': 'See [@titans2024].\n',
    });
  });
  after(() => client.stop());

  const marksOf = (path: string): Promise<readonly HighlightMark[] | null> =>
    client.request(highlightsRequest, { uri: client.folder.uri(path) });
  const wordsOf = (text: string, { range }: HighlightMark): string => {
    const lines = new LineIndex(text);
    return text.slice(lines.offsetAt(range.start, 'utf-16'), lines.offsetAt(range.end, 'utf-16'));
  };

  test('stand on their words in every file that brings the paper, orphans on none', async () => {
    for (const [path, text] of [
      ['digests/page.txt', SMALL_PAGE],
      ['refs.bib', BIB],
    ] as const) {
      const marks = await marksOf(path);
      const shown = marks!.map((mark) => [
        mark.id,
        mark.color,
        mark.state,
        mark.comment,
        wordsOf(text, mark).replace(/[{}]/g, '').replace(/\s+/g, ' '),
      ]);
      assert.deepEqual(shown, [
        ['bbbbbb', 'yellow', 'anchored', '', 'Memorize at Test'],
        ['aaaaaa', 'green', 'anchored', 'Is it?', 'neural memory module'],
      ]);
    }
  });

  test('are none in a file that brings no papers', async () => {
    assert.equal(await marksOf('note.md'), null);
    assert.equal(await marksOf('nowhere.txt'), null);
  });

  test('follow an edit of the open digest and a new highlight', async () => {
    const text = `\n\n${SMALL_PAGE}`;
    const uri = await client.open('digests/page.txt', text, 'paper-digest');
    const lines = new LineIndex(text);
    const start = text.indexOf('attention reads');
    const range = {
      start: lines.positionAt(start, 'utf-16'),
      end: lines.positionAt(start + 'attention reads'.length, 'utf-16'),
    };
    await client.request('workspace/executeCommand', {
      command: 'carrel.annotate.addHighlight',
      arguments: [{ at: { uri, range }, color: 'blue' }],
    });
    await poll('the new highlight', async () => (await marksOf('digests/page.txt'))?.length === 3);
    const marks = await marksOf('digests/page.txt');
    const words = marks!.map((mark) => wordsOf(text, mark));
    assert.deepEqual(words, ['Memorize at Test', 'neural memory module', 'attention reads']);
  });

  test('are told with what is wrong in their own file', async () => {
    const text = `${SIDECAR}\n<<<<<<< ours\nmine\n=======\n>>>>>>> theirs\n`;
    const uri = await client.open('annotations/@titans2024.md', text);
    const { items } = await client.request<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.deepEqual(
      items.map(({ code }) => code),
      ['sidecar-conflicted'],
    );
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  test('are told with what else was noted of the paper', async () => {
    await client.request('workspace/executeCommand', {
      command: 'carrel.annotate.setStatus',
      arguments: [{ paper: 'titans2024', status: 'reading' }],
    });
    const noted = (): Promise<NotedPaper | null> => client.request(notedRequest, { ref: 'titans2024' });
    await poll('the status', async () => (await noted())?.status !== null);
    assert.deepEqual(await client.request<ListedCounts>(readingListRequest, {}), {
      queued: 0,
      reading: 1,
      read: 0,
    });
    const listed = (limit: number): Promise<PaperPage> =>
      client.request(listedPapersRequest, { status: 'reading', limit });
    const { total, papers } = await listed(5);
    assert.equal(total, 1);
    assert.deepEqual(
      papers.map(({ title, mark }) => [title, mark]),
      [['Titans: Learning to Memorize at Test Time', 'reading']],
    );
    assert.deepEqual(await listed(0), { total: 1, papers: [] });
    assert.deepEqual(await noted(), {
      title: 'Titans: Learning to Memorize at Test Time',
      status: 'reading',
      rating: null,
      tags: ['memory'],
      knownTags: ['memory'],
    });
  });
});
