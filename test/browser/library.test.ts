import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { VsCodePage } from '../support/vscode-page.ts';
import { page as digestPage } from '../support/pages.ts';

describe('the sample library in the sidebar and on the card', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample' });
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
  });
  after(() => code.close());

  test('topics open to papers, and a click opens the card', async () => {
    const topic = code.rows.first();
    await topic.waitFor({ timeout: 30_000 });
    const before = await code.rows.count();
    assert.ok(before >= 5, `only ${before} topics`);
    await topic.click();
    const paper = code.papers.first();
    const title = (await paper.locator('.label-name').first().textContent())!;
    await paper.click();
    const card = await code.card();
    assert.equal(await card.locator('h1').textContent(), title);
    assert.ok((await card.locator('.prose').first().textContent())!.length > 100);
  });

  test('a related paper opens its own card, by mouse and by keyboard', async () => {
    const card = await code.card();
    const link = card.locator('.related .link').first();
    const target = await link.textContent();
    assert.notEqual(target, await card.locator('h1').textContent());
    await link.focus();
    await link.press('Enter');
    await card.locator('h1', { hasText: target! }).waitFor();
  });

  test('the card copies its citation and says so', async () => {
    const card = await code.card();
    await card.locator('vscode-button', { hasText: 'Copy citation' }).click();
    await card.locator('#status', { hasText: 'Citation copied' }).waitFor();
  });

  test('the card runs nothing but its own script', async () => {
    const card = await code.card();
    const policy = await card.locator('meta[http-equiv]').getAttribute('content');
    assert.match(policy!, /default-src 'none'/);
    assert.doesNotMatch(policy!, /unsafe/);
    const injected = `{
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.head.append(script);
      document.title;
    }`;
    assert.notEqual(await card.evaluate(injected), 'ran');
  });

  test('hovering a citation in a note shows the paper', async () => {
    await code.openFile('efficient-attention.md');
    const hover = await code.hover('flashattention2022');
    assert.match((await hover.textContent())!, /FlashAttention/);
    await code.page.keyboard.press('Escape');
  });

  test('the library is grouped and sorted as one likes, and stays so after a reload', async () => {
    await code.showLibrary();
    const pick = async (command: string, choice: string): Promise<void> => {
      await code.runCommand(command);
      await code.page.locator('.quick-input-list .monaco-list-row', { hasText: choice }).first().click();
    };
    const groupings: [string, RegExp][] = [
      ['Source', /2025-10-31-daily-papers/],
      ['Author', /^Dao, Tri/],
      ['Tag', /No tag/],
      ['Status', /No status/],
      ['Venue', /No venue/],
      ['Date', /^202\d/],
    ];
    for (const [name, group] of groupings) {
      await pick('Carrel: Group the Library By…', name);
      await code.row(group).waitFor({ timeout: 30_000 });
    }
    await pick('Carrel: Sort the Library By…', 'Title');
    await code.row(/^2023/).click();
    await code.row(/\w+ 2023/).waitFor();
    await code.reload();
    await code.showLibrary();
    await code.row(/\w+ 2023/).waitFor({ timeout: 60_000 });
    await pick('Carrel: Group the Library By…', 'Topic');
    await code.row(/Attention/).waitFor();
  });

  test('a digest that is added and renamed on disk shows without a reload', async () => {
    await code.showLibrary();
    const lakes = Array.from({ length: 3 }, (_, i) => ({
      title: `The Birds of Shallow Lakes, Part ${i + 1}`,
      abstract:
        `Shallow lakes turn turbid when birds leave. We count birds of shallow lakes in region ${i}. `.repeat(
          3,
        ),
    }));
    await writeFile(join(code.folder, 'digests', 'lakes.txt'), digestPage(lakes));
    const counted = (papers: number) =>
      code.page.locator('.sidebar .pane-header', { hasText: `${papers} papers` }).first();
    await counted(67).waitFor({ timeout: 20_000 });
    await rename(join(code.folder, 'digests', 'lakes.txt'), join(code.folder, 'digests', 'lakes.bak'));
    await counted(64).waitFor({ timeout: 20_000 });
  });
});
