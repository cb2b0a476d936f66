import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const NOTES = 200;
const BIB = '@article{doe:2020, title = {On the Reading of Papers}, author = {Doe, Jane}, year = {2020}}\n';
const SPELLINGS = ['[@doe:2020, p. 3]', '[[@doe:2020]]', '@doe:2020 says', '[see @{doe:2020}; -@doe:2020]'];

function noteOf(i: number): string {
  return `# Note ${i}\n\n${SPELLINGS[i % SPELLINGS.length]!}\n`;
}

describe('renaming a citekey with F2', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({ settings: { 'files.autoSave': 'off' } });
    await mkdir(join(code.folder, 'notes'));
    await writeFile(join(code.folder, 'refs.bib'), BIB);
    for (let i = 0; i < NOTES; i++) await writeFile(join(code.folder, `notes/n${i}.md`), noteOf(i));
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.openFile('n0.md');
  });
  after(() => code.close());

  /** Whether every file on disk holds the key. */
  async function allHold(key: string): Promise<boolean> {
    const bib = await readFile(join(code.folder, 'refs.bib'), 'utf8');
    if (bib !== BIB.replace('doe:2020', key)) return false;
    for (let i = 0; i < NOTES; i++) {
      const text = await readFile(join(code.folder, `notes/n${i}.md`), 'utf8');
      if (text !== noteOf(i).replaceAll('doe:2020', key)) return false;
    }
    return true;
  }

  /** Renames the key in the first note by F2. */
  async function rename(key: string): Promise<void> {
    await code.page
      .locator('.monaco-editor .view-line', { hasText: 'doe:2020' })
      .first()
      .click({ position: { x: 40, y: 8 } });
    await code.page.keyboard.press('F2');
    const input = code.page.locator('.rename-box input');
    await input.waitFor({ timeout: 20_000 });
    assert.equal(await input.inputValue(), 'doe:2020');
    await input.fill(key);
    await input.press('Enter');
  }

  test('changes all notes and the bibliography on disk, and one undo brings all back, saved', async () => {
    await rename('doe2020reading');
    await poll('the rename on disk', () => allHold('doe2020reading'));
    // Once the paper is known by its new key, nothing of the rename is under way any more.
    await code.hover('doe2020reading');
    await code.page.keyboard.press('Escape');
    await code.page.locator('.monaco-editor .view-line', { hasText: 'doe2020reading' }).first().click();
    await code.page.keyboard.press('Control+Z');
    await poll('the undo on disk', () => allHold('doe:2020'));
    await poll('no unsaved editor', async () => (await code.page.locator('.tab.dirty').count()) === 0);
  });

  test('undone while it is still being saved it is undone in every file', async () => {
    await rename('doe2020soon');
    const first = join(code.folder, 'notes/n0.md');
    await poll('the first file on disk', async () => (await readFile(first, 'utf8')).includes('doe2020soon'));
    await code.page.keyboard.press('Control+Z');
    await poll('the undo on disk', () => allHold('doe:2020'));
    await poll('no unsaved editor', async () => (await code.page.locator('.tab.dirty').count()) === 0);
    await poll('no editor left behind', async () => (await code.page.locator('.tab').count()) === 1);
  });
});
