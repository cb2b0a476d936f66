import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionList, ShowMessageParams } from 'vscode-languageserver-protocol';
import { carrel } from '../support/carrel.ts';
import { listingMail } from '../support/listing-mail.ts';
import { LspClient, TestFolder } from '../support/lsp-client.ts';

const mail = listingMail([
  { id: '2011.00001', title: 'Deep Rivers of Clay', authors: 'Ada Moor, Bo Lee' },
  { id: '2011.00002', title: 'Lakes Without Shore', authors: 'Ada Moor' },
]);
const FILES = { 'digests/mail.txt': mail, '.carrel.yaml': 'citekeyFormat: auth.lower + year\n' };

test('the command line makes keys by the project file', async () => {
  const folder = await TestFolder.with(FILES);
  try {
    const { stdout } = await carrel(['list', '--json', '--library', folder.path]);
    const papers = JSON.parse(stdout) as { key: string; aliases: string[] }[];
    assert.deepEqual(
      papers.map(({ key, aliases }) => [key, ...aliases]),
      [
        ['moor2020', 'deep-rivers-clay2020'],
        ['moor2020+lakes-shore', 'lakes-shore2020'],
      ],
    );
    await folder.write('.carrel.yaml', 'citekeyFormat: auth.lowr + year\n');
    const report = await carrel(['report', '--library', folder.path]);
    assert.match(report.stdout, /did you mean “lower”\? \(character 6 of “auth\.lowr \+ year”\)/);
  } finally {
    await folder.dispose();
  }
});

test('a changed format is followed, the settings of the editor count more, and what is wrong there is told once', async () => {
  let citekeyFormat: unknown = undefined;
  const client = await LspClient.start(FILES, {
    settings: (section) => (section === 'carrel' ? { citekeyFormat } : null),
  });
  const told: string[] = [];
  client.connection.onNotification('window/showMessage', ({ message }: ShowMessageParams) => {
    told.push(message);
  });
  const note = await client.open('note.md', 'See [@clay or [@shore');
  /** The labels of what is offered for both papers. */
  const offered = async (): Promise<string> => {
    const lists = await Promise.all(
      [10, 21].map((character) => client.at<CompletionList>('textDocument/completion', note, 0, character)),
    );
    return lists.map(({ items }) => items[0]?.label).join(' ');
  };
  const becomes = (wanted: string): Promise<void> =>
    client.eventually(wanted, async () => (await offered()) === wanted);
  const settingsChanged = (): Promise<void> =>
    client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  try {
    await becomes('moor2020 moor2020+lakes-shore');
    await client.folder.write('.carrel.yaml', 'citekeyFormat: "[auth:upper]_[shortyear]"\n');
    await client.changedOnDisk([{ path: '.carrel.yaml', type: 'changed' }]);
    await becomes('MOOR_20 MOOR_20+lakes-shore');
    citekeyFormat = '';
    await settingsChanged();
    await becomes('deep-rivers-clay2020 lakes-shore2020');
    citekeyFormat = 'auht + year';
    await settingsChanged();
    await settingsChanged();
    await becomes('MOOR_20 MOOR_20+lakes-shore');
    assert.equal(told.length, 1);
    assert.match(
      told[0]!,
      /^Carrel: carrel\.citekeyFormat cannot be read: there is no function “auht” here; did you mean “auth”\?/,
    );
  } finally {
    await client.stop();
  }
});
