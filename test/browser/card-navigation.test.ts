import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];

describe('going from paper to paper', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample' });
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.rows.first().click();
    await code.papers.first().click();
    await code.card();
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const titleOf = async (card: Frame): Promise<string> => (await card.locator('h1').textContent()) ?? '';
  const shows = async (title: string): Promise<void> => {
    const card = await code.card();
    await poll(title, async () => (await titleOf(card)) === title);
  };
  const tabs = () => code.page.locator('.tab', { hasNotText: '.md' });
  const action = (name: string) => code.page.locator(`.editor-actions [aria-label^="${name}"]`);
  const titles: string[] = [];

  test('three related papers are followed by keyboard, and keys lead back and forward', async () => {
    const card = await code.card();
    titles.push(await titleOf(card));
    for (let i = 0; i < 3; i++) {
      const links = card.locator('.related .link');
      const next = (await links.allTextContents()).findIndex((title) => !titles.includes(title));
      titles.push((await links.nth(next).textContent())!);
      await links.nth(next).focus();
      await code.page.keyboard.press('Enter');
      await shows(titles.at(-1)!);
    }
    for (const title of titles.slice(0, -1).reverse()) {
      await code.page.keyboard.press('Alt+ArrowLeft');
      await shows(title);
    }
    for (const title of titles.slice(1)) {
      await code.page.keyboard.press('Alt+ArrowRight');
      await shows(title);
    }
  });

  test('going back leads to the place where one was, with the focus on the link that was followed', async () => {
    await code.page.keyboard.press('Alt+ArrowLeft');
    await shows(titles[2]!);
    const card = await code.card();
    const focused = () => card.evaluate('document.activeElement.textContent');
    await poll('the link that was followed', async () => (await focused()) === titles[3]);
    assert.ok(Number(await card.evaluate('window.scrollY')) > 0);
  });

  test('buttons in the title do the same', async () => {
    await action('Go Back').click();
    await shows(titles[1]!);
    await action('Go Forward').click();
    await shows(titles[2]!);
    await shot('buttons');
  });

  test('a pinned card keeps its paper: the next one opens in another card', async () => {
    await action('Pin Card').click();
    await action('Unpin Card').waitFor();
    await code.papers.nth(3).click();
    await poll('a second card', async () => (await tabs().count()) === 2);
    await shows((await code.papers.nth(3).locator('.label-name').first().textContent())!);
    await action('Pin Card').waitFor();
    await shot('pinned');
  });

  test('after a reload of the window both cards are there with their history', async () => {
    const second = await titleOf(await code.card());
    await code.reload();
    await shows(second);
    assert.equal(await tabs().count(), 2);
    await tabs().first().click();
    await shows(titles[2]!);
    await action('Unpin Card').click();
    await action('Go Back').click();
    await shows(titles[1]!);
  });

  test('the card follows the selection in the sidebar, which keeps the focus', async () => {
    await code.showLibrary();
    await code.papers.first().waitFor();
    await code.papers.first().click();
    await shows(titles[0]!);
    for (const down of [1, 2]) {
      await code.page.keyboard.press('ArrowDown');
      await shows((await code.papers.nth(down).locator('.label-name').first().textContent())!);
    }
    assert.ok(await code.page.locator('.sidebar .monaco-list.element-focused').isVisible());
    await shot('followed');
    // The papers on the way were glanced at: back leads to the one that was opened.
    await action('Go Back').click();
    await shows(titles[0]!);
  });
});
