import * as vscode from 'vscode';
import { highlightsRequest, type HighlightColor, type HighlightMark } from '../protocol/annotations.ts';
import { highlightHover } from './highlight-hover.ts';
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
  /** Of the documents that are visible, those that bring papers, with what is shown in them. */
  readonly #digests = new Map<string, readonly HighlightMark[]>();
  readonly #shown = this.#own.add(new vscode.EventEmitter<undefined>());

  /** Fires when the highlights of a visible digest may be others. */
  readonly onDidShow = this.#shown.event;
  #isAtHighlight = false;
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
    this.#own.add(vscode.window.onDidChangeTextEditorSelection(() => this.#noteHighlight()));
    soon();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#own.dispose();
  }

  /** The digests that are visible, by their URIs, with their highlights. */
  get digests(): ReadonlyMap<string, readonly HighlightMark[]> {
    return this.#digests;
  }

  /** The shortest highlight at the cursor of the active editor. */
  atCursor(): HighlightMark | null {
    const editor = vscode.window.activeTextEditor;
    const marks = editor ? (this.#digests.get(editor.document.uri.toString()) ?? []) : [];
    const size = (mark: HighlightMark): number => editor!.document.getText(rangeOf(mark)).length;
    const here = marks.filter((mark) => rangeOf(mark).contains(editor!.selection.active));
    return here.sort((a, b) => size(a) - size(b))[0] ?? null;
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
    for (const uri of this.#digests.keys()) if (!visible.has(uri)) this.#digests.delete(uri);
    await Promise.all(editors.map((editor) => this.#show(editor)));
    this.#noteActive();
    this.#shown.fire(undefined);
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
    if (marks) this.#digests.set(uri, marks);
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
    this.#noteHighlight();
  }

  #noteHighlight(): void {
    const isAt = this.atCursor() !== null;
    if (isAt === this.#isAtHighlight) return;
    this.#isAtHighlight = isAt;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.atHighlight, isAt);
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

function decorationOf(mark: HighlightMark): vscode.DecorationOptions {
  return { range: rangeOf(mark), hoverMessage: highlightHover(mark) };
}

export function rangeOf({ range: { start, end } }: HighlightMark): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
