import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LIBRARY_COMMANDS, reportRequest, type FileRuleResult } from '../../src/protocol/library.ts';
import type { ReportModel } from '../../src/protocol/report.ts';
import { LspClient } from '../support/lsp-client.ts';
import { page } from '../support/pages.ts';

const wetlands = (n: number): string => page([{ title: `Wetlands: A Census of Peat in Region ${n}` }]);

function run<T>(client: LspClient, command: string, argument?: unknown): Promise<T> {
  return client.request<T>('workspace/executeCommand', {
    command,
    arguments: argument === undefined ? [] : [argument],
  });
}

test('a file is made a digest and unmade, in the project file of its folder', async () => {
  const client = await LspClient.start(
    {
      'one/[odd] {name}.page': wetlands(1),
      'one/.carrel.yaml': '# ours\nnotes: {exclude: [README.md]}\n',
      'two/digests/b.txt': wetlands(2),
    },
    { folders: ['one', 'two'] },
  );
  const projectOf = (folder: string): Promise<string> =>
    readFile(join(client.folder.path, folder, '.carrel.yaml'), 'utf8');
  try {
    await client.until((state) => state.papers === 1);
    const odd = client.folder.uri('one/[odd] {name}.page');
    const added = await run<FileRuleResult>(client, LIBRARY_COMMANDS.addDigest, { uri: odd });
    assert.equal(added.done, true);
    assert.equal(added.project, client.folder.uri('one/.carrel.yaml'));
    await client.until((state) => state.papers === 2);
    assert.equal(
      await projectOf('one'),
      '# ours\nnotes: {exclude: [README.md]}\ndigests:\n  include:\n    - "\\\\[odd\\\\] \\\\{name\\\\}.page"\n',
    );
    assert.equal((await run<FileRuleResult>(client, LIBRARY_COMMANDS.addDigest, { uri: odd })).done, false);
    await run(client, LIBRARY_COMMANDS.removeDigest, { uri: odd });
    await client.until((state) => state.papers === 1);

    const byRule = client.folder.uri('two/digests/b.txt');
    await run(client, LIBRARY_COMMANDS.removeDigest, { uri: byRule });
    await client.until((state) => state.papers === 0);
    assert.equal(await projectOf('two'), 'digests:\n  exclude:\n    - digests/b.txt\n');
    await run(client, LIBRARY_COMMANDS.addDigest, { uri: byRule });
    await client.until((state) => state.papers === 1);
    assert.equal(await projectOf('two'), 'digests:\n  exclude:\n');
  } finally {
    await client.stop();
  }
});

test('an editor that sets the list itself, and a file outside, are told', async () => {
  const client = await LspClient.start(
    { 'a.page': wetlands(1), 'digests/b.txt': wetlands(2) },
    { settings: { digests: { include: [] } } },
  );
  const messages: string[] = [];
  client.connection.onNotification(
    'window/showMessage',
    ({ message }: { message: string }) => void messages.push(message),
  );
  try {
    const own = await run<FileRuleResult>(client, LIBRARY_COMMANDS.addDigest, {
      uri: client.folder.uri('a.page'),
    });
    assert.equal(own.done, false);
    assert.match(own.message, /carrel\.digests\.include/);
    const outside = await run<FileRuleResult>(client, LIBRARY_COMMANDS.addDigest, {
      uri: 'file:///nowhere/a.page',
    });
    assert.equal(outside.done, false);
    assert.equal(messages.length, 2);
    await assert.rejects(run(client, LIBRARY_COMMANDS.addDigest, { uri: 7 }));
  } finally {
    await client.stop();
  }
});

test('reading is stopped: what was read stays, nothing is called unknown, and it is read again when asked', async () => {
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`digests/${i}.txt`, wetlands(i)]));
  const client = await LspClient.start(many, { capabilities: { window: { workDoneProgress: true } } });
  let shown: number | string | null = null;
  client.connection.onNotification(
    '$/progress',
    ({ token, value }: { token: string; value: { kind: string } }) => {
      if (value.kind === 'begin') shown = token;
    },
  );
  try {
    await client.until((state) => state.papers === 400 && state.indexing === null);
    shown = null;
    const note = await client.open('note.md', 'See [@nobody1999].');
    const again = run(client, LIBRARY_COMMANDS.readAgain);
    await client.eventually('progress is shown', () => Promise.resolve(shown !== null));
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token: shown! });
    await again;
    const stopped = await client.until((state) => state.stopped !== null);
    assert.equal(stopped.indexing, null);
    assert.deepEqual(await client.diagnostics(note), []);
    const report = await client.request<ReportModel>(reportRequest, undefined);
    assert.equal(report.reading?.stopped, true);
    await run(client, LIBRARY_COMMANDS.readAgain);
    const state = await client.until((now) => now.stopped === null && now.papers === 400);
    assert.equal(state.indexing, null);
    assert.equal((await client.diagnostics(note)).length, 1);
    const stop = run(client, LIBRARY_COMMANDS.readAgain);
    await run(client, LIBRARY_COMMANDS.stopReading);
    await stop;
    await client.until((now) => now.stopped !== null);
  } finally {
    await client.stop();
  }
});
