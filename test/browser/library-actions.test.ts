import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

describe('what is done with papers of the library', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ workspace: 'sample', settings: { 'files.autoSave': 'off' } });
    await code.openFile('idea-log.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.rows.first().click();
    await code.papers.nth(2).waitFor();
  });
  after(() => code.close());

  const written = async (path: string): Promise<string> =>
    readFile(join(code.folder, path), 'utf8').catch(() => '');
  const choose = async (paper: number, action: string): Promise<void> => {
    await code.papers.nth(paper).click({ button: 'right' });
    const item = code.page.locator('.monaco-menu .action-item', { hasText: action }).first();
    await item.waitFor();
    // A menu that has only just opened takes no click.
    await poll(`${action} is chosen`, async () => {
      await item.click({ timeout: 2000 }).catch(() => undefined);
      return item.isHidden();
    });
  };

  test('a paper is queued from its context menu, and read by its button', async () => {
    const list = 'reading-list.md';
    await choose(0, 'Add to Reading List');
    await poll('the paper stands in the list', async () => /^- \[ \] \[@/m.test(await written(list)));
    const row = code.papers.first();
    await row.hover();
    await row.getByRole('button', { name: /Mark as Read/ }).click();
    await poll('the paper is read', async () => /^- \[x\] \[@/m.test(await written(list)));
  });

  test('a paper that is dragged with Shift held becomes a citation', async () => {
    await code.openFile('comparison.md');
    const lines = code.page.locator('.editor-instance .view-lines').first();
    const cited = async (): Promise<boolean> =>
      /^\s*\[@[\w-]+\]/m.test(await lines.locator('.view-line').nth(1).innerText());
    const { mouse, keyboard } = code.page;
    const from = (await code.papers.nth(1).boundingBox())!;
    const to = (await lines.boundingBox())!;
    await poll('the note cites it', async () => {
      await mouse.move(from.x + 60, from.y + from.height / 2);
      await mouse.down();
      await mouse.move(to.x + 120, to.y + 28, { steps: 12 });
      await keyboard.down('Shift');
      await mouse.move(to.x + 125, to.y + 30, { steps: 12 });
      await mouse.up();
      await keyboard.up('Shift');
      return lines
        .locator('.view-line', { hasText: /^\[@/ })
        .first()
        .waitFor({ timeout: 3000 })
        .then(cited, () => false);
    });
  });

  test('an entry that is pasted becomes a citation by choice, and comes into a bibliography', async () => {
    const { page } = code;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const entry = '@article{ponds, title = {On Ponds}, author = {Roe, Ann}, year = 1999}';
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(entry)})`);
    await page
      .locator('.editor-instance .view-lines')
      .first()
      .click({ position: { x: 400, y: 30 } });
    await page.keyboard.press('Control+V');
    const lines = page.locator('.editor-instance .view-lines').first();
    await lines.locator('.view-line', { hasText: '@article{ponds' }).first().waitFor();
    const choice = page.locator('.action-widget .monaco-list-row', { hasText: 'Cite “ponds” and add it to' });
    await poll('the choice is there', async () => {
      await page.keyboard.press('Control+.');
      return choice.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
    await choice.click();
    await lines.locator('.view-line', { hasText: '[@ponds]' }).first().waitFor();
    await poll('the entry is kept', async () => (await written('carrel.bib')).includes(entry));
  });

  test('Ctrl+C copies the citation of the row that has the focus', async () => {
    const { page } = code;
    const copied = async (isNew: (text: string) => boolean): Promise<string> => {
      let text = '';
      await poll('the citation', async () => {
        await page.keyboard.press('Control+C');
        text = String(await page.evaluate('navigator.clipboard.readText()'));
        return /^\[@[\w-]+\]$/.test(text) && isNew(text);
      });
      return text;
    };
    await code.papers.nth(1).click();
    await code.card();
    await page.locator('.sidebar .monaco-list').first().focus();
    const first = await copied(() => true);
    await page.keyboard.press('ArrowDown');
    await copied((text) => text !== first);
  });
});
