import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover } from 'vscode-languageserver-protocol';
import { stateRequest, type IndexState } from '../../src/protocol/library.ts';
import { LspClient } from '../support/lsp-client.ts';

const COUNT = 8000;

/** Some megabytes of entries, none like another. */
function bibliography(): string {
  const entry = (i: number): string =>
    `@article{key${i}:2020,\n  title = {Study ${i} of {Lakes} and Bogs},\n  author = {Moor, Ada and van Dyke, Bo},\n  year = 2020,\n  doi = {10.1000/lakes.${i}},\n  abstract = {${'Lakes turn over in spring and autumn. '.repeat(20)}},\n}\n`;
  return Array.from({ length: COUNT }, (_, i) => entry(i)).join('\n');
}

test('requests are answered while a large bibliography is read, and say so where absence is not a fact', async () => {
  const note = `Cites [@key${COUNT - 1}:2020] and [@nobody].\n`;
  const client = await LspClient.start({ 'refs.bib': bibliography(), 'note.md': note }, { early: true });
  try {
    const uri = await client.open('note.md', note);
    const hovered = async (character: number): Promise<string> => {
      const hover = await client.at<Hover | null>('textDocument/hover', uri, 0, character);
      return (hover?.contents as { value: string } | undefined)?.value ?? '';
    };
    let early = 0;
    let told = 0;
    for (;;) {
      const [hover, alarms, state] = await Promise.all([
        hovered(10),
        client.diagnostics(uri),
        client.connection.sendRequest<IndexState>(stateRequest),
      ]);
      if (state.indexing === null) break;
      // Asked before the state, so these answers came while the library was read.
      early++;
      if (hover.includes('still reading')) told++;
      assert.deepEqual(alarms, []);
    }
    assert.ok(early > 0, 'some answers came before reading ended');
    assert.ok(told > 0, 'some said that the library is still being read');
    assert.match(await hovered(10), /Study/);
    assert.equal(await hovered(30), '');
    assert.deepEqual(
      (await client.diagnostics(uri)).map(({ code }) => code),
      ['unknown-citation'],
    );
    // A change of all of it, too, comes in slices; nothing is called unknown meanwhile.
    await client.folder.write('refs.bib', bibliography().replaceAll('10.1000/lakes', '10.1000/bogs'));
    await client.changedOnDisk([{ path: 'refs.bib', type: 'changed' }]);
    await client.eventually('the change is read', async () => {
      const codes = (await client.diagnostics(uri)).map(({ message }) =>
        typeof message === 'string' ? message : message.value,
      );
      assert.ok(
        codes.every((message) => message.includes('nobody')),
        codes.join(),
      );
      return (await hovered(10)).includes('10.1000/bogs');
    });
  } finally {
    await client.stop();
  }
});
