import assert from 'node:assert/strict';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';
import { page, SMALL_PAGE } from '../support/pages.ts';

async function knows(client: LspClient, uri: string): Promise<boolean> {
  return (await client.diagnostics(uri)).length === 0;
}

test('a digest that is added, changed, renamed and deleted is followed', async () => {
  const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE });
  try {
    const uri = await client.open('note.md', 'Cites [@wetlands2022].');
    assert.equal(await knows(client, uri), false);

    const added = page([{ title: 'Wetlands: A Census of Peat', date: 'May 1, 2022' }]);
    await client.folder.write('digests/new/more.txt', added);
    await client.changedOnDisk([{ path: 'digests/new', type: 'created' }]);
    await client.until((state) => state.papers === 5);
    assert.equal(await knows(client, uri), true);

    await client.folder.write('digests/new/more.txt', added.replace('Wetlands', 'Marshes'));
    await client.changedOnDisk([{ path: 'digests/new/more.txt', type: 'changed' }]);
    await client.eventually('the old key is unknown', async () => !(await knows(client, uri)));

    await client.folder.write('digests/new/more.txt', added);
    await rename(join(client.folder.path, 'digests/new'), join(client.folder.path, 'digests/old'));
    await client.changedOnDisk([
      { path: 'digests/new', type: 'deleted' },
      { path: 'digests/old', type: 'created' },
    ]);
    await client.eventually('the entry is at its new place', async () => {
      const hover = await client.at<Hover | null>('textDocument/hover', uri, 0, 10);
      return /old\W+more/.test(JSON.stringify(hover));
    });

    await rm(join(client.folder.path, 'digests/old'), { recursive: true });
    await client.changedOnDisk([{ path: 'digests/old', type: 'deleted' }]);
    await client.until((state) => state.papers === 4);
    assert.equal(await knows(client, uri), false);
  } finally {
    await client.stop();
  }
});

test('what is typed into an open digest counts before it is saved, and not after it is closed unsaved', async () => {
  const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE });
  try {
    const more = SMALL_PAGE + page([{ title: 'Wetlands: A Census of Peat', date: 'May 1, 2022' }]);
    const uri = await client.open('digests/page.txt', more, 'paper-digest');
    await client.until((state) => state.papers === 5);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.until((state) => state.papers === 4);
  } finally {
    await client.stop();
  }
});

test('what changed on disk before the client began to watch is found all the same', async () => {
  const client = await LspClient.start({ 'digests/page.txt': SMALL_PAGE });
  try {
    await client.until((state) => state.papers === 4);
    await client.folder.write('digests/more.txt', page([{ title: 'Wetlands: A Census of Peat' }]));
    await client.until((state) => state.papers === 5);
    await rm(join(client.folder.path, 'digests/more.txt'));
    await client.until((state) => state.papers === 4);
  } finally {
    await client.stop();
  }
});

test('a folder that gave way to another of its name loses what the old one held, whatever order it is told in', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [
      `digests/month/${i}.txt`,
      page([{ title: `Wetlands: A Census of Peat in Region ${i}` }]),
    ]),
  );
  const client = await LspClient.start({ ...files, 'digests/month/_metadata.yml': 'bibliography: x.bib' });
  try {
    await client.until((state) => state.papers === 300);
    const month = join(client.folder.path, 'digests/month');
    await rm(month, { recursive: true });
    await client.folder.write('digests/month/0.txt', files['digests/month/0.txt']!);
    await client.folder.write('digests/month/new/1.txt', page([{ title: 'Marshes: A Census of Reeds' }]));
    await client.changedOnDisk([
      ...Array.from({ length: 150 }, (_, i) => ({
        path: `digests/month/${i + 1}.txt`,
        type: 'deleted' as const,
      })),
      { path: 'digests/month', type: 'deleted' },
      { path: 'digests/month', type: 'created' },
    ]);
    await client.until((state) => state.papers === 2 && state.digests === 2);
  } finally {
    await client.stop();
  }
});
