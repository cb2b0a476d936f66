import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const PAPERS = 10_000;
const YEARS = 25;
const SUBJECTS = ['Lakes', 'Rivers', 'Glaciers', 'Dunes', 'Reefs', 'Moors', 'Forests', 'Islands'];

/** Papers that differ by their numbers, some hundreds a year. */
function bibliography(): string {
  return Array.from({ length: PAPERS }, (_, i) => {
    const subject = SUBJECTS[i % SUBJECTS.length]!;
    return `@article{p${i}, title = {Survey ${i} of ${subject}}, author = {Roe, Ann}, year = ${2001 + (i % YEARS)}}`;
  }).join('\n');
}

describe('a library of ten thousand papers', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ height: 900 });
    await writeFile(join(code.folder, 'all.bib'), bibliography());
    await code.showLibrary();
    await code.page
      .locator('.sidebar .pane-header', { hasText: /10,?000 papers/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await code.runCommand('Carrel: Group the Library By…');
    await code.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Date' }).first().click();
    await code.row(/^2025/).waitFor({ timeout: 30_000 });
  });
  after(() => code.close());

  test('a group opens to its first papers, shows more when asked, and is scrolled to its end', async () => {
    await code.row(/^2025/).click();
    await code.papers.first().waitFor();
    const more = code.row(/^Show more/);
    const list = code.page.locator('.sidebar .monaco-list').first();
    await poll('the end of the first page is reached', async () => {
      await list.press('PageDown');
      return more.isVisible();
    });
    await more.click();
    await more.waitFor({ state: 'detached' });
    await poll('the end of the group is reached', async () => {
      await list.press('PageDown');
      return code.row(/^2024/).isVisible();
    });
    await list.press('End');
    await code.row(/^2001/).waitFor();
    assert.ok((await code.rows.count()) < 100, 'only what is seen is drawn');
  });

  test('a filter leaves what fits, and is taken back', async () => {
    await code.runCommand('Carrel: Filter the Library…');
    const input = code.page.locator('.quick-input-widget input.input').first();
    await input.fill('glaciers 2345 OR title:4321');
    await input.press('Enter');
    await code.page.locator('.sidebar .message', { hasText: /^\d+ papers? fit/ }).waitFor();
    await code.rows.filter({ hasText: 'Survey 4321 of' }).first().waitFor();
    await code.runCommand("Carrel: Clear the Library's Filter");
    await code.row(/^2025/).waitFor();
  });
});
