import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';

/** What the server can do, whatever the client. Linked editing is not among it: a key is changed on purpose, not as one types. */
const EXPECTED = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: 2, save: true },
  hoverProvider: true,
  definitionProvider: true,
  implementationProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: {
    codeActionKinds: [
      'quickfix',
      'refactor.rewrite',
      'refactor.inline',
      'refactor.paper',
      'source.addMissingPapers.carrel',
      'source.fixAll.carrel',
    ],
    resolveProvider: true,
  },
  executeCommandProvider: {
    commands: [
      'carrel.annotate.addHighlight',
      'carrel.annotate.addRemark',
      'carrel.annotate.batch',
      'carrel.annotate.createSidecar',
      'carrel.annotate.decide',
      'carrel.annotate.export',
      'carrel.annotate.import',
      'carrel.annotate.move',
      'carrel.annotate.reanchor',
      'carrel.annotate.removeHighlight',
      'carrel.annotate.removeRemark',
      'carrel.annotate.setRating',
      'carrel.annotate.setStatus',
      'carrel.annotate.setTags',
      'carrel.annotate.undo',
      'carrel.annotate.updateHighlight',
      'carrel.annotate.updateRemark',
      'carrel.cite.pin',
      'carrel.cite.pinAll',
      'carrel.cite.pinLibrary',
      'carrel.cite.pinPasted',
      'carrel.digests.add',
      'carrel.digests.remove',
      'carrel.library.readAgain',
      'carrel.library.setVerdict',
      'carrel.library.stopReading',
      'carrel.related.lessLikeThis',
      'carrel.topics.keep',
    ],
  },
  completionProvider: {
    triggerCharacters: ['@', '[', '{', '-', ':', '.', ';', '/', ' ', '^'],
    resolveProvider: true,
  },
  documentLinkProvider: {},
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  codeLensProvider: { resolveProvider: true },
  inlayHintProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: ['citation'], tokenModifiers: ['known', 'unknown', 'ambiguous', 'read'] },
    full: true,
  },
  workspaceSymbolProvider: true,
  diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

async function check(capabilities: ClientCapabilities, expected: object): Promise<void> {
  const client = await LspClient.start({}, { capabilities });
  try {
    const { capabilities: given, serverInfo } = client.initialized;
    given.executeCommandProvider?.commands.sort();
    assert.deepEqual(given, expected);
    assert.deepEqual(serverInfo, { name: 'carrel' });
  } finally {
    await client.stop();
  }
}

test('a client as VS Code is answered so', () =>
  check(
    {
      general: { positionEncodings: ['utf-16'] },
      workspace: { applyEdit: true, workspaceEdit: { documentChanges: true }, configuration: true },
      textDocument: {
        diagnostic: {},
        codeAction: { resolveSupport: { properties: ['edit'] } },
        linkedEditingRange: { dynamicRegistration: true },
      },
    },
    EXPECTED,
  ));

test('a client that says nothing of itself is answered so', () => check({}, EXPECTED));

test('a client that counts in UTF-8 alone gets that, and nothing else differs', () =>
  check({ general: { positionEncodings: ['utf-8'] } }, { ...EXPECTED, positionEncoding: 'utf-8' }));

test('a problem leads to the line that explains it, for a client that shows such links', async () => {
  const publishDiagnostics = { codeDescriptionSupport: true };
  const files = { 'refs.bib': '@misc{known, title = {Known}}\n' };
  const client = await LspClient.start(files, { capabilities: { textDocument: { publishDiagnostics } } });
  try {
    const uri = await client.open('note.md', 'See [@nobody].\n');
    const [problem] = await client.diagnostics(uri);
    const { pathname, hash } = new URL(problem!.codeDescription!.href);
    const lines = (await readFile(new URL(`file://${pathname}`), 'utf8')).split('\n');
    assert.match(lines[Number(hash.slice(2)) - 1]!, /`unknown-citation`/);
  } finally {
    await client.stop();
  }
});
