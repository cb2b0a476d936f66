import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];

describe('annotating on the card', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({
      workspace: 'sample',
      theme: process.env['CARREL_THEME'] === 'light' ? 'light' : 'dark',
    });
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.rows.first().click();
    await code.papers.first().click();
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}-${process.env['CARREL_THEME'] ?? 'dark'}.png`) });
  };
  const folder = (): string => join(code.folder, 'annotations');
  /** The one sidecar, once it is as wanted. */
  const sidecar = async (isAsWanted: (text: string) => boolean): Promise<string> => {
    let text = '';
    await poll('the sidecar', async () => {
      const [name] = await readdir(folder()).catch(() => [] as string[]);
      text = name === undefined ? '' : await readFile(join(folder(), name), 'utf8');
      return isAsWanted(text);
    });
    return text;
  };
  /** Drags the mouse over the first words of the abstract. */
  const drag = async (card: Frame): Promise<void> => {
    const text = card.locator('.prose').first();
    const box = (await text.boundingBox())!;
    await code.page.mouse.move(box.x + 2, box.y + 10);
    await code.page.mouse.down();
    await code.page.mouse.move(box.x + 160, box.y + 10, { steps: 5 });
    await code.page.mouse.up();
  };

  test('words that are selected by mouse are highlighted by a click', async () => {
    const card = await code.card();
    await drag(card);
    await card.locator('.selection-bar').waitFor();
    await shot('1-toolbar');
    await card.locator('.selection-bar [aria-label="Highlight green"]').click();
    await card.locator('.prose mark.green').first().waitFor();
    const [record] = parseSidecar(await sidecar((text) => text.includes('highlight green'))).records;
    assert.equal(await card.locator('.prose mark').first().textContent(), record?.exact);
  });

  test('words that are selected by keyboard are highlighted and commented by keys', async () => {
    const card = await code.card();
    await card.locator('.prose-host.abstract').focus();
    await code.page.keyboard.press('Control+End');
    for (let i = 0; i < 4; i++) await code.page.keyboard.press('Control+Shift+ArrowLeft');
    await card.locator('.selection-bar').waitFor();
    await code.page.keyboard.press('3');
    await card.locator('.prose mark.blue').waitFor();
    await code.page.keyboard.press('ArrowLeft');
    await code.page.keyboard.press('Enter');
    await card.locator('.note-editor').waitFor();
    await code.page.keyboard.type('Same claim as [@hyperattention2023]?');
    await shot('2-comment');
    await code.page.keyboard.press('Control+Enter');
    await card.locator('.annotation .comment', { hasText: 'Same claim' }).waitFor();
    await sidecar((text) => text.includes('Same claim as [@hyperattention2023]?'));
  });

  test('a click on a highlight recolours it, and undo takes that back', async () => {
    const card = await code.card();
    await card.locator('.prose mark.green').first().click();
    await card.locator('.note-editor [aria-label="red"]').click();
    await card.locator('.prose mark.red').first().waitFor();
    await code.page.keyboard.press('Escape');
    await code.page.keyboard.press('Control+Z');
    await card.locator('.prose mark.green').first().waitFor();
    assert.equal(await card.locator('.prose mark.red').count(), 0);
    await shot('3-marks');
  });

  test('remark, tag, rating and status are kept in files', async () => {
    const card = await code.card();
    await card.locator('vscode-button', { hasText: 'Add remark' }).click();
    await code.page.keyboard.type('Read together with the notes of last week.');
    await code.page.keyboard.press('Control+Enter');
    await card.locator('.annotation', { hasText: 'last week' }).waitFor();
    await card.locator('.tag-field').click();
    await code.page.keyboard.type('course-w3');
    await code.page.keyboard.press('Enter');
    await card.locator('.chip', { hasText: 'course-w3' }).waitFor();
    await card.locator('.star').nth(3).click();
    await card.locator('.star.lit').nth(3).waitFor();
    await card.locator('.status-select').click();
    await card.locator('.status-select').press('ArrowDown');
    await code.page.keyboard.press('Enter');
    await poll('the reading list', async () =>
      (await readFile(join(code.folder, 'reading-list.md'), 'utf8').catch(() => '')).includes('- [ ] [@'),
    );
    const text = await sidecar((all) => all.includes('rating: 4') && all.includes('course-w3'));
    assert.match(text, /Read together/);
    await shot('4-all');
  });

  test('the card follows what is written into the sidecar by hand', async () => {
    const card = await code.card();
    const [name] = await readdir(folder());
    const file = join(folder(), name!);
    await writeFile(file, (await readFile(file, 'utf8')).replace('Same claim', 'Not the same claim'));
    await card
      .locator('.annotation .comment', { hasText: 'Not the same claim' })
      .waitFor({ timeout: 30_000 });
  });
});
