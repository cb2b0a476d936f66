// `npm start`: opens a real VS Code with Carrel and the sample library; without a desktop VS Code it serves one to the browser.
// Options: --port N (for the browser), --web (serve even where there is a desktop VS Code).
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageExtension } from './harness/package.ts';
import { CACHE, ROOT } from './harness/paths.ts';
import { exitCode, run } from './harness/run.ts';
import { isFree, startWebVsCode } from './harness/web-vscode.ts';

const values = readOptions();
if (values.port !== undefined && !(await isFree(values.port)))
  giveUp(`port ${values.port} is in use; choose another by --port`);
const sample = join(CACHE, 'sample');
await copySample();
const desktop = values.web ? null : findDesktop();
process.exitCode = desktop === null ? await serve() : await openDesktop(desktop);

function readOptions(): { readonly port: number | undefined; readonly web: boolean } {
  try {
    const { port, web } = parseArgs({
      options: { port: { type: 'string' }, web: { type: 'boolean', default: false } },
    }).values;
    const number = port === undefined ? undefined : Number(port);
    if (number !== undefined && !(Number.isInteger(number) && number > 0 && number < 65536))
      giveUp(`--port ${String(port)} is no port; it is a number from 1 to 65535`);
    return { port: number, web };
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
}

function giveUp(reason: string): never {
  console.error(`carrel: ${reason}`);
  process.exit(2);
}

/** The reader may write into the sample: it is a copy, and stays as it was left. */
async function copySample(): Promise<void> {
  if (!existsSync(sample)) await cp(join(ROOT, 'sample'), sample, { recursive: true });
  console.log(
    `The sample library lies in ${sample}; what you change there is kept. Delete it to start afresh.`,
  );
}

/** A desktop VS Code that could show a window. */
function findDesktop(): string | null {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return null;
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const usual = [
    '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
    '/usr/share/code/bin/code',
  ];
  return (
    [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...usual].find((path) =>
      existsSync(path),
    ) ?? null
  );
}

async function openDesktop(program: string): Promise<number> {
  console.log('Building…');
  await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
  console.log('Opening VS Code with Carrel and the sample library.');
  return exitCode(
    program,
    ['--new-window', `--extensionDevelopmentPath=${ROOT}`, sample, join(sample, 'README.md')],
    {
      shell: process.platform === 'win32',
    },
  );
}

async function serve(): Promise<number> {
  console.log('No desktop VS Code here: building, to serve one to your browser…');
  const { file } = await packageExtension();
  const token = randomBytes(12).toString('hex');
  const server = await startWebVsCode({
    token,
    dataFolder: join(CACHE, 'start'),
    extensionFile: file,
    settings: {
      'security.workspace.trust.enabled': false,
      'git.openRepositoryInParentFolders': 'never',
      // It says what to try.
      'workbench.startupEditor': 'readme',
    },
    ...(values.port === undefined ? {} : { port: values.port }),
  });
  console.log(
    `\nOpen this address in your browser:\n\n  ${server.url}?tkn=${token}&folder=${encodeURI(sample)}\n\nCtrl+C ends it.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  return server.ended.then(() => 0);
}
