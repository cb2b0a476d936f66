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
  } finally {
    await code.close();
  }
  console.log(`media/screenshots: card and hover, ${theme}`);
}
