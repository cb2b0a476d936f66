// `npm run screenshots`: pictures of the real VS Code with the sample library, light and dark, for the README.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VsCodePage, type THEMES } from '../test/support/vscode-page.ts';
import { ROOT } from './harness/paths.ts';
import { run } from './harness/run.ts';

const FOLDER = join(ROOT, 'media', 'screenshots');
/** Parts of the window, for the walkthrough. */
const PARTS = join(ROOT, 'media', 'walkthrough');
type Place = readonly [x: number, y: number, width: number, height: number];

await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
for (const folder of [FOLDER, PARTS]) await mkdir(folder, { recursive: true });
for (const theme of ['light', 'dark'] as const) await take(theme);

async function take(theme: keyof typeof THEMES): Promise<void> {
  const code = await VsCodePage.open({ workspace: 'sample', theme, width: 1280, height: 800 });
  const shot = (name: string) => code.page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
  const part = (name: string, [x, y, width, height]: Place) =>
    code.page.screenshot({
      path: join(PARTS, `${name}-${theme}.png`),
      clip: { x, y, width, height },
    });
  try {
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.rows.first().click();
    await code.papers.nth(1).click();
    await code.card();
    await code.page.mouse.move(640, 790);
    await shot('card');
    await part('library', [50, 32, 299, 420]);
    await code.openFile('efficient-attention.md');
    await code.hover('flashattention2022');
    await shot('hover');
    await part('hover', [360, 240, 560, 400]);
    await code.page.keyboard.press('Escape');
    await annotate(code);
    await shot('annotations');
    await part('annotations', [815, 50, 465, 400]);
    await code.runCommand('Carrel: Search Papers');
    await code.page.locator('.quick-input-widget input.input').first().fill('memory efficient year:2022..');
    await code.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'FlashAttention' })
      .first()
      .waitFor();
    await shot('search');
    await part('search', [330, 30, 625, 400]);
    await code.page.keyboard.press('Escape');
    await code.runCommand('View: Close All Editors');
    await code.runCommand('Carrel: Show Report of Digests Read');
    await code.report();
    await part('report', [390, 64, 620, 240]);
  } finally {
    await code.close();
  }
  console.log(`media/screenshots: card, hover, annotations, search; ${theme}`);
}

/** Highlights words of the abstract on the card, comments one, and shows them in the Annotations view. */
async function annotate(code: VsCodePage): Promise<void> {
  const { keyboard } = code.page;
  const card = await code.card();
  await card.locator('.prose-host.abstract').focus();
  for (const [end, words, colour] of [
    ['Control+Home', 7, '1'],
    ['Control+End', 6, '2'],
  ] as const) {
    await keyboard.press(end);
    const step = end === 'Control+Home' ? 'Control+Shift+ArrowRight' : 'Control+Shift+ArrowLeft';
    for (let i = 0; i < words; i++) await keyboard.press(step);
    await card.locator('.selection-bar').waitFor();
    await keyboard.press(colour);
    await card.locator(`.prose mark.${colour === '1' ? 'yellow' : 'green'}`).waitFor();
  }
  await keyboard.press('ArrowLeft');
  await keyboard.press('Enter');
  await card.locator('.note-editor').waitFor();
  await keyboard.type('Compare with [@longformer2020], which keeps a window.');
  await keyboard.press('Control+Enter');
  await card.locator('.annotation .comment', { hasText: 'Compare with' }).waitFor();
  await code.runCommand('Carrel: Focus on Annotations View');
  const rows = code.page.locator('.pane', { hasText: /^Annotations/ }).locator('.monaco-list-row');
  await rows.first().click();
  await rows.nth(1).waitFor();
}
