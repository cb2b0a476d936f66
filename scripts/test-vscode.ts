// Runs test/vscode inside a real VS Code: by default the server build with a headless browser, with --desktop a downloaded desktop
// VS Code at the oldest version that package.json allows and at stable.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { ROOT } from './harness/paths.ts';

const paths = {
  extensionDevelopmentPath: ROOT.replace(/[\\/]$/, ''),
  extensionTestsPath: join(ROOT, 'dist', 'test', 'index.cjs'),
};

if (process.argv.includes('--desktop')) {
  const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    engines: { vscode: string };
  };
  for (const version of [engines.vscode.replace('^', ''), 'stable'])
    await inFolder((args) => runTests({ ...paths, version, ...args }));
} else {
  const vscodeExecutablePath = join(ROOT, 'scripts', 'vscode-launcher.ts');
  await inFolder((args) => runTests({ ...paths, vscodeExecutablePath, ...args }));
}

/** Runs with an empty folder as the workspace; the tests fill it. */
async function inFolder(runIn: (options: { launchArgs: string[] }) => Promise<number>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-workspace-'));
  try {
    const code = await runIn({ launchArgs: [folder, '--disable-workspace-trust'] });
    if (code !== 0) process.exitCode = 1;
  } catch {
    // What failed has been printed by the tests.
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
