import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { VsCodePage } from '../support/vscode-page.ts';

describe("citations in VS Code's Markdown preview", () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample' });
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.openFile('efficient-attention.md');
    await code.runCommand('Markdown: Open Preview');
  });
  after(() => code.close());

  test('a citation links to its reference, which leads to the paper', async () => {
    const preview = await code.preview('a.carrel-cite');
    const link = preview.locator('a.carrel-cite').first();
    const target = (await link.getAttribute('href'))!.slice(1);
    const reference = preview.locator('.carrel-references li', {
      has: preview.locator(`[id="${target}"]`),
    });
    assert.match((await reference.textContent())!, /\(\d{4}\)/);
    assert.match((await link.getAttribute('title'))!, /\w/);
    assert.ok((await preview.locator('.carrel-references li a[href^="https://"]').count()) > 0);
  });
});
