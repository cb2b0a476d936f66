import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  decideCommand,
  inboxRequest,
  type Decided,
  type InboxAnswer,
  type InboxGroupId,
} from '../../src/protocol/inbox.ts';
import { filesOfClone } from '../support/clone.ts';
import { listingMail } from '../support/listing-mail.ts';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

const FILES = {
  'digests/2025-10-31.txt': SMALL_PAGE,
  'digests/2025-11-03.txt': listingMail([
    { id: '2511.00001', title: 'Turbid Lakes and Their Birds' },
    { id: '2511.00002', title: 'Frozen Soils Remember Fire', as: 'cross' },
  ]),
  'note.md': 'We follow [@titans2024].\n',
};

describe('the inbox', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start(FILES);
  });
  after(() => client.stop());

  async function titles(of: LspClient = client, limit = 100): Promise<Record<InboxGroupId, string[]>> {
    const limits = { new: limit, version: limit, other: limit };
    const answer = await of.connection.sendRequest<InboxAnswer>(inboxRequest, { limits });
    const group = (id: InboxGroupId): string[] =>
      answer.groups!.find((one) => one.id === id)!.rows.map(({ title }) => title);
    return { new: group('new'), version: group('version'), other: group('other') };
  }
  const execute = (argument: unknown, command = decideCommand): Promise<Decided> =>
    client.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });

  async function written(): Promise<string> {
    const folder = join(client.folder.path, '.carrel', 'decisions');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.tsv'));
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  }

  test('shows what nobody looked at, and no more of it than is wanted', async () => {
    const shown = await titles();
    assert.deepEqual(shown.new.slice(0, 2), [
      'Turbid Lakes and Their Birds',
      'HyperAttention: Long-context Attention in Near-Linear Time',
    ]);
    assert.equal(shown.new.length, 4, 'what the note cites is not new');
    assert.deepEqual(shown.other, ['Frozen Soils Remember Fire']);
    assert.equal((await titles(client, 1)).new.length, 1);
  });

  test('a decision is a line in a file, and its inverse takes it away again', async () => {
    const { count, inverse } = await execute({ papers: ['arXiv:2511.00001'], decision: 'seen' });
    assert.equal(count, 1);
    assert.equal((await titles()).new.length, 3);
    assert.match(await written(), /^arxiv:2511\.00001\tseen\t\S+Z\t2025-11-03$/m);
    await execute(inverse.arguments[0], inverse.command);
    assert.equal((await titles()).new.length, 4);
    assert.equal(await written(), '');
  });

  test('an undo that is not the last change appends what held before', async () => {
    const first = await execute({ papers: ['arXiv:2511.00001'], decision: 'dismissed' });
    await execute({ papers: ['pointer-networks2015'], decision: 'seen' });
    await execute(first.inverse.arguments[0]);
    assert.match(await written(), /dismissed[^]*pointer-networks2015\tseen[^]*arxiv:2511\.00001\tnone/);
    assert.ok((await titles()).new.includes('Turbid Lakes and Their Birds'));
  });

  test('what is queued stands in the reading list, and goes from there when that is undone', async () => {
    const list = (): Promise<string> =>
      readFile(join(client.folder.path, 'reading-list.md'), 'utf8').catch(() => 'no file');
    const { inverse } = await execute({ papers: ['hyperattention2023'], decision: 'queued' });
    assert.match(await list(), /- \[ \] .*@hyperattention2023/);
    const left = (await titles()).new;
    assert.ok(!left.some((title) => title.startsWith('HyperAttention')));
    await execute(inverse.arguments[0]);
    assert.equal(await list(), 'no file');
    assert.equal((await titles()).new.length, left.length + 1);
  });

  test('all are seen at once; after commit and clone the inbox is empty there too', async () => {
    const { count } = await execute({ groups: ['new', 'version', 'other'], decision: 'seen' });
    assert.equal(count, 4);
    assert.deepEqual(await titles(), { new: [], version: [], other: [] });
    const other = await LspClient.start(await filesOfClone(client.folder.path));
    try {
      assert.deepEqual(await titles(other), { new: [], version: [], other: [] });
    } finally {
      await other.stop();
    }
  });

  test('a wrong argument is refused', async () => {
    for (const wrong of [
      {},
      { papers: [1], decision: 'seen' },
      { papers: [], decision: 'eaten' },
      { groups: ['old'], decision: 'seen' },
    ])
      await assert.rejects(execute(wrong));
  });
});

test('a note that was open before anything was read cites as others do', async () => {
  const client = await LspClient.start(FILES, { early: true });
  try {
    await client.open('note.md', FILES['note.md']);
    await client.idle();
    const limits = { new: 100, version: 100, other: 100 };
    const { groups } = await client.connection.sendRequest<InboxAnswer>(inboxRequest, { limits });
    assert.deepEqual(
      groups!.find(({ id }) => id === 'new')!.rows.filter(({ title }) => title.startsWith('Titans')),
      [],
    );
  } finally {
    await client.stop();
  }
});
