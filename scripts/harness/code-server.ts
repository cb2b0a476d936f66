import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from './paths.ts';
import { run } from './run.ts';

/** The server build of VS Code that tests and `npm start` use: one place for its version. */
const VERSION = '4.139.1';

const FOLDER = join(CACHE, `code-server-${VERSION}`);
const PACKAGE = join(FOLDER, 'node_modules', 'code-server');
const DONE = join(FOLDER, 'installed');

/** VS Code's server entry, fetched from the npm registry on first use. An interrupted fetch is done again. */
export async function codeServer(): Promise<string> {
  const main = join(PACKAGE, 'lib', 'vscode', 'out', 'server-main.js');
  if (existsSync(DONE)) return main;
  console.log(
    `Fetching VS Code (code-server ${VERSION}, about 500 MB unpacked, once); this takes a minute or less…`,
  );
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', `code-server@${VERSION}`, ...quiet], { cwd: FOLDER });
  // No native module is built: the server works without the few that are missing.
  await run('npm', ['install', '--omit=dev', ...quiet], { cwd: join(PACKAGE, 'lib', 'vscode') });
  await writeFile(DONE, VERSION);
  return main;
}
