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

  test('a card opens from the search box', async () => {
    await code.runCommand('Carrel: Search Papers');
    await code.page.locator('.quick-input-widget input.input').first().fill('title:hyena');
    const first = code.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Hyena' });
    await first.waitFor();
    await code.page.keyboard.press('Enter');
    await shows(/^Hyena/);
  });

  test('a card opens from the link of a hover', async () => {
    await code.openFile('efficient-attention.md');
    const hover = await code.hover('flashattention2022');
    await hover.locator('a', { hasText: 'Open card' }).click();
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
      (title, i) => `TY  - JOUR\nTI  - ${title}\nPY  - 19${10 + i}\nAB  - ${title.slice(0, 2000)}\nER  - \n`,
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
    await send([{ type: 'edit', request: 1, ref: 'mamba2023', edit }, ...hostileMessages(300)]);
    // Messages are heard in order: when this one is answered, all others were.
    await send([{ type: 'copyCitation' }]);
    await card.locator('#status', { hasText: 'Citation copied' }).waitFor();
    assert.equal(await folder(), before);
    assert.equal(await card.locator('h1').first().textContent(), title);
    assert.equal(await code.page.locator('.tab').count(), tabs);
    assert.equal(await code.page.locator('.notification-toast, .terminal-wrapper').count(), 0);
  });
});
