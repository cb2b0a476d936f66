import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];
const BIB = `@article{rivers2020,
  title = {Rivers Carve Their Beds},
  year = 2020,
  abstract = {The river carves its bed of hard stone over many thousand years. We measure how fast the water flows.}
}
@article{lakes2021,
  title = {Lakes That Turn},
  year = 2021,
  abstract = {Shallow lakes turn from clear to turbid within a summer.}
}
`;
const RIVERS = `---
citekey: rivers2020
tags: [geology]
---

<!-- carrel: highlight green 2026-11-03 abstract:14 -->
> carves its bed

^bed123

Which bed?

<!-- carrel: highlight blue 2026-11-04 abstract:0 -->
> the tide goes out twice a day

^tide12
`;
const LAKES = `---
citekey: lakes2021
tags: [course-w3]
---

<!-- carrel: highlight red 2026-10-04 abstract:13 -->
> turn from clear to turbid

^turn12
`;

describe('what can be done with annotations', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ theme: process.env['CARREL_THEME'] === 'light' ? 'light' : 'dark' });
    await code.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await mkdir(join(code.folder, 'annotations'));
    await writeFile(join(code.folder, 'annotations', '@rivers2020.md'), RIVERS);
    await writeFile(join(code.folder, 'annotations', '@lakes2021.md'), LAKES);
    await writeFile(join(code.folder, 'rivers.bib'), BIB);
    await code.showLibrary();
    await code.openFile('rivers.bib');
    await code.status.filter({ hasText: '2' }).waitFor({ timeout: 30_000 });
    await code.runCommand('Carrel: Open Card');
    await (await code.card()).locator('.annotation.orphan').waitFor({ timeout: 30_000 });
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}-${process.env['CARREL_THEME'] ?? 'dark'}.png`) });
  };
  const clipboard = (): Promise<string> => code.page.evaluate('navigator.clipboard.readText()');
  const rivers = async () =>
    parseSidecar(await readFile(join(code.folder, 'annotations', '@rivers2020.md'), 'utf8')).records;
  /** Selects the last words of the abstract by keyboard. */
  const select = async (words: number): Promise<void> => {
    const card = await code.card();
    await card.locator('.prose-host.abstract').focus();
    await code.page.keyboard.press('Control+End');
    for (let i = 0; i < words; i++) await code.page.keyboard.press('Control+Shift+ArrowLeft');
    await card.locator('.selection-bar').waitFor();
  };
  const view = (): Locator => code.page.locator('.pane', { hasText: /^Annotations/ });
  const chosen = (text: string): Locator =>
    code.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

  test('words are copied as a quote with its citation, and a highlight as a link', async () => {
    await select(5);
    await code.page.keyboard.press('q');
    await poll('the quote', async () =>
      /^> \S.*the water flows\.? \[@rivers2020\]\n$/.test(await clipboard()),
    );
    const card = await code.card();
    await card.locator('.annotation[data-id="bed123"] [aria-label^="Copy link"]').click();
    await poll('the link', async () => (await clipboard()) === '[[@rivers2020#^bed123]]');
  });

  test('an orphan gets the place that the reader chooses', async () => {
    const card = await code.card();
    await card.locator('.annotation.orphan vscode-button', { hasText: 'Choose a place' }).click();
    await card.locator('.annotation.orphan .repair[role="status"]').waitFor();
    await select(4);
    await shot('9-place');
    await code.page.keyboard.press('Enter');
    await card.locator('.prose mark.blue').waitFor();
    await poll('the sidecar', async () =>
      (await rivers()).some(({ id, exact }) => id === 'tide12' && exact.includes('water flows')),
    );
  });

  test('a highlight is deleted, and undo brings it back with its comment', async () => {
    const card = await code.card();
    await card.locator('.prose mark.green').click();
    await card.locator('.note-editor [aria-label="Delete"]').click();
    await card.locator('.prose mark.green').waitFor({ state: 'detached' });
    assert.deepEqual(
      (await rivers()).map(({ id }) => id),
      ['tide12'],
    );
    await code.page.keyboard.press('Control+Z');
    await card.locator('.prose mark.green').waitFor();
    assert.ok((await rivers()).some(({ id, comment }) => id === 'bed123' && comment === 'Which bed?'));
  });

  test('a tag of another paper is completed', async () => {
    const card = await code.card();
    await card.locator('.tag-field').click();
    await code.page.keyboard.type('w3');
    await card.locator('.offered [role="option"]', { hasText: 'course-w3' }).waitFor();
    await shot('10-tags');
    await code.page.keyboard.press('ArrowDown');
    await code.page.keyboard.press('Enter');
    await card.locator('.chip', { hasText: 'course-w3' }).waitFor();
  });

  test('the view groups by what is chosen, and shows what is searched', async () => {
    await code.runCommand('Carrel: Focus on Annotations View');
    await code.runCommand('Carrel: Group Annotations By…');
    await chosen('Colour').click();
    const rows = view().locator('.monaco-list-row');
    await rows.filter({ hasText: 'Green' }).waitFor({ timeout: 30_000 });
    await rows.filter({ hasText: 'Red' }).waitFor();
    await code.runCommand('Carrel: Filter Annotations…');
    const input = code.page.locator('.quick-input-widget input.input').first();
    await input.fill('which bed');
    await input.press('Enter');
    await rows.filter({ hasText: 'Red' }).waitFor({ state: 'detached' });
    await rows.filter({ hasText: 'Green' }).waitFor();
    await shot('11-filtered');
    await code.runCommand('Carrel: Show All Annotations');
    await rows.filter({ hasText: 'Red' }).waitFor();
  });

  test('keys act on the row that has the focus, which arrows move without selecting', async () => {
    const rows = view().locator('.monaco-list-row');
    for (const group of ['Red', 'Green']) await rows.filter({ hasText: group }).first().click();
    await rows.filter({ hasText: 'carves its bed' }).first().click();
    await view().locator('.monaco-list').first().focus();
    const wanted = view().locator('.monaco-list-row.focused', { hasText: 'turn from clear' });
    await code.page.keyboard.press('Home');
    for (let i = 0; i < 10 && !(await wanted.isVisible()); i++) await code.page.keyboard.press('ArrowDown');
    const box = code.page.locator('.quick-input-widget', { hasText: 'turn from clear to turbid' });
    await poll('the comment of the row with the focus', async () => {
      await code.page.keyboard.press('F2');
      return box.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
    await code.page.keyboard.press('Escape');
    assert.equal(await view().locator('.monaco-list-row.selected', { hasText: 'carves its bed' }).count(), 1);
    await code.page.keyboard.press('Delete');
    await wanted.waitFor({ state: 'detached' });
    assert.equal((await rivers()).length, 2);
    await code.page.keyboard.press('Control+Z');
    // Its group went with it, and comes back closed.
    await rows.filter({ hasText: 'Red' }).first().waitFor();
  });

  test('all annotations go out in a format that is chosen, and a file comes in once', async () => {
    await code.runCommand('Carrel: Export Annotations…');
    await chosen('CSV').click();
    const lines = code.page.locator('.editor-instance .view-lines').last();
    await lines.locator('.view-line', { hasText: /^citekey,title/ }).waitFor();
    const note = { uri: 'urn:x', document: { title: ['Lakes That Turn Within'] }, text: 'no paper of ours' };
    const known = { id: 'turn12', uri: 'urn:citekey:lakes2021', text: 'again' };
    const fresh = { id: 'new123', uri: 'urn:citekey:lakes2021', text: 'A remark from elsewhere.' };
    const other = { id: 'other1', uri: 'urn:citekey:rivers2020', text: 'Kept out.' };
    const rivers = join(code.folder, 'annotations', '@rivers2020.md');
    await writeFile(rivers, `${await readFile(rivers, 'utf8')}\n<<<<<<< ours\n`);
    await writeFile(join(code.folder, 'export.json'), JSON.stringify({ rows: [note, known, fresh, other] }));
    await code.runCommand('Carrel: Import Annotations…');
    const path = code.page.locator('.quick-input-widget input.input').first();
    // The dialog reads its folder first, and takes no key meanwhile.
    await poll('the file is chosen', async () => {
      await path.fill(join(code.folder, 'export.json'));
      await path.press('Enter');
      return path.waitFor({ state: 'hidden', timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
    const file = join(code.folder, 'annotations', '@lakes2021.md');
    await poll('the remark', async () =>
      (await readFile(file, 'utf8')).includes('\n\nA remark from elsewhere.\n\n^new123\n'),
    );
    // While it is driven, VS Code shows no messages by itself.
    await code.runCommand('Notifications: Show Notifications');
    const told = code.page.locator('.notification-list-item-message', { hasText: '1 annotation added' });
    await told.filter({ hasText: 'already there: 1' }).waitFor();
    const kept = code.page.locator('.notification-list-item-message', {
      hasText: '1 annotation could not be',
    });
    await kept.filter({ hasText: '@rivers2020.md: it holds the marks of a merge conflict.' }).waitFor();
    await shot('12-imported');
    assert.deepEqual((await readdir(join(code.folder, 'annotations'))).sort(), [
      '@lakes2021.md',
      '@rivers2020.md',
    ]);
  });
});
