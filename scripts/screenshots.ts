// `npm run screenshots`: pictures of the real VS Code with the sample library, light and dark, for the README.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VsCodePage, type THEMES } from '../test/support/vscode-page.ts';
import { ROOT } from './harness/paths.ts';
import { run } from './harness/run.ts';

const FOLDER = join(ROOT, 'media', 'screenshots');

await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
await mkdir(FOLDER, { recursive: true });
for (const theme of ['light', 'dark'] as const) await take(theme);

async function take(theme: keyof typeof THEMES): Promise<void> {
  const code = await VsCodePage.open({ workspace: 'sample', theme, width: 1280, height: 800 });
  const shot = (name: string) => code.page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
  try {
    await code.openFile('efficient-attention.md');
    await code.showLibrary();
    await code.rows.first().waitFor({ timeout: 30_000 });
    await code.rows.first().click();
    await code.papers.nth(1).click();
    await code.card();
    await code.page.mouse.move(640, 790);
    await shot('card');
    await code.openFile('efficient-attention.md');
    await code.hover('flashattention2022');
    await shot('hover');
    await code.page.keyboard.press('Escape');
    await annotate(code);
    await shot('annotations');
    await code.runCommand('Carrel: Search Papers');
    await code.page.locator('.quick-input-widget input.input').first().fill('memory efficient year:2022..');
    await code.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'FlashAttention' })
      .first()
      .waitFor();
    await shot('search');
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
