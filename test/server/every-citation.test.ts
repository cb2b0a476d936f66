import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hover, Location } from 'vscode-languageserver-protocol';
import { listed, noteCitingAll, pagesToCite } from '../support/citing-all.ts';
import { LspClient } from '../support/lsp-client.ts';

for (const page of pagesToCite())
  test(`every citation of ${page.name} leads to its paper`, { skip: page.skip }, async () => {
    const client = await LspClient.start({ 'digests/page.txt': page.read() });
    try {
      const papers = await listed(client.folder.path);
      assert.equal(papers.length, page.papers);
      const { text, mentions, unknownLine } = noteCitingAll(papers);
      assert.equal(mentions.length, 2 * papers.length);
      const note = await client.open('note.md', text);
      for (const { paper, line, character } of mentions) {
        const hover = await client.at<Hover>('textDocument/hover', note, line, character);
        assert.ok((hover.contents as { value: string }).value.includes(`\`${paper.key}\``), paper.title);
        const found = await client.at<Location[]>('textDocument/definition', note, line, character);
        assert.deepEqual(
          found.map(({ uri, range }) => [uri, range.start.line + 1]),
          paper.entries.map((entry) => [client.folder.uri(entry.path), entry.line]),
        );
      }
      const diagnostics = await client.diagnostics(note);
      assert.deepEqual(
        diagnostics.map(({ code, range }) => [code, range.start.line]),
        [['unknown-citation', unknownLine]],
      );
    } finally {
      await client.stop();
    }
  });
