import * as vscode from 'vscode';
import {
  relatedRequest,
  type RelatedAnswer,
  type RelatedParams,
  type RelatedRow,
} from '../protocol/related.ts';
import { Disposables } from './disposables.ts';
import { focusedPapers, type HasFocusedPapers } from './focused-row.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { paperTreeItem } from './library-items.ts';
import { PaperDrag } from './library-drag.ts';
import { paperTooltip } from './paper-items.ts';
import type { Server } from './server.ts';

const LESS_LIKE_THIS = 'carrel.related.lessLikeThis';
const LIMIT = 30;
/** While the cursor moves on within so many milliseconds nothing is asked. */
const PAUSE = 200;

type Place = Extract<RelatedParams, { uri: string }> | Extract<RelatedParams, { ref: string }>;

export type RelatedNode =
  | { readonly kind: 'paper'; readonly paper: RelatedRow }
  | { readonly kind: 'reason'; readonly reason: string };

/** Related papers of what the reader looks at: the card's paper, a digest's entry, or what a note cites. */
export class RelatedView
  implements vscode.TreeDataProvider<RelatedNode>, HasFocusedPapers, vscode.Disposable
{
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #changed = this.#own.add(new vscode.EventEmitter<RelatedNode | undefined>());
  readonly #view: vscode.TreeView<RelatedNode>;
  #place: Place | null = null;
  #rows: readonly RelatedNode[] = [];
  #timer: NodeJS.Timeout | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#view = this.#own.add(
      vscode.window.createTreeView<RelatedNode>(VIEWS.related, {
        treeDataProvider: this,
        canSelectMany: true,
        dragAndDropController: new PaperDrag(server),
      }),
    );
    this.#own.add(vscode.window.onDidChangeActiveTextEditor((editor) => this.#look(editor)));
    this.#own.add(vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#look(textEditor)));
    this.#own.add(this.#view.onDidChangeVisibility(() => this.#soon()));
    this.#own.add(server.onChange(() => this.#soon()));
    this.#look(vscode.window.activeTextEditor);
  }

  getChildren(node?: RelatedNode): RelatedNode[] {
    if (!node) return [...this.#rows];
    return node.kind === 'paper' ? node.paper.reasons.map((reason) => ({ kind: 'reason', reason })) : [];
  }

  getTreeItem(node: RelatedNode): vscode.TreeItem {
    if (node.kind === 'reason') {
      const item = new vscode.TreeItem('');
      item.description = node.reason;
      item.accessibilityInformation = { label: node.reason };
      return item;
    }
    const item = paperTreeItem('related', node.paper);
    item.description = node.paper.reasons.join(' · ');
    item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    return item;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: RelatedNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'paper') return item;
    const tooltip = await paperTooltip(this.#server, node.paper.key);
    if (tooltip) {
      tooltip.appendMarkdown('\n\n---\n\n');
      for (const reason of node.paper.reasons) tooltip.appendText(`${reason}\n`);
      item.tooltip = tooltip;
    }
    return item;
  }

  /** Follows a paper that is shown elsewhere: on the card. */
  follow(ref: string): void {
    this.#place = { ref, limit: LIMIT };
    this.#soon();
  }

  async lessLikeThis(node: unknown): Promise<void> {
    const found = this.#rows.find((one) => one === node);
    if (found?.kind !== 'paper') return;
    const { beside, key, title } = found.paper;
    this.#rows = this.#rows.filter((one) => one !== found);
    this.#changed.fire(undefined);
    const said = await this.#server.run<{ readonly done: boolean }>(LESS_LIKE_THIS, {
      paper: beside,
      other: key,
    });
    this.#soon();
    if (!said?.done) return;
    const undo = vscode.l10n.t('Undo');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('“{0}” is not shown beside this paper any more.', title),
      undo,
    );
    if (chosen !== undo) return;
    await this.#server.run(LESS_LIKE_THIS, { paper: beside, other: key, verdict: 'fine' });
    this.#soon();
  }

  focusedPapers(): Promise<readonly string[]> {
    return focusedPapers(this.#view);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#own.dispose();
  }

  #look(editor: vscode.TextEditor | undefined): void {
    if (!editor || editor !== vscode.window.activeTextEditor) return;
    const { line, character } = editor.selection.active;
    this.#place = { uri: editor.document.uri.toString(), position: { line, character }, limit: LIMIT };
    this.#soon();
  }

  #soon(): void {
    if (!this.#view.visible) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#ask();
    }, PAUSE);
  }

  async #ask(): Promise<void> {
    const place = this.#place;
    if (!place) return;
    const answer = await this.#server.ask<RelatedAnswer>(relatedRequest, place);
    // Between two entries of a digest, and in files that are neither note nor digest, what was shown stays.
    if (place !== this.#place || !answer) return;
    this.#rows = answer.rows.map((paper) => ({ kind: 'paper', paper }));
    this.#view.description = answer.about;
    this.#view.message = messageOf(answer);
    this.#changed.fire(undefined);
  }
}

function messageOf({ about, note, ready, rows }: RelatedAnswer): string {
  if (rows.length > 0) return '';
  if (!ready) return vscode.l10n.t('Related papers are being worked out.');
  return note
    ? vscode.l10n.t('Nothing in the library is like what {0} cites.', about)
    : vscode.l10n.t('Nothing in the library is like “{0}”.', about);
}

export function relatedCommands(view: RelatedView): vscode.Disposable[] {
  return [vscode.commands.registerCommand(COMMANDS.lessLikeThis, (node: unknown) => view.lessLikeThis(node))];
}
