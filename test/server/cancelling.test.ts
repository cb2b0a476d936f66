import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver-protocol';
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
