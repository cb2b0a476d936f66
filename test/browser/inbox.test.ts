import assert from 'node:assert/strict';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { inboxRequest, type InboxAnswer } from '../../src/protocol/inbox.ts';
import { filesOfClone } from '../support/clone.ts';
import { listingMail } from '../support/listing-mail.ts';
import { LspClient } from '../support/lsp-client.ts';
import { page } from '../support/pages.ts';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const PAGE = 60;
const SUBJECTS = ['Lakes', 'Soils', 'Swallows', 'Streets', 'Matrices', 'Forests'];
const HOW = [
  'Turbid',
  'Frozen',
  'Migrating',
  'Sparse',
  'Burning',
  'Quiet',
  'Drifting',
  'Folded',
  'Silent',
  'Broken',
];

/** A page of sixty papers. */
const DAILY = page(
  Array.from({ length: PAGE }, (_, i) => ({
    title: `${HOW[i % 10]!} ${SUBJECTS[Math.floor(i / 10)]!}: A Study of Number ${i + 1}`,
    abstract:
      `We study ${HOW[i % 10]!.toLowerCase()} ${SUBJECTS[Math.floor(i / 10)]!.toLowerCase()} in region ${i + 1}. `.repeat(
        3,
      ),
  })),
);

const mailed =
  (from: number, more: object = {}) =>
  (_: unknown, i: number) => ({
    id: `2511.${String(from + i).padStart(5, '0')}`,
    title: `Mailed Paper of ${HOW[i % 10]!} ${SUBJECTS[(from + i) % 6]!} in Valley ${from + i}`,
    ...more,
  });

/** Two mails: ten new papers, three cross-lists; then five more, and new versions of one that a note cites and one that nobody has. */
const MAILS = {
  'digests/2025-11-04-cs.eml': listingMail([
    ...Array.from({ length: 10 }, mailed(1)),
    ...Array.from({ length: 3 }, mailed(11, { as: 'cross' })),
  ]),
  'digests/2025-11-05-cs.eml': listingMail([
    ...Array.from({ length: 5 }, mailed(21)),
    { id: '2510.00001', title: 'A Paper That a Note Cites', as: 'replaced' },
    { id: '2510.00002', title: 'A Paper That Nobody Has', as: 'replaced' },
  ]),
};

describe('the morning: a page of sixty papers and two listing mails, by keyboard alone', () => {
  let code: VsCodePage;
  let presses = 0;
  before(async () => {
    code = await VsCodePage.open({ height: 1000 });
    await mkdir(join(code.folder, 'digests'));
    await writeFile(join(code.folder, 'note.md'), 'As arXiv:2510.00001 shows.\n');
    await writeFile(join(code.folder, 'digests/2025-11-05-daily.txt'), DAILY);
    for (const [path, text] of Object.entries(MAILS)) await writeFile(join(code.folder, path), text);
    await code.showLibrary();
  });
  after(() => code.close());

  const pane = (): Locator =>
    code.page.locator('.sidebar .pane', { has: code.page.locator('.pane-header[aria-label^="Inbox"]') });
  const rows = (): Locator => pane().locator('.monaco-list-row');
  const group = (name: string): Locator => rows().filter({ hasText: name }).first();
  const focused = (): Locator => pane().locator('.monaco-list-row.focused');
  const press = async (key: string): Promise<void> => {
    presses++;
    await code.page.keyboard.press(key);
  };

  async function decisions(): Promise<string[]> {
    const folder = join(code.folder, '.carrel/decisions');
    // A file that is being written stands beside it under another name.
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tsv'));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return texts.flatMap((text) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#')));
  }
  const decided = (): Promise<number> => decisions().then((lines) => lines.length);

  test('papers wait in groups, and the container tells how many', async () => {
    await code.runCommand('Carrel: Focus on Inbox View');
    await group('New').waitFor({ timeout: 60_000 });
    await poll('75 new papers', async () => ((await group('New').textContent()) ?? '').includes('75'));
    const badge = code.page
      .locator('.activitybar .action-item', { has: code.page.locator('[aria-label^="Carrel"]') })
      .locator('.badge-content');
    await badge.waitFor();
    await poll('76 on the icon', async () => (await badge.textContent()) === '76');
  });

  test('keys decide, move and undo', async () => {
    await code.runCommand('Carrel: Focus on Inbox View');
    await press('j');
    await focused().waitFor();
    const first = (await focused().locator('.label-name').textContent())!;
    assert.match(first, /Mailed Paper|Study of Number/);
    await press('j');
    await poll('the second', async () => (await focused().locator('.label-name').textContent()) !== first);
    await press('k');
    await poll(
      'the first again',
      async () => (await focused().locator('.label-name').textContent()) === first,
    );
    await press('d');
    await poll('one decision', async () => (await decided()) === 1);
    await poll('the next one', async () => (await focused().locator('.label-name').textContent()) !== first);
    await press('u');
    await poll('undone', async () => (await decided()) === 0);
    await poll(
      'the first is back',
      async () => (await focused().locator('.label-name').textContent()) === first,
    );
    await press('o');
    const card = await code.card();
    await card.locator('h1', { hasText: first }).waitFor();
    await poll('the keys still act on the inbox', async () => (await focused().count()) === 1);
    // While it is in sight, the card follows.
    await press('j');
    await poll('the second', async () => (await focused().locator('.label-name').textContent()) !== first);
    const second = (await focused().locator('.label-name').textContent())!;
    await card.locator('h1', { hasText: second }).waitFor();
    await press('k');
    await card.locator('h1', { hasText: first }).waitFor();
  });

  test('the inbox is emptied, each paper by one press, as fast as keys come', async () => {
    await code.runCommand('Carrel: Focus on Inbox View');
    const before = presses;
    const keys = ['s', 'd', 's', 'q', 's'];
    const last = '76 papers, then the group of cross-lists as a whole';
    for (let i = 0; i < 76; i++) await press(keys[i % keys.length]!);
    await poll('all decided', async () => (await decided()) === 76);
    await press('s');
    await poll(last, async () => (await decided()) === 80);
    assert.equal(presses - before, 77);
    await code.page.locator('.sidebar .welcome-view-content', { hasText: 'Nothing is waiting' }).waitFor();
    const lines = await decisions();
    const kinds = (kind: string): number => lines.filter((line) => line.includes(`\t${kind}\t`)).length;
    assert.deepEqual([kinds('queued'), kinds('dismissed') > 10, kinds('seen') > 40], [15, true, true]);
    const list = await readFile(join(code.folder, 'reading-list.md'), 'utf8');
    assert.equal(list.match(/^- \[ \]/gm)?.length, 15);
    const other = await LspClient.start(await filesOfClone(code.folder));
    try {
      const limits = { new: 100, version: 100, other: 100 };
      const { groups } = await other.connection.sendRequest<InboxAnswer>(inboxRequest, { limits });
      assert.deepEqual(
        groups!.map(({ total }) => total),
        [0, 0, 0],
        'empty after commit and clone, too',
      );
    } finally {
      await other.stop();
    }
    console.log(`# ${presses} key presses in all, 77 of them for 80 papers`);
  });
});
