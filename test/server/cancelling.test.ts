import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
import { stateRequest } from '../../src/protocol/library.ts';
import { LspClient } from '../support/lsp-client.ts';

const MANY = 200;

test('requests that wait can be cancelled, are answered so, and all others are answered', async () => {
  const client = await LspClient.start({ 'refs.bib': '@misc{known, title = {Known}}\n' });
  try {
    const uri = await client.open('note.md', 'See [@known] and [@nobody].\n'.repeat(400));
    const params = { textDocument: { uri } };
    const source = new CancellationTokenSource();
    const asked = Array.from({ length: MANY }, () =>
      client.connection
        .sendRequest('textDocument/semanticTokens/full', params, source.token)
        .catch((error: unknown) => (error as { readonly code: number }).code),
    );
    source.cancel();
    const answers = await Promise.all(asked);
    const cancelled = answers.filter((answer) => answer === LSPErrorCodes.RequestCancelled);
    assert.ok(cancelled.length > 0, 'none of so many was still waiting');
    for (const answer of answers)
      assert.ok(typeof answer === 'object' || answer === LSPErrorCodes.RequestCancelled);
    assert.equal((await client.diagnostics(uri)).length, 400);
  } finally {
    await client.stop();
  }
});

test('references and rename stop on their way when nobody waits for them any more', async () => {
  const notes = Object.fromEntries(
    Array.from({ length: 1500 }, (_, i) => [`n/${i}.md`, `See [@known], ${'é'.repeat(400)}.\n`]),
  );
  const client = await LspClient.start(
    { 'refs.bib': '@misc{known, title = {Known}}\n', ...notes },
    { capabilities: { general: { positionEncodings: ['utf-8'] } } },
  );
  try {
    const uri = await client.open('note.md', 'See [@known].\n');
    const at = { textDocument: { uri }, position: { line: 0, character: 7 } };
    for (const [method, more] of [
      ['references', { context: { includeDeclaration: false } }],
      ['rename', { newName: 'other' }],
    ] as const) {
      const source = new CancellationTokenSource();
      const asked = client.connection
        .sendRequest(`textDocument/${method}`, { ...at, ...more }, source.token)
        .then(
          () => 'answered',
          (error: unknown) => (error as { readonly code: number }).code,
        );
      // Once a later request is answered, this one is under way.
      await client.connection.sendRequest(stateRequest);
      source.cancel();
      assert.equal(await asked, LSPErrorCodes.RequestCancelled, method);
    }
    const all = await client.request<unknown[]>('textDocument/references', {
      ...at,
      context: { includeDeclaration: false },
    });
    assert.equal(all.length, 1501);
  } finally {
    await client.stop();
  }
});

test('an import stops between two papers when it is cancelled, and another one brings the rest', async () => {
  const keys = Array.from({ length: 200 }, (_, i) => `key${i}`);
  const client = await LspClient.start({
    'refs.bib': keys.map((key) => `@misc{${key}, title = {The Paper ${key}}}`).join('\n'),
  });
  try {
    const rows = keys.map((key) => ({ id: `of-${key}`, uri: `urn:citekey:${key}`, text: `On ${key}.` }));
    const params = { command: 'carrel.annotate.import', arguments: [{ text: JSON.stringify({ rows }) }] };
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest<{ added: number; stopped: boolean }>(
      'workspace/executeCommand',
      params,
      source.token,
    );
    const folder = join(client.folder.path, 'annotations');
    await client.eventually(
      'the first is written',
      async () => (await readdir(folder).catch(() => [])).length > 0,
    );
    source.cancel();
    const first = await asked;
    assert.ok(first.stopped && first.added > 0 && first.added < keys.length, JSON.stringify(first));
    const second = await client.request<typeof first>('workspace/executeCommand', params);
    assert.deepEqual([first.added + second.added, second.stopped], [keys.length, false]);
  } finally {
    await client.stop();
  }
});
