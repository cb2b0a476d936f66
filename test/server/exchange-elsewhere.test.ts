import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LspClient } from '../support/lsp-client.ts';

test('papers that only an address or their key names are found again by title and key', async () => {
  const bib = [
    '@misc{short1, title={Two Words}, url={https://example.org/a}}',
    '@misc{short2, title={Two Words}, url={https://example.org/b}}',
    '@misc{long1, title={A Title of More Than Four Words}, url={https://example.org/c}}',
    '@misc{bare1, title={No Address}}',
  ].join('\n');
  const client = await LspClient.start({ 'a.bib': bib });
  const run = <T>(command: string, argument: unknown): Promise<T> =>
    client.request('workspace/executeCommand', {
      command: `carrel.annotate.${command}`,
      arguments: [argument],
    });
  try {
    for (const paper of ['short1', 'short2', 'long1', 'bare1'])
      await run('addHighlight', { paper, quote: { exact: paper }, field: 'fulltext' });
    await run('addRemark', { paper: 'long1', text: 'all of it' });
    const { text } = await run<{ text: string }>('export', { format: 'json-ld' });
    const other = await LspClient.start({ 'a.bib': bib });
    try {
      const imported = await other.request<{ added: number; unknown: unknown[]; files: string[] }>(
        'workspace/executeCommand',
        { command: 'carrel.annotate.import', arguments: [{ text }] },
      );
      assert.deepEqual([imported.added, imported.unknown, imported.files.length], [5, [], 4]);
      const records = (path: string): Promise<string> => readFile(join(other.folder.path, path), 'utf8');
      for (const paper of ['short1', 'short2'])
        assert.match(await records(`annotations/@${paper}.md`), new RegExp(`> ${paper}\n`));
    } finally {
      await other.stop();
    }
  } finally {
    await client.stop();
  }
});
