import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const HOSTILE = [
  '\\href{javascript:alert(1)}{x}',
  '\\rule{9999em}{9999em}',
  '\\def\\a{\\a\\a}\\a',
  '\\nosuch{x}',
];
const BIB = `@misc{norms2024,
  title = {Sampling of $\\ell_p$ norms},
  author = {Gu, Albert and Dao, Tri},
  year = 2024,
  abstract = {We estimate $\\sum_{i=1}^n x_i^2$ in small space for $5 and $6 (https://github.com/example/norms). Odd are ${HOSTILE.map((tex) => `$${tex}$`).join(', ')}.}
}
`;
const BROKEN = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"></style>\n';

describe('what the card tells of a paper', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({
      workspace: 'sample',
      settings: { 'carrel.card.fontSize': 19, 'carrel.card.fontFamily': 'Georgia, serif' },
    });
    await rm(join(code.folder, 'digests'), { recursive: true });
    await mkdir(join(code.folder, 'styles'), { recursive: true });
    await writeFile(join(code.folder, 'styles', 'house.csl'), BROKEN);
    await writeFile(join(code.folder, 'references.bib'), BIB);
    await writeFile(join(code.folder, 'idea.md'), 'First. As [@norms2024, p. 3] shows, it is small. Last.\n');
    await code.showLibrary();
    await code.row('All papers').click();
    await code.papers.filter({ hasText: 'Sampling of' }).click();
  });
  after(() => code.close());

  test('formulas are set, selected whole, and quoted as their source', async () => {
    const card = await code.card();
    await card.locator('h1 math').waitFor();
    const abstract = card.locator('.prose-host.abstract');
    assert.equal(await abstract.locator('math').count(), 1);
    assert.deepEqual(
      await abstract.locator('.formula.source').allTextContents(),
      HOSTILE.map((tex) => `$${tex}$`),
    );
    const look = 'getComputedStyle(document.querySelector("p.prose"))';
    assert.equal(await card.evaluate(`${look}.fontSize`), '19px');
    assert.equal(await card.evaluate(`${look}.fontFamily`), 'Georgia, serif');
    assert.match((await abstract.textContent()) ?? '', /for \$5 and \$6 \(/);

    await abstract.focus();
    await code.page.keyboard.press('Control+Home');
    for (let i = 0; i < 'We estimate '.length; i++) await code.page.keyboard.press('ArrowRight');
    // The formula is one step.
    for (let i = 0; i < 1 + ' in'.length; i++) await code.page.keyboard.press('Shift+ArrowRight');
    await card.locator('.selection-bar').waitFor();
    const copied = await card.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('.prose-host.abstract').dispatchEvent(event);
      return clipboardData.getData('text/plain');
    })()`);
    assert.equal(copied, '$\\sum_{i=1}^n x_i^2$ in');
    await code.page.keyboard.press('2');
    await card.locator('.prose mark.green .formula').waitFor();
    const folder = join(code.folder, 'annotations');
    await poll('the sidecar', async () => {
      const [name] = await readdir(folder).catch(() => [] as string[]);
      const text = name === undefined ? '' : await readFile(join(folder, name), 'utf8');
      return text.includes('> $\\sum_{i=1}^n x_i^2$ in\n');
    });
  });

  test('authors and topics lead to their papers, and notes are quoted', async () => {
    const card = await code.card();
    await card.locator('.links .link', { hasText: 'Code: github.com/example/norms' }).waitFor();
    const sentence = card.locator('.sentence');
    await sentence.waitFor();
    assert.equal(await sentence.textContent(), 'As [@norms2024, p. 3] shows, it is small.');
    await card.locator('.authors .link', { hasText: 'Tri Dao' }).click();
    const input = code.page.locator('.quick-input-widget input.input').first();
    await input.waitFor();
    assert.equal(await input.inputValue(), 'author:"Tri Dao"');
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Sampling of' }).waitFor();
    await code.page.keyboard.press('Escape');
    await card.locator('.chip-link').first().click();
    await code.page.locator('.sidebar .message', { hasText: 'topic:' }).waitFor();
  });

  test('of very many places that cite it some are shown, and the rest when asked for', async () => {
    const card = await code.card();
    const text = Array.from({ length: 60 }, (_, i) => `Claim ${i} of [@norms2024].\n\n`).join('');
    await writeFile(join(code.folder, 'many.md'), text);
    const more = card.getByRole('button', { name: '36 more' });
    await more.waitFor({ timeout: 30_000 });
    const places = card.locator('section[aria-labelledby="cited-title"] li');
    assert.equal(await places.count(), 25);
    await more.press('Enter');
    assert.equal(await places.count(), 61);
    assert.equal(await card.evaluate('document.activeElement.textContent'), 'many.md:49');
    await rm(join(code.folder, 'many.md'));
  });

  test('the citation follows the style that is chosen there, and can be copied', async () => {
    const card = await code.card();
    const formatted = card.locator('.formatted');
    await formatted.filter({ hasText: 'Gu, A., & Dao, T. (2024). Sampling of' }).waitFor();
    assert.equal(await formatted.locator('math').count(), 1);
    const choose = async (label: string): Promise<void> => {
      const select = card.locator('vscode-single-select.style-select');
      await select.click();
      await select.locator('li.option', { hasText: label }).click();
    };
    await choose('IEEE');
    await formatted.filter({ hasText: /^A\. Gu and T\. Dao, “Sampling of/ }).waitFor();
    await card.locator('vscode-button', { hasText: 'Copy text' }).click();
    await card.locator('#status', { hasText: 'Formatted citation copied' }).waitFor();
    await card.locator('vscode-button', { hasText: 'CSL-JSON' }).click();
    await card.locator('#status', { hasText: 'CSL-JSON copied' }).waitFor();

    await choose('styles/house.csl');
    const problem = card.locator('.formatted.problem');
    await problem.waitFor();
    assert.equal(await problem.textContent(), 'styles/house.csl: Line 1: Must have exactly one <info>.');
  });
});
