import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { hostileMessages } from '../support/hostile-messages.ts';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];

const LONG = 'Of Rivers and their Beds and '.repeat(345);
/** A formula of one line that no card is wide enough for. */
const WIDE = `$${Array.from({ length: 80 }, (_, i) => `x_{${i}}`).join(' + ')}$`;
/** As they stand in a file; what is shown of them is text, without the tags and signs that only dress it. */
const TITLES = [
  '<img src=x onerror=alert(1)><b>Bold</b> &amp; <script>document.title = "ran"</script>',
  '**Not bold** [link](command:workbench.action.terminal.new) `code` ![](http://127.0.0.1/x.png)',
  'Turned \u202e gnihtyna \u2066 and \u2067 never back',
  LONG.trim(),
  'Unbroken' + 'x'.repeat(400),
];

const SHOWN = TITLES.map((title) => title.replace(/<\/?b>|[\u202e\u2066\u2067] /g, '').replace('&amp;', '&'));

describe('from an empty folder to a card, whatever the papers are called', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open();
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  };
  const shows = async (title: string | RegExp): Promise<Frame> => {
    const card = await code.card();
    await card.locator('h1', { hasText: title }).waitFor();
    return card;
  };

  const titleOf = async (card: Frame): Promise<string> => (await card.locator('h1').textContent()) ?? '';
  const turnedTo = async (title: string): Promise<void> => {
    const card = await code.card();
    await poll(title, async () => (await titleOf(card)) === title);
  };
  const tabs = () => code.page.locator('.tab', { hasNotText: '.md' });
  const action = (name: string) => code.page.locator(`.editor-actions [aria-label^="${name}"]`);
  const titles: string[] = [];

  test('an empty folder says what to do, and a button adds the sample library', async () => {
    await code.showLibrary();
    const welcome = code.page.locator('.sidebar .welcome-view-content').first();
    await welcome.waitFor({ timeout: 30_000 });
    assert.match((await welcome.textContent())!, /no papers in this folder yet/i);
    await shot('welcome');
    await welcome.locator('.monaco-button', { hasText: 'Add the Sample Library' }).click();
    await code.row('Transformer').waitFor({ timeout: 30_000 });
    await code.status.filter({ hasText: '64' }).waitFor({ timeout: 30_000 });
  });

  test('a card opens from the tree', async () => {
    await code.row('Transformer').click();
    await code.papers.first().click();
    await shows((await code.papers.first().locator('.label-name').textContent())!);
  });

  test('three related papers are followed by keyboard, and keys lead back and forward', async () => {
    const card = await code.card();
    titles.push(await titleOf(card));
    for (let i = 0; i < 3; i++) {
      const links = card.locator('.related .link');
      const next = (await links.allTextContents()).findIndex((title) => !titles.includes(title));
      titles.push((await links.nth(next).textContent())!);
      await links.nth(next).focus();
      await code.page.keyboard.press('Enter');
      await turnedTo(titles.at(-1)!);
    }
    for (const title of titles.slice(0, -1).reverse()) {
      await code.page.keyboard.press('Alt+ArrowLeft');
      await turnedTo(title);
    }
    for (const title of titles.slice(1)) {
      await code.page.keyboard.press('Alt+ArrowRight');
      await turnedTo(title);
    }
  });

  test('going back leads to the place where one was, with the focus on the link that was followed', async () => {
    await code.page.keyboard.press('Alt+ArrowLeft');
    await turnedTo(titles[2]!);
    const card = await code.card();
    const focused = () => card.evaluate('document.activeElement.textContent');
    await poll('the link that was followed', async () => (await focused()) === titles[3]);
    assert.ok(Number(await card.evaluate('window.scrollY')) > 0);
  });

  test('buttons in the title do the same', async () => {
    await action('Go Back').click();
    await turnedTo(titles[1]!);
    await action('Go Forward').click();
    await turnedTo(titles[2]!);
    await shot('buttons');
  });

  test('a pinned card keeps its paper: the next one opens in another card', async () => {
    await action('Pin Card').click();
    await action('Unpin Card').waitFor();
    await code.papers.nth(3).click();
    await poll('a second card', async () => (await tabs().count()) === 2);
    await turnedTo((await code.papers.nth(3).locator('.label-name').first().textContent())!);
    await action('Pin Card').waitFor();
    await shot('pinned');
  });

  test('after a reload of the window both cards are there with their history', async () => {
    const second = await titleOf(await code.card());
    await code.reload();
    await turnedTo(second);
    assert.equal(await tabs().count(), 2);
    await tabs().first().click();
    await turnedTo(titles[2]!);
    await action('Unpin Card').click();
    await action('Go Back').click();
    await turnedTo(titles[1]!);
  });

  test('the card follows the selection in the sidebar, which keeps the focus', async () => {
    await code.showLibrary();
    await code.papers.first().waitFor();
    await code.papers.first().click();
    await turnedTo(titles[0]!);
    for (const down of [1, 2]) {
      await code.page.keyboard.press('ArrowDown');
      await turnedTo((await code.papers.nth(down).locator('.label-name').first().textContent())!);
    }
    assert.ok(await code.page.locator('.sidebar .monaco-list.element-focused').isVisible());
    await shot('followed');
    // The papers on the way were glanced at: back leads to the one that was opened.
    await action('Go Back').click();
    await turnedTo(titles[0]!);
  });

  test('a card opens from the search box', async () => {
    await code.runCommand('Carrel: Search Papers');
    await code.page.locator('.quick-input-widget input.input').first().fill('title:hyena');
    const first = code.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Hyena' });
    await first.waitFor();
    await code.page.keyboard.press('Enter');
    await shows(/^Hyena/);
    const dialog = (await code.card()).locator('dialog');
    await poll('the keys go to the card', async () => {
      await code.page.keyboard.press('?');
      return dialog.isVisible();
    });
    await code.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a card opens from the link of a hover', async () => {
    await code.openFile('efficient-attention.md');
    // What is drawn anew beneath it takes a hover away.
    await poll('the link', async () => {
      const hover = await code.hover('flashattention2022');
      return hover
        .locator('a', { hasText: 'Open card' })
        .click({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    await shows(/^FlashAttention/);
  });

  test('a card opens from the entry at the cursor of a digest', async () => {
    await code.openFile('references.bib');
    await code.runCommand('Go to Line/Column...');
    await code.page.locator('.quick-input-widget input.input').first().fill(':4');
    await code.page.keyboard.press('Enter');
    await code.page.locator('.statusbar-item', { hasText: 'Ln 4' }).waitFor();
    await code.runCommand('Carrel: Open Card');
    await shows('Attention Is All You Need');
  });

  test('titles of HTML, Markdown, turned signs and ten thousand characters are text, and break no layout', async () => {
    const entries = TITLES.map(
      (title, i) =>
        `TY  - JOUR\nTI  - ${title}\nPY  - 19${10 + i}\nAB  - ${title.slice(0, 2000)} ${WIDE}\nER  - \n`,
    );
    await writeFile(join(code.folder, 'hostile.ris'), entries.join('\n'));
    await code.status.filter({ hasText: String(64 + TITLES.length) }).waitFor({ timeout: 30_000 });
    await code.runCommand('Carrel: Filter the Library');
    const filter = code.page.locator('.quick-input-widget input.input').first();
    await filter.fill('source:hostile.ris');
    await code.page.keyboard.press('Enter');
    await poll('the hostile papers', async () => (await code.rows.count()) === TITLES.length);
    const sizes = [
      { width: 1280, height: 800 },
      { width: 620, height: 700 },
    ];
    for (const [i, title] of SHOWN.entries()) {
      await code.row(`19${10 + i}`).click();
      const card = await shows(title.slice(0, 30));
      assert.equal(await card.locator('h1').first().textContent(), title);
      assert.equal(await card.locator('h1 img, h1 b, h1 a, h1 script').count(), 0);
      assert.notEqual(await card.evaluate('document.title'), 'ran');
      for (const size of sizes) {
        await code.page.setViewportSize(size);
        const isWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
        await poll('the new size', async () => Number(await card.evaluate('innerWidth')) < size.width);
        assert.equal(await card.evaluate(isWide), false, title.slice(0, 40));
        await shot(`hostile-${i}-${size.width}`);
      }
      await code.page.setViewportSize(sizes[0]!);
    }
    const tab = await code.page.locator('.tab.active .label-name').first().textContent();
    assert.ok(tab!.length < 60);
  });

  test('messages from the card that are malformed, unknown or hostile change nothing', async () => {
    const card = await code.card();
    const folder = async (): Promise<string> => {
      const names = await readdir(code.folder, { recursive: true, withFileTypes: true });
      const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
      return (
        await Promise.all(files.sort().map(async (path) => path + (await readFile(path, 'utf8'))))
      ).join('\0');
    };
    const title = await card.locator('h1').first().textContent();
    const tabs = await code.page.locator('.tab').count();
    const before = await folder();
    // As what `acquireVsCodeApi` gives hands them on.
    const send = (messages: readonly unknown[]) =>
      card
        .parentFrame()!
        .evaluate(
          `for (const message of ${JSON.stringify(messages)}) __vscode_post_message__('onmessage', { message, transfer: [] })`,
        );
    const edit = { kind: 'addRemark', text: 'written by nobody' };
    // A paper that is there, but that this card never showed.
    await send([{ type: 'edit', request: 1, ref: 'devlin2019bert', edit }, ...hostileMessages(300)]);
    // Messages are heard in order: when this one is answered, all others were.
    await send([{ type: 'copyCitation' }]);
    await card.locator('#status', { hasText: 'Citation copied' }).waitFor();
    assert.equal(await folder(), before);
    assert.equal(await card.locator('h1').first().textContent(), title);
    assert.equal(await code.page.locator('.tab').count(), tabs);
    assert.equal(await code.page.locator('.notification-toast, .terminal-wrapper').count(), 0);
  });
});
