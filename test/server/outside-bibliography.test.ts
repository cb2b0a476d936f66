import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { LspClient, TestFolder } from '../support/lsp-client.ts';

const entry = (key: string): string => `@misc{${key}, title = {The Title of ${key}}, year = 2020}\n`;

test('a bibliography outside of the workspace is read, followed and reported, if the folder is trusted', async () => {
  const outside = await TestFolder.with({ 'all.bib': entry('far') });
  const file = join(outside.path, 'all.bib');
  const note = `---\nbibliography: ${file}\n---\n\nSee [@far] and [@later].\n`;
  const trusting = await LspClient.start({ 'note.md': note });
  const cautious = await LspClient.start({ 'note.md': note }, { trusted: false });
  try {
    const codes = async (client: LspClient): Promise<unknown[]> =>
      (await client.diagnostics(client.folder.uri('note.md'))).map(({ code, range }) => [
        code,
        range.start.line,
      ]);
    for (const client of [trusting, cautious]) await client.open('note.md', note);
    await trusting.eventually(
      'only the later key is missing',
      async () => (await codes(trusting)).length === 1,
    );
    const { rows } = await trusting.request<{ rows: { path: string }[] }>('carrel/report', null);
    assert.ok(rows.some(({ path }) => path.endsWith('/all.bib')));
    assert.equal((await cautious.idle()).papers, 0);
    assert.deepEqual(await codes(cautious), []);
    await outside.write('all.bib', entry('far') + entry('later'));
    await trusting.eventually('the later key is found', async () => (await codes(trusting)).length === 0);
  } finally {
    await Promise.all([trusting.stop(), cautious.stop(), outside.dispose()]);
  }
});
