import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

export interface Packaged {
  readonly file: string;
  readonly bytes: number;
  readonly contents: readonly string[];
}

/** Builds for production and packs what package.json's `files` allows into an installable file. */
export async function packageExtension(): Promise<Packaged> {
  await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
  const file = join(ROOT, 'carrel.vsix');
  const options = { cwd: ROOT, dependencies: false };
  // Everything is bundled, so nothing of node_modules goes in.
  await createVSIX({
    ...options,
    packagePath: file,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const contents = await listFiles({ ...options, packageManager: PackageManager.None });
  return { file, bytes: (await stat(file)).size, contents };
}
