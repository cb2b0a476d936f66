import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { VsCodePage } from '../support/vscode-page.ts';

const BROKEN = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"></style>\n';

let code: VsCodePage;
before(async () => {
  code = await VsCodePage.open({ workspace: 'sample' });
  await mkdir(join(code.folder, 'styles'), { recursive: true });
  await writeFile(join(code.folder, 'styles', 'house.csl'), BROKEN);
  await code.showLibrary();
  await code.rows.first().waitFor({ timeout: 30_000 });
  await code.rows.first().click();
  await code.papers.filter({ hasText: 'Mamba' }).click();
});
after(() => code.close());

test('the citation on the card follows the style that is chosen there, and can be copied', async () => {
  const card = await code.card();
  await card.locator('.formatted', { hasText: 'Gu, A., & Dao, T. (2023).' }).waitFor();
  const choose = async (label: string): Promise<void> => {
    const select = card.locator('vscode-single-select.style-select');
    await select.click();
    await select.locator('li.option', { hasText: label }).click();
  };
  await choose('IEEE');
  await card.locator('.formatted', { hasText: /^A\. Gu and T\. Dao, “Mamba/ }).waitFor();
  await card.locator('vscode-button', { hasText: 'Copy text' }).click();
  await card.locator('#status', { hasText: 'Formatted citation copied' }).waitFor();
  await card.locator('vscode-button', { hasText: 'CSL-JSON' }).click();
  await card.locator('#status', { hasText: 'CSL-JSON copied' }).waitFor();

  await choose('styles/house.csl');
  const problem = card.locator('.formatted.problem');
  await problem.waitFor();
  assert.equal(await problem.textContent(), 'styles/house.csl: Line 1: Must have exactly one <info>.');
});
