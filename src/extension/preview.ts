import type { MarkdownIt } from 'markdown-it';
import * as vscode from 'vscode';
import { citationPlugin, type PaperOfName } from '../preview/plugin.ts';
import { previewRequest, type PreviewTable } from '../protocol/preview.ts';
import { Disposables } from './disposables.ts';
import type { Server } from './server.ts';

/** How long typing may go on before the preview's citations follow, and how long a library that is being read is left alone, in milliseconds. */
const SETTLE = 250;
/** When the preview is drawn a second time, in milliseconds. */
const SECOND = 1000;

/**
 * Citations in VS Code's Markdown preview. Rendering is synchronous, so what a note's citations mean is asked for beside it: a note that
 * is rendered for the first time is asked about, and rendered again once the answer is there or has changed.
 */
export class CitationPreview implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #tables = new Map<string, { readonly text: string; readonly papers: PaperOfName }>();
  readonly #stale = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #second: NodeJS.Timeout | null = null;

  constructor(server: Server) {
    this.#server = server;
    this.#own.add(server.onChange(() => this.#askAgain(...this.#tables.keys())));
    this.#own.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const uri = document.uri.toString();
        if (this.#tables.has(uri)) this.#askAgain(uri);
      }),
    );
  }

  extend(md: MarkdownIt): MarkdownIt {
    return md.use(citationPlugin, (env: unknown) => this.#papersOf(env));
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#second) clearTimeout(this.#second);
    this.#own.dispose();
  }

  #papersOf(env: unknown): PaperOfName {
    if (!vscode.workspace.getConfiguration('carrel').get<boolean>('preview.citations', true)) return null;
    const uri = (env as { readonly currentDocument?: vscode.Uri } | undefined)?.currentDocument?.toString();
    if (uri === undefined) return null;
    const table = this.#tables.get(uri);
    if (table) return table.papers;
    this.#tables.set(uri, { text: '', papers: null });
    this.#askAgain(uri);
    return null;
  }

  #askAgain(...uris: readonly string[]): void {
    for (const uri of uris) this.#stale.add(uri);
    if (this.#stale.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#refresh();
    }, SETTLE);
  }

  async #refresh(): Promise<void> {
    const uris = [...this.#stale];
    this.#stale.clear();
    let changed = false;
    for (const uri of uris) {
      const table = await this.#server.ask<PreviewTable>(previewRequest, { uri });
      // That the library is known need not be told by a change of its own.
      if (table?.reading) {
        this.#askAgain(uri);
        continue;
      }
      const text = JSON.stringify(table);
      if (this.#tables.get(uri)?.text === text) continue;
      this.#tables.set(uri, { text, papers: table && new Map(table.names) });
      changed = true;
    }
    if (changed) await this.#redraw();
  }

  /** A preview drops a refresh while a lesser one of its own waits (300 ms): then the second is the one that counts. */
  async #redraw(): Promise<void> {
    if (this.#second) clearTimeout(this.#second);
    this.#second = setTimeout(() => void vscode.commands.executeCommand('markdown.preview.refresh'), SECOND);
    await vscode.commands.executeCommand('markdown.preview.refresh');
  }
}
