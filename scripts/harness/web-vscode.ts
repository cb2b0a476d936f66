import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeServer } from './code-server.ts';

/** Settings that keep a fresh VS Code quiet. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
};

export interface WebVsCodeOptions {
  readonly port?: number;
  /** A token that the page must bring, for people; tests do without. */
  readonly token?: string;
  /** Lets a page load an extension from source and run tests in it. */
  readonly forTests?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where data and extensions are kept; a temporary folder otherwise, which goes with the server. */
  readonly dataFolder?: string;
  readonly extensionFile?: string;
}

export interface WebVsCode {
  readonly port: number;
  readonly url: string;
  /** Resolves when the server ended by itself. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

/** Starts VS Code as a server on this machine's loopback address, and waits until it listens. */
export async function startWebVsCode(options: WebVsCodeOptions): Promise<WebVsCode> {
  const main = await codeServer();
  const temporary = options.dataFolder === undefined;
  const data = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'carrel-vscode-')));
  const user = join(data, 'data', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(
    join(user, 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2),
  );
  const folders = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  if (options.extensionFile !== undefined) await install(main, options.extensionFile, folders);
  const port = options.port ?? (await freePort());
  const child = spawn(
    process.execPath,
    [
      main,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--accept-server-license-terms',
        '--telemetry-level',
        'off',
      ],
      ...(options.token === undefined
        ? ['--without-connection-token']
        : ['--connection-token', options.token]),
      ...(options.forTests === true ? ['--enable-smoke-test-driver', '--disable-workspace-trust'] : []),
      ...folders,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  await listening(child);
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    ended,
    async stop() {
      kill(child);
      await ended;
      if (temporary) await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function install(main: string, file: string, folders: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [main, '--install-extension', file, '--force', ...folders], {
    stdio: 'ignore',
  });
  const code = await new Promise<number>((resolve) => child.once('exit', (c) => resolve(c ?? 1)));
  if (code !== 0) throw new Error(`VS Code did not install ${file} (code ${code})`);
}

/** Resolves when the server says that it listens; fails with what it printed if it ends before. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (/Extension host agent listening|Web UI available/.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) =>
      reject(new Error(`VS Code's server ended with code ${String(code)}:\n${said}`)),
    );
  });
}

/** Ends the server with the extension hosts that it started. */
function kill(child: ChildProcess): void {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    else child.kill();
  } catch {
    // It has ended already.
  }
}

/** Whether a port of this machine can be listened on. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
