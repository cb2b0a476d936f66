import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CardModel } from '../../src/protocol/card.ts';
import { groupsRequest, type GroupsPage } from '../../src/protocol/library.ts';
import { LspClient } from '../support/lsp-client.ts';

const LAKES = ['turbid', 'clear', 'frozen', 'salt', 'deep', 'warm']
  .map((word, i) => `@misc{p${i}, title = {Shallow Lakes when ${word}}, year = 2020}\n`)
  .join('\n');

function execute<T>(client: LspClient, command: string, argument: object): Promise<T> {
  return client.request<T>('workspace/executeCommand', { command, arguments: [argument] });
}

async function relatedTo(client: LspClient, ref: string): Promise<string[]> {
  return (await client.request<CardModel>('carrel/card', { ref })).related.map(({ key }) => key);
}

test('a paper that is not wanted beside another is kept in a file, and can come back', async () => {
  const client = await LspClient.start({ 'refs.bib': LAKES });
  try {
    await client.eventually('all are related', async () => (await relatedTo(client, 'p0')).length === 5);
    const pair = { paper: 'p0', other: '[@p3]' };
    assert.deepEqual(await execute(client, 'carrel.related.lessLikeThis', pair), {
      done: true,
      file: '.carrel/less-like-this.tsv',
    });
    const lacks = async (key: string): Promise<boolean> => !(await relatedTo(client, 'p0')).includes(key);
    await client.eventually('it is gone', () => lacks('p3'));
    assert.ok((await relatedTo(client, 'p3')).includes('p0'));
    const text = await readFile(join(client.folder.path, '.carrel/less-like-this.tsv'), 'utf8');
    assert.match(text, /^#.*\nkey:p0\tkey:p3\tless\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);
    await assert.rejects(execute(client, 'carrel.related.lessLikeThis', { ...pair, verdict: 'never' }));
  } finally {
    await client.stop();
  }
});

test('a topic is kept with its query, comes first, and stays when it is said twice', async () => {
  const client = await LspClient.start({ 'refs.bib': LAKES });
  try {
    const topics = async (): Promise<GroupsPage['groups']> =>
      (await client.request<GroupsPage>(groupsRequest, { by: 'topic', limit: 100 })).groups;
    await client.eventually('there are topics', async () => (await topics()).length > 0);
    const kept = { name: 'Warm or deep', query: 'warm OR deep' };
    assert.deepEqual(await execute(client, 'carrel.topics.keep', kept), {
      done: true,
      file: '.carrel/topics.yaml',
    });
    await client.eventually('it is there', async () => (await topics())[0]?.label === kept.name);
    assert.equal((await topics())[0]?.count, 2);
    assert.deepEqual(await execute(client, 'carrel.topics.keep', kept), { done: false, file: null });
    await client.folder.write('.carrel/topics.yaml', 'topics: {');
    await client.changedOnDisk([{ path: '.carrel/topics.yaml', type: 'changed' }]);
    await client.eventually('it is gone', async () => (await topics())[0]?.label !== kept.name);
    await client.until(({ problems }) => problems === 1);
  } finally {
    await client.stop();
  }
});
