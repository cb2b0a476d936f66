import * as vscode from 'vscode';
import { LIBRARY_COMMANDS, reportRequest } from '../protocol/library.ts';
import { readFromReport, type FromReport, type ReportModel, type ToReport } from '../protocol/report.ts';
import { Disposables } from './disposables.ts';
import { REPORT_VIEW_TYPE } from './ids.ts';
import { openPlace } from './papers.ts';
import type { Server } from './server.ts';
import { pageOf, pageRoots } from './webview-page.ts';

/** How long the report waits for more changes before it follows them, in milliseconds. */
const CALM = 300;

/** The honest report: one panel that stays current while it is open. */
export class Report implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #extension: vscode.Uri;
  readonly #server: Server;
  #panel: vscode.WebviewPanel | null = null;
  /** What the page shows: its messages name places in it. */
  #shown: ReportModel | null = null;
  #ready = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(extension: vscode.Uri, server: Server) {
    this.#extension = extension;
    this.#server = server;
    this.#own.add(server.onChange(() => this.#refreshSoon()));
  }

  show(): void {
    if (this.#panel) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      REPORT_VIEW_TYPE,
      vscode.l10n.t('Carrel Report'),
      vscode.ViewColumn.Active,
      { enableScripts: true, enableFindWidget: true, localResourceRoots: pageRoots(this.#extension) },
    );
    this.#panel = panel;
    this.#ready = false;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.#extension, 'media', `carrel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const messages = panel.webview.onDidReceiveMessage((message: unknown) => {
      const read = readFromReport(message);
      if (read) void this.#obey(read);
    });
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.#panel === panel) this.#panel = null;
    });
    panel.webview.html = pageOf(panel.webview, this.#extension, {
      title: 'Carrel Report',
      script: 'report',
      styles: ['card', 'report'],
      body: '<main id="report" class="report" aria-busy="true"></main>',
    });
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#panel?.dispose();
    this.#own.dispose();
  }

  #refreshSoon(): void {
    if (!this.#panel) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#refresh();
    }, CALM);
  }

  async #refresh(): Promise<void> {
    if (!this.#panel || !this.#ready) return;
    const report = await this.#server.ask<ReportModel>(reportRequest);
    this.#shown = report;
    const message: ToReport = { type: 'report', report };
    void this.#panel.webview.postMessage(message);
  }

  async #obey(message: FromReport): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#refresh();
      case 'readAgain':
        return this.#server.run(LIBRARY_COMMANDS.readAgain).then(() => undefined);
      case 'stopReading':
        return this.#server.run(LIBRARY_COMMANDS.stopReading).then(() => undefined);
      case 'openFile': {
        const row = this.#shown?.rows[message.row];
        return row && open(row.uri, 1, 1);
      }
      case 'openProblem': {
        const file = this.#shown?.faulty[message.file];
        const place = file?.shown[message.problem]?.places[message.place];
        return file && place && open(file.uri, place.line, place.column);
      }
    }
  }
}

/** What cannot be opened as text, such as a folder or a binary file, is shown as VS Code shows it. */
async function open(uri: string, line: number, column: number): Promise<void> {
  try {
    await openPlace({ uri, line: line - 1, character: column - 1 });
  } catch {
    const target = vscode.Uri.parse(uri, true);
    const isFolder = await vscode.workspace.fs.stat(target).then(
      ({ type }) => (type & vscode.FileType.Directory) !== 0,
      () => false,
    );
    await vscode.commands.executeCommand(isFolder ? 'revealInExplorer' : 'vscode.open', target);
  }
}
