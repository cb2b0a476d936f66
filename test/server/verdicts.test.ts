import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/lsp-client.ts';

const CONFERENCE = `@inproceedings{blum95, title = {Fast Planning Through Graphs}, author = {Blum, A. and Furst, M.},
  year = {1995}, booktitle = {IJCAI}}
`;
const ARTICLE = `@article{blum97, title = {Fast Planning through Graphs}, author = {Blum, A. and Furst, M.},
  year = {1997}, journal = {Artificial Intelligence}}
`;

async function start(): Promise<LspClient> {
  return LspClient.start(
    { 'conference.bib': CONFERENCE, 'journal.bib': ARTICLE },
    { capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } } },
  );
}

function textOf(message: Diagnostic['message']): string {
  return typeof message === 'string' ? message : message.value;
}

async function actionsOn(client: LspClient, uri: string, { range }: Diagnostic): Promise<CodeAction[]> {
  return client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: range.start, end: range.start },
    context: { diagnostics: [] },
  });
}

test('what may be one paper is told with the other place, and the reader decides by a code action', async () => {
  const client = await start();
  try {
    const uri = await client.open('journal.bib', ARTICLE, 'bibtex');
    let found: readonly Diagnostic[] = [];
    await client.eventually('the suggestion is there', async () => {
      found = await client.diagnostics(uri);
      return found.length === 1;
    });
    const [suggestion] = found;
    assert.equal(suggestion!.code, 'possible-duplicate');
    assert.match(textOf(suggestion!.message), /“Fast Planning Through Graphs” \(conference\.bib:1\)/);
    assert.equal(suggestion!.relatedInformation?.[0]?.location.uri, client.folder.uri('conference.bib'));

    const actions = await actionsOn(client, uri, suggestion!);
    const verdicts = actions.map(({ title }) => title).filter((title) => /same paper/i.test(title));
    assert.deepEqual(verdicts.sort(), ['Not the same paper', 'Same paper']);
    const { command } = actions.find(({ title }) => title === 'Same paper')!;
    const result = await client.request('workspace/executeCommand', command);
    assert.deepEqual(result, { done: true, file: '.carrel/verdicts.tsv' });
    assert.equal((await client.until(({ papers }) => papers === 1)).papers, 1);
    await client.eventually(
      'nothing is suggested any more',
      async () => (await client.diagnostics(uri)).length === 0,
    );
    const text = await readFile(join(client.folder.path, '.carrel/verdicts.tsv'), 'utf8');
    assert.match(text, /^#.*\nkey:blum97\tkey:blum95\tsame\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n$/);

    // The same again is nothing new; another word counts from now on.
    assert.deepEqual(await client.request('workspace/executeCommand', command), { done: true, file: null });
    await client.request('workspace/executeCommand', {
      command: 'carrel.library.setVerdict',
      arguments: [{ a: 'key:blum95', b: 'key:blum97', verdict: 'different' }],
    });
    await client.until(({ papers }) => papers === 2);
    await client.eventually(
      'nothing is asked again',
      async () => (await client.diagnostics(uri)).length === 0,
    );
  } finally {
    await client.stop();
  }
});

test('verdicts are read from the folder, follow it, and tell what is wrong in them', async () => {
  const client = await start();
  try {
    const line = 'key:blum95\tkey:blum97\tsame\t2026-11-24T10:00:00Z\n';
    await client.folder.write('.carrel/verdicts.tsv', `${line}not a verdict\n`);
    await client.changedOnDisk([{ path: '.carrel/verdicts.tsv', type: 'created' }]);
    await client.until(({ papers, problems }) => papers === 1 && problems === 1);
    const uri = await client.open('.carrel/verdicts.tsv', `${line}not a verdict\n`, 'plaintext');
    const [problem] = await client.diagnostics(uri);
    assert.equal(problem?.code, 'verdict-unreadable');
    assert.equal(problem.range.start.line, 1);
  } finally {
    await client.stop();
  }
});

test('a verdict may name papers in any spelling, and a name of none is refused', async () => {
  const client = await start();
  const run = (argument: object): Promise<{ done: boolean }> =>
    client.request('workspace/executeCommand', {
      command: 'carrel.library.setVerdict',
      arguments: [argument],
    });
  try {
    assert.equal((await run({ a: '@nobody', b: '@blum97', verdict: 'same' })).done, false);
    await assert.rejects(run({ a: '@blum95', b: '@blum97', verdict: 'perhaps' }));
    assert.equal((await run({ a: '[@blum95]', b: '@blum97', verdict: 'same' })).done, true);
    await client.until(({ papers }) => papers === 1);
  } finally {
    await client.stop();
  }
});
