import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { VsCodePage } from '../support/vscode-page.ts';

describe('the report', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample' });
    await code.openFile('efficient-attention.md');
    await code.status.waitFor({ timeout: 30_000 });
  });
  after(() => code.close());

  test('opens from the status bar and follows the files', async () => {
    await code.status.click();
    const report = await code.report();
    assert.equal(await report.locator('h1').textContent(), 'What Carrel read');
    await writeFile(
      join(code.folder, 'broken <b>.bib'),
      '@misc{a, title = {Of Peat}}\n@misc{b, title = {Of\n',
    );
    await report.locator('.problems .link', { hasText: /^2:/ }).first().waitFor({ timeout: 20_000 });
    assert.equal(await report.locator('summary .path').first().textContent(), 'broken <b>.bib');
    assert.equal(await report.locator('b').count(), 0);
  });

  test('leads to the place of a problem', async () => {
    const report = await code.report();
    await report.locator('.problems .link', { hasText: /^2:/ }).first().click();
    await code.page.locator('.tab.active', { hasText: 'broken <b>.bib' }).waitFor({ timeout: 20_000 });
    await code.page.locator('.statusbar-item', { hasText: /Ln 2, Col/ }).waitFor({ timeout: 20_000 });
  });
});
