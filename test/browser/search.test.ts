import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

describe('the search box', () => {
  let code: VsCodePage;
  let input: Locator;
  let items: Locator;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample' });
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 60_000 });
    await code.openFile('efficient-attention.md');
    input = code.page.locator('.quick-input-widget input.input').first();
    items = code.page.locator('.quick-input-list .monaco-list-row');
  });
  after(() => code.close());

  async function open(): Promise<void> {
    const box = title(/^Search Papers/);
    for (let presses = 0; presses < 10 && !(await box.isVisible()); presses++) {
      await code.page.keyboard.press('Control+K');
      await code.page.keyboard.press('q');
      await box.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await items.first().waitFor();
  }

  const title = (text: RegExp): Locator => code.page.locator('.quick-input-title', { hasText: text });

  test('papers are found as one types, in the order of the ranking, with a preview', async () => {
    await open();
    await input.pressSequentially('attention is all', { delay: 20 });
    await title(/: /).waitFor();
    const first = items.first();
    await first.filter({ hasText: /ttention Is All You Need/ }).waitFor();
    assert.match((await first.textContent())!, /2017 · Vaswani/);
    assert.equal(await code.page.locator('.quick-input-list .quick-input-list-label .highlight').count(), 0);
  });

  test('each operator finds what it should', async () => {
    const found: [string, RegExp, RegExp][] = [
      ['"state space"', /5 found/, /Transformers are SSMs/],
      ['author:vaswani', /1 found/, /Attention Is All You Need/],
      ['title:flash*', /2 found/, /FlashAttention/],
      ['mamba OR hyena', /3 found/, /Hyena/],
      ['(mamba OR hyena) NOT author:gu', /2 found/, /Hyena/],
      ['key:mamba2023', /1 found/, /Mamba/],
      ['source:references.bib', /9 found/, /Lost in the Middle/],
      ['cited-in:idea-log', /12 found/, /Kimi Linear/],
      ['year:2017', /3 found/, /Attention Is All You Need/],
      ['mam', /2 found/, /Mamba/],
      ['flashatention', /2 found/, /FlashAttention/],
    ];
    for (const [query, count, first] of found) {
      await input.fill(query);
      await title(count).waitFor();
      await items.filter({ hasText: first }).first().waitFor();
    }
  });

  test('what is wrong with a query is said, and papers are found all the same', async () => {
    await input.fill('(mamba');
    await items.filter({ hasText: 'The parenthesis is not closed.' }).waitFor();
    await items
      .filter({ hasText: /Mamba: Linear-Time/ })
      .first()
      .waitFor();
  });

  test('a question mark explains the language, and its examples can be taken', async () => {
    await input.fill('?');
    const example = items.filter({ hasText: 'year:>=2020' });
    await example.click();
    await title(/: /).waitFor();
    assert.equal((await input.inputValue()).trim(), 'year:>=2020');
  });

  test('Enter opens the card, and the query is offered again', async () => {
    await input.fill('hyena');
    await title(/1 found/).waitFor();
    await input.press('Enter');
    const card = await code.card();
    await card.locator('h1', { hasText: 'Hyena' }).waitFor();
    await code.openFile('efficient-attention.md');
    await open();
    await items.filter({ hasText: 'hyena' }).first().waitFor();
  });

  test('the library can be filtered by the query, and the filter cleared', async () => {
    await input.fill('mamba year:2023');
    await title(/1 found/).waitFor();
    await code.page
      .locator('.quick-input-titlebar')
      .getByRole('button', { name: /Filter the Library/ })
      .click();
    await code.page.locator('.sidebar .message', { hasText: '1 paper fits mamba year:2023' }).waitFor();
    await code.rows.filter({ hasText: /Mamba/ }).first().waitFor();
    await poll('nothing but what fits is shown', async () => (await code.rows.count()) === 1);
    await code.runCommand("Carrel: Clear the Library's Filter");
    await code.rows.nth(4).waitFor();
  });
});
