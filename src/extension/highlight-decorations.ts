import * as vscode from 'vscode';
import { highlightsRequest, type HighlightColor, type HighlightMark } from '../protocol/annotations.ts';
import { Disposables } from './disposables.ts';
import { CONTEXT_KEYS, HIGHLIGHT_COLORS } from './ids.ts';
import type { Server } from './server.ts';

/** How long changes gather before the highlights follow, in milliseconds. */
const SETTLE = 150;

/** Shows the reader's highlights in the digests that are visible, and knows whether the active editor is a digest. */
export class HighlightDecorations implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();
  /** Of the documents that are visible, those that bring papers. */
  readonly #digests = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(server: Server) {
    this.#server = server;
    for (const color of Object.keys(HIGHLIGHT_COLORS) as HighlightColor[])
      for (const state of ['anchored', 'approximate'] as const)
        this.#types.set(`${color} ${state}`, this.#own.add(decorationType(color, state)));
    const soon = (): void => this.#refreshSoon();
    this.#own.add(server.onChange(soon));
    this.#own.add(vscode.window.onDidChangeVisibleTextEditors(soon));
    this.#own.add(vscode.window.onDidChangeActiveTextEditor(() => this.#noteActive()));
    soon();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#own.dispose();
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#refresh();
    }, SETTLE);
  }

  async #refresh(): Promise<void> {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === 'file');
    const visible = new Set(editors.map(({ document }) => document.uri.toString()));
    for (const uri of this.#digests) if (!visible.has(uri)) this.#digests.delete(uri);
    await Promise.all(editors.map((editor) => this.#show(editor)));
    this.#noteActive();
  }

  async #show(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const uri = document.uri.toString();
    const marks = await this.#server.ask<readonly HighlightMark[]>(highlightsRequest, { uri });
    // The ranges of a text that has changed since are wrong; VS Code moves those that are shown, and the change brings us here again.
    if (document.version !== version) {
      this.#refreshSoon();
      return;
    }
    if (marks) this.#digests.add(uri);
    else this.#digests.delete(uri);
    for (const [name, type] of this.#types) {
      const own = (marks ?? []).filter(({ color, state }) => `${color} ${state}` === name);
      editor.setDecorations(type, own.map(decorationOf));
    }
  }

  #noteActive(): void {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const isDigest = uri !== undefined && this.#digests.has(uri);
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.inDigest, isDigest);
  }
}

function decorationType(
  color: HighlightColor,
  state: HighlightMark['state'],
): vscode.TextEditorDecorationType {
  const shade = new vscode.ThemeColor(HIGHLIGHT_COLORS[color]);
  return vscode.window.createTextEditorDecorationType({
    backgroundColor: shade,
    overviewRulerColor: shade,
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    borderRadius: '2px',
    ...(state === 'approximate' ? { textDecoration: 'underline dashed' } : {}),
  });
}

/** With the comment as it was written: text, since others may have written it. */
function decorationOf({ range, comment, state, annotator }: HighlightMark): vscode.DecorationOptions {
  const { start, end } = range;
  const lines = [
    comment,
    ...(annotator === null ? [] : [vscode.l10n.t('Highlighted by {0}.', annotator)]),
    ...(state === 'approximate'
      ? [vscode.l10n.t('The highlighted words were others; these are like them.')]
      : []),
  ].filter((line) => line !== '');
  const place = new vscode.Range(start.line, start.character, end.line, end.character);
  if (lines.length === 0) return { range: place };
  const hoverMessage = lines.map((line) => new vscode.MarkdownString().appendText(line));
  return { range: place, hoverMessage };
}
