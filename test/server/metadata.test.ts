import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, Hover, Location, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';

const NOTE = `---
bibliography: refs.bib
abstract: |
  As [@doe2020, p. 3] has it, unlike [@deo2020].
---

Text.
`;
/** Obsidian's: a property that links to a literature note. */
const LINKED = '---\nup: "[[@doe2020]]"\n---\n';
const SIDECAR = '---\ncitekey: "@doe2020"\naliases: ["@doe2020"]\n---\n';
const BIB = '@article{doe2020, title = {On Abstracts}, author = {Doe, Jane}, year = 2020}\n';

test('a citation in front matter is a symbol: hover, references, fixes, rename', async () => {
  const files = { 'refs.bib': BIB, 'note.md': NOTE, 'linked.md': LINKED, '@doe2020.md': SIDECAR };
  const resourceOperations = ['create', 'rename'] as const;
  const client = await LspClient.start(files, {
    capabilities: {
      workspace: {
        workspaceEdit: { documentChanges: true, resourceOperations: [...resourceOperations] },
      },
    },
  });
  try {
    const uri = await client.open('note.md', NOTE);
    const hover = await client.at<Hover>('textDocument/hover', uri, 3, 8);
    assert.match((hover.contents as { value: string }).value, /On Abstracts/);

    const places = await client.at<Location[]>('textDocument/references', uri, 3, 8, {
      context: { includeDeclaration: false },
    });
    assert.deepEqual(
      places.map((place) => [place.uri, place.range.start.line]),
      [
        [client.folder.uri('@doe2020.md'), 1],
        [client.folder.uri('@doe2020.md'), 2],
        [client.folder.uri('linked.md'), 1],
        [uri, 3],
      ],
    );

    const diagnostics = await client.diagnostics(uri);
    assert.deepEqual(
      diagnostics.map(({ code, range }) => [code, range.start]),
      [['unknown-citation', { line: 3, character: 39 }]],
    );
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostics[0]!.range,
      context: { diagnostics, only: ['quickfix'] },
    });
    assert.ok(actions.some(({ title }) => title === 'Change to “doe2020”'));

    const edit = await client.at<WorkspaceEdit>('textDocument/rename', uri, 3, 8, { newName: 'doe-abs' });
    const after = applyLspEdits(files, edit, (path) => client.folder.uri(path), 'utf-16');
    assert.deepEqual(after, {
      'refs.bib': BIB.replace('doe2020', 'doe-abs'),
      'note.md': NOTE.replace('@doe2020', '@doe-abs'),
      'linked.md': LINKED.replace('@doe2020', '@doe-abs'),
      '@doe2020.md': SIDECAR.replace('"@doe2020"', 'doe-abs').replace('@doe2020', '@doe-abs'),
    });
  } finally {
    await client.stop();
  }
});
