import * as vscode from 'vscode';
import { reportRequest } from '../protocol/library.ts';
import { Disposables } from './disposables.ts';
import type { Server } from './server.ts';

const SCHEME = 'carrel-report';
const ADDRESS = vscode.Uri.parse(`${SCHEME}:/Carrel Report.md`);

/** The honest report as a read-only Markdown document that stays current while it is open. */
export class Report implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #changed = this.#own.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#own.add(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.#own.add(
      server.onChange((state) => {
        if (state.running && state.index && !state.index.indexing) this.#changed.fire(ADDRESS);
      }),
    );
  }

  async provideTextDocumentContent(): Promise<string> {
    return (
      (await this.#server.ask<string>(reportRequest)) ?? vscode.l10n.t('The language server is not running.')
    );
  }

  async show(): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', ADDRESS);
  }

  dispose(): void {
    this.#own.dispose();
  }
}
