import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { poll } from '../support/poll.ts';
import { VsCodePage } from '../support/vscode-page.ts';

const SHOTS = process.env['CARREL_SHOTS'];
const QUOTE = 'The river carves its bed of hard stone over many thousand years';
const ABSTRACT = `${QUOTE}. We measure how fast the water flows through twelve valleys of the north, and what it carries away.`;
const SIDECAR = `---
citekey: rivers2020
---

<!-- carrel: highlight green 2026-11-03 anna abstract:0 -->
> ${QUOTE}

^abc123

Which stone? See [@other].
`;
const digest = (abstract: string): string =>
  `@article{rivers2020,\n  title = {Rivers Carve Their Beds},\n  year = 2020,\n  abstract = {${abstract}}\n}\n`;

describe('one highlight, seen everywhere and repaired', () => {
  let code: VsCodePage;
  before(async () => {
    code = await VsCodePage.open({
      theme: process.env['CARREL_THEME'] === 'light' ? 'light' : 'dark',
      settings: { 'carrel.comments.enabled': true },
    });
    await code.showLibrary();
    await code.page.locator('.sidebar .welcome-view-content').first().waitFor({ timeout: 30_000 });
    await writeFile(join(code.folder, 'rivers.bib'), digest(ABSTRACT));
    await code.openFile('rivers.bib');
    await code.status.filter({ hasText: '1' }).waitFor({ timeout: 30_000 });
    await code.runCommand('Carrel: Open Card');
    await code.card();
    await mkdir(join(code.folder, 'annotations'));
    await writeFile(join(code.folder, 'annotations', '@rivers2020.md'), SIDECAR);
    await writeFile(
      join(code.folder, 'note.md'),
      '# Stones\n\nSee [@rivers2020], and [[@rivers2020#^abc123]].\n',
    );
  });
  after(() => code.close());

  const shot = async (name: string): Promise<void> => {
    if (SHOTS === undefined) return;
    await mkdir(SHOTS, { recursive: true });
    await code.page.screenshot({ path: join(SHOTS, `${name}-${process.env['CARREL_THEME'] ?? 'dark'}.png`) });
  };
  const annotations = () => code.page.locator('.pane', { hasText: /^Annotations/ });

  test('the card, the digest, a note and the Comments view show the same highlight', async () => {
    const card = await code.card();
    await card.locator('.prose mark.green', { hasText: QUOTE }).waitFor({ timeout: 30_000 });
    await card.locator('.annotation .comment', { hasText: 'Which stone?' }).waitFor();
    await code.openFile('rivers.bib');
    const hover = await code.hover('carves');
    await hover.filter({ hasText: /Which\sstone\?\sSee\s\[@other\]/ }).waitFor({ timeout: 30_000 });
    assert.match((await hover.textContent())!, /Edit\scomment/);
    await shot('5-digest-hover');
    await code.page.keyboard.press('Escape');
    await code.openFile('note.md');
    const link = await code.hover('abc123');
    await link.filter({ hasText: /carves\sits\sbed/ }).waitFor({ timeout: 30_000 });
    await code.page.keyboard.press('Escape');
    await code.openFile('rivers.bib');
    await code.runCommand('Comments: Focus on Comments View');
    await code.page.locator('.comments-panel', { hasText: 'Which stone?' }).waitFor();
    await shot('6-comments');
  });

  test('a highlight whose words are gone is listed, and repaired with one key', async () => {
    await writeFile(
      join(code.folder, 'rivers.bib'),
      digest(ABSTRACT.replace(QUOTE, 'The river carves its bed of soft sand over a few hundred years')),
    );
    const card = await code.card();
    await card.locator('.annotation.orphan').waitFor({ timeout: 30_000 });
    assert.equal(await card.locator('.prose mark').count(), 0);
    await card.locator('.guess', { hasText: 'soft sand' }).waitFor();
    await code.runCommand('Carrel: Focus on Annotations View');
    const orphan = annotations().locator('.monaco-list-row', { hasText: QUOTE }).first();
    await orphan.waitFor({ timeout: 30_000 });
    await annotations().locator('.monaco-list-row', { hasText: 'Words are gone' }).waitFor();
    await shot('7-orphan');
    await orphan.click();
    await code.page.keyboard.press('Control+Enter');
    await card.locator('.prose mark.green', { hasText: 'soft sand' }).waitFor({ timeout: 30_000 });
    const file = join(code.folder, 'annotations', '@rivers2020.md');
    await poll('the sidecar', async () => (await readFile(file, 'utf8')).includes('soft sand'));
    assert.match(await readFile(file, 'utf8'), /Which stone\? See \[@other\]\./);
    await shot('8-repaired');
  });
});
