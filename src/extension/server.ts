import * as vscode from 'vscode';
import {
  LanguageClient,
  State,
  TransportKind,
  WorkDoneProgress,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { changedNotification, type IndexState } from '../protocol/library.ts';
import { Disposables } from './disposables.ts';
import { explicitSettings } from './explicit-settings.ts';
import { COMMANDS } from './ids.ts';
import { RenameSaving } from './rename-saving.ts';

/** What the views know of the server: what it last told, or that it is down. */
export type ServerState =
  { readonly running: true; readonly index: IndexState | null } | { readonly running: false };

/** The files that the server follows while they are open. Patterns, since other extensions own the languages of some. */
const DOCUMENTS = [
  { scheme: 'file', language: 'markdown' },
  { scheme: 'untitled', language: 'markdown' },
  { scheme: 'file', language: 'paper-digest' },
  { scheme: 'file', pattern: '**/*.{qmd,Rmd,rmd}' },
  { scheme: 'file', pattern: '**/*.{txt,eml,bib,bibtex,ris,nbib}' },
  { scheme: 'file', pattern: '**/*.csl.{json,yaml,yml}' },
  { scheme: 'file', pattern: '**/digests/**/*.{json,jsonl,xml,atom,rss,csv,tsv}' },
  { scheme: 'file', pattern: '**/.carrel.yaml' },
];

/** The language server as a process of its own, and its state. */
export class Server implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = this.#own.add(new vscode.EventEmitter<ServerState>());
  #state: ServerState = { running: true, index: null };
  /** How many commands were run, which tells their progress apart. */
  #commands = 0;

  /** Fires when the library changed, and when the server goes down or comes back. */
  readonly onChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#log = this.#own.add(vscode.window.createOutputChannel('Carrel', { log: true }));
    const renames = this.#own.add(new RenameSaving());
    const module = context.asAbsolutePath('dist/server.cjs');
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.#log,
      initializationOptions: () => ({
        views: true,
        commandLinks: true,
        trusted: vscode.workspace.isTrusted,
      }),
      // Texts of others are in these hovers: no HTML, and no commands but our two.
      markdown: {
        supportHtml: false,
        isTrusted: { enabledCommands: [COMMANDS.openCard, COMMANDS.openEntry] },
      },
      diagnosticPullOptions: { onChange: true, onTabs: false },
      middleware: {
        provideRenameEdits: async (document, position, newName, token, next) =>
          renames.note(await next(document, position, newName, token)),
        resolveCodeAction: async (action, token, next) => {
          const resolved = await next(action, token);
          // A key that is changed in all notes is a rename by another name.
          if (resolved?.edit && resolved.edit.size > 1) await renames.note(resolved.edit);
          return resolved;
        },
        workspace: {
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            if (!Array.isArray(answers)) return answers;
            return answers.map((answer: unknown, i) => {
              const { section, scopeUri } = params.items[i]!;
              return section === 'carrel' ? explicitSettings(scopeUri) : answer;
            });
          },
        },
      },
    };
    this.#client = new LanguageClient(
      'carrel',
      'Carrel',
      {
        run: { module, transport: TransportKind.ipc },
        debug: {
          module,
          transport: TransportKind.ipc,
          options: { execArgv: ['--nolazy', '--inspect=6011'] },
        },
      },
      options,
    );
    this.#own.add(
      this.#client.onNotification(changedNotification, (index: IndexState) =>
        this.#set({ running: true, index }),
      ),
    );
    // What lies outside of the folder may be read from now on.
    this.#own.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()));
    this.#own.add(
      this.#client.onDidChangeState(({ newState }) => {
        if (newState === State.Stopped) this.#set({ running: false });
        if (newState === State.Running) this.#set({ running: true, index: null });
      }),
    );
  }

  get state(): ServerState {
    return this.#state;
  }

  async start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      this.#set({ running: false });
    }
  }

  async restart(): Promise<void> {
    try {
      await this.#client.restart();
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      this.#set({ running: false });
    }
  }

  showLog(): void {
    this.#log.show();
  }

  /** Asks the server; null when it is down or fails, which is logged. */
  async ask<T>(method: string, params?: unknown, token?: vscode.CancellationToken): Promise<T | null> {
    if (!this.#client.isRunning()) return null;
    try {
      return await (token
        ? this.#client.sendRequest<T>(method, params, token)
        : this.#client.sendRequest<T>(method, params));
    } catch (error) {
      if (token?.isCancellationRequested) return null;
      this.#log.error(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  /** Runs one of the server's commands; throws with the server's reason where it fails. */
  async execute<T>(
    command: string,
    argument: unknown,
    token?: vscode.CancellationToken,
    onProgress?: (percent: number) => void,
  ): Promise<T> {
    if (!this.#client.isRunning()) throw new Error(vscode.l10n.t('The language server is not running.'));
    const workDoneToken = `carrel-${this.#commands++}`;
    const params = { command, arguments: [argument], ...(onProgress && { workDoneToken }) };
    const following =
      onProgress &&
      this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (done) => {
        if (done.kind === 'report' && done.percentage !== undefined) onProgress(done.percentage);
      });
    try {
      // A token that is none would count as a second parameter.
      return await (token
        ? this.#client.sendRequest<T>('workspace/executeCommand', params, token)
        : this.#client.sendRequest<T>('workspace/executeCommand', params));
    } finally {
      following?.dispose();
    }
  }

  /** Runs a command of the server; null as for `ask`. */
  run<T>(command: string, argument?: unknown): Promise<T | null> {
    return this.ask<T>('workspace/executeCommand', {
      command,
      arguments: argument === undefined ? [] : [argument],
    });
  }

  async stop(): Promise<void> {
    if (this.#client.needsStop()) await this.#client.stop();
  }

  dispose(): void {
    this.#own.dispose();
  }

  #set(state: ServerState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
