import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ConfigurationParams,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { LineIndex, type PositionEncoding } from '../../src/core/text/lines.ts';
import { applyEdits } from '../../src/core/text/text-edit.ts';
import { changedNotification, stateRequest, type IndexState } from '../../src/protocol/library.ts';

const SERVER = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));

/** A folder of its own for one test, with the given files. */
export class TestFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async with(files: Readonly<Record<string, string | Uint8Array>>): Promise<TestFolder> {
    const folder = new TestFolder(await mkdtemp(join(tmpdir(), 'carrel-test-')));
    for (const [path, content] of Object.entries(files)) await folder.write(path, content);
    return folder;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = join(this.path, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  uri(path = ''): string {
    return pathToFileURL(join(this.path, path)).href;
  }

  async dispose(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** A language client that is not VS Code: plain JSON-RPC over the server's standard streams. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly folder: TestFolder;
  readonly initialized: InitializeResult;
  /** The server's process, and when it was started, by `performance.now()`. */
  readonly process: { readonly pid: number; readonly started: number };
  readonly #stop: () => Promise<void>;
  /** Ends the server as a crash does, at once and without a word; the folder stays. */
  readonly kill: () => Promise<void>;
  #state: IndexState | null = null;
  readonly #waiting = new Set<() => void>();

  private constructor(
    connection: ProtocolConnection,
    folder: TestFolder,
    initialized: InitializeResult,
    process: { readonly pid: number; readonly started: number },
    stop: () => Promise<void>,
    kill: () => Promise<void>,
  ) {
    this.connection = connection;
    this.folder = folder;
    this.initialized = initialized;
    this.process = process;
    this.#stop = stop;
    this.kill = kill;
    connection.onNotification(changedNotification, (state: IndexState) => {
      this.#state = state;
      for (const wake of this.#waiting) wake();
    });
  }

  static async start(
    files: Readonly<Record<string, string | Uint8Array>>,
    options: {
      readonly capabilities?: ClientCapabilities;
      readonly command?: readonly string[];
      /** What the server gets for section `carrel`, or for any section. */
      readonly settings?: object | ((section: string) => unknown);
      /** Subfolders to open as the workspace's folders, in place of the whole. */
      readonly folders?: readonly string[];
      readonly trusted?: boolean;
      /** Whether the client has commands of its own that links and actions may run; it has without. */
      readonly commandLinks?: boolean;
      /** Whether to come back while the server still reads. */
      readonly early?: boolean;
      /** A folder that is there, in place of a new one with files. */
      readonly folder?: TestFolder;
    } = {},
  ): Promise<LspClient> {
    const folder = options.folder ?? (await TestFolder.with(files));
    const [program, ...args] = options.command ?? [process.execPath, SERVER, '--stdio'];
    const started = performance.now();
    const child = spawn(program!, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    const { settings } = options;
    const answer = (section: string): unknown =>
      typeof settings === 'function' ? settings(section) : section === 'carrel' ? settings : null;
    connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
      items.map(({ section }) => answer(section ?? '') ?? null),
    );
    connection.listen();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folder.uri(),
      workspaceFolders: (options.folders ?? ['']).map((path) => ({ uri: folder.uri(path), name: path })),
      capabilities: {
        ...options.capabilities,
        ...(options.settings && { workspace: { ...options.capabilities?.workspace, configuration: true } }),
      },
      initializationOptions: {
        views: true,
        commandLinks: options.commandLinks ?? true,
        trusted: options.trusted ?? true,
      },
    });
    const client = new LspClient(
      connection,
      folder,
      initialized,
      { pid: child.pid!, started },
      async () => {
        await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
        await ended;
        connection.dispose();
        await folder.dispose();
      },
      async () => {
        child.kill('SIGKILL');
        await ended;
        connection.dispose();
      },
    );
    await connection.sendNotification('initialized', {});
    if (options.early !== true) await client.idle();
    return client;
  }

  /** Waits until the server has read everything and finished its background work. */
  async idle(patience?: number): Promise<IndexState> {
    return this.until((state) => state.indexing === null && state.revision > 0, patience);
  }

  /** Waits until the server's state is as wanted; fails after ten seconds, or as many milliseconds as are given. */
  async until(wanted: (state: IndexState) => boolean, patience = 10_000): Promise<IndexState> {
    const deadline = Date.now() + patience;
    for (;;) {
      const state = await this.connection.sendRequest<IndexState>(stateRequest);
      if (wanted(state)) return state;
      if (Date.now() > deadline) throw new Error(`the server never got there: ${JSON.stringify(state)}`);
      await this.#changeOr(200);
    }
  }

  /** Asks again until the answer is as wanted; fails after ten seconds. */
  async eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`never came true: ${what}`);
      await this.#changeOr(100);
    }
  }

  /** Resolves with the next change that the server tells of, at the latest after some milliseconds. */
  #changeOr(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.#waiting.add(wake);
    });
  }

  get lastState(): IndexState | null {
    return this.#state;
  }

  async open(path: string, text: string, languageId = 'markdown'): Promise<string> {
    const uri = this.folder.uri(path);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
    return uri;
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  at<T>(method: string, uri: string, line: number, character: number, more: object = {}): Promise<T> {
    return this.request<T>(method, { textDocument: { uri }, position: { line, character }, ...more });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  }

  /** Tells the server what happened on disk, as a watching client does. */
  async changedOnDisk(
    changes: readonly { readonly path: string; readonly type: 'created' | 'changed' | 'deleted' }[],
  ) {
    const types = { created: 1, changed: 2, deleted: 3 };
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(({ path, type }) => ({ uri: this.folder.uri(path), type: types[type] })),
    });
  }

  async stop(): Promise<void> {
    await this.#stop();
  }
}

/** The texts of files after an edit of the workspace that only changes existing files. */
export function applyLspEdits(
  files: Readonly<Record<string, string>>,
  edit: WorkspaceEdit,
  uriOf: (path: string) => string,
  encoding: PositionEncoding,
): Record<string, string> {
  const after = { ...files };
  for (const [path, text] of Object.entries(files)) {
    const lines = new LineIndex(text);
    const edits =
      edit.changes?.[uriOf(path)] ??
      (edit.documentChanges ?? []).flatMap((change) =>
        'edits' in change && change.textDocument.uri === uriOf(path) ? change.edits : [],
      );
    after[path] = applyEdits(
      text,
      edits.flatMap((one) => {
        if (!('newText' in one)) return [];
        const span = {
          start: lines.offsetAt(one.range.start, encoding),
          end: lines.offsetAt(one.range.end, encoding),
        };
        return [{ span, text: one.newText }];
      }),
    );
  }
  return after;
}
