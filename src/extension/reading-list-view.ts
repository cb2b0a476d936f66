import * as vscode from 'vscode';
import { readingListRequest, type ListedPaper, type ListedStatus } from '../protocol/annotations.ts';
import { tooltipRequest } from '../protocol/library.ts';
import { annotate } from './annotating.ts';
import { selectedPaper } from './card-following.ts';
import { Disposables } from './disposables.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { setReadingStatus } from './paper-marks.ts';
import type { Server } from './server.ts';

export type ReadingNode =
  | { readonly kind: 'group'; readonly status: ListedStatus; readonly papers: readonly ListedPaper[] }
  | { readonly kind: 'paper'; readonly status: ListedStatus; readonly paper: ListedPaper };

const ORDER: readonly ListedStatus[] = ['reading', 'queued', 'read'];

/** What is dragged within this view. */
const DRAGGED = 'application/vnd.code.tree.carrel.readinglist';

/** The reading lists in the sidebar, by status. */
export class ReadingListView
  implements
    vscode.TreeDataProvider<ReadingNode>,
    vscode.TreeDragAndDropController<ReadingNode>,
    vscode.Disposable
{
  readonly dragMimeTypes = [DRAGGED];
  readonly dropMimeTypes = [DRAGGED];
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #changed = this.#own.add(new vscode.EventEmitter<ReadingNode | undefined>());

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidSelect: vscode.Event<string | null>;

  constructor(server: Server) {
    this.#server = server;
    const view = this.#own.add(
      vscode.window.createTreeView(VIEWS.readingList, {
        treeDataProvider: this,
        dragAndDropController: this,
      }),
    );
    this.onDidSelect = selectedPaper(view, (node) => (node.kind === 'paper' ? node.paper.key : null));
    this.#own.add(
      server.onChange((state) => {
        if (!state.running || !state.index?.indexing) this.#changed.fire(undefined);
      }),
    );
  }

  async getChildren(node?: ReadingNode): Promise<ReadingNode[]> {
    if (node?.kind === 'paper') return [];
    if (node) return node.papers.map((paper) => ({ kind: 'paper', status: node.status, paper }));
    const listed = (await this.#server.ask<readonly ListedPaper[]>(readingListRequest)) ?? [];
    return ORDER.map((status): ReadingNode & { kind: 'group' } => {
      return { kind: 'group', status, papers: listed.filter((paper) => paper.status === status) };
    }).filter(({ papers }) => papers.length > 0);
  }

  getTreeItem(node: ReadingNode): vscode.TreeItem {
    return node.kind === 'group' ? groupItem(node.status, node.papers.length) : paperItem(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ReadingNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'paper') return item;
    const text = await this.#server.ask<string>(tooltipRequest, { ref: node.paper.key });
    if (text !== null) {
      const tooltip = new vscode.MarkdownString(text);
      tooltip.isTrusted = { enabledCommands: [COMMANDS.openCard, COMMANDS.openEntry] };
      item.tooltip = tooltip;
    }
    return item;
  }

  handleDrag(nodes: readonly ReadingNode[], data: vscode.DataTransfer): void {
    const [node] = nodes;
    if (node?.kind === 'paper') data.set(DRAGGED, new vscode.DataTransferItem(node.paper.key));
  }

  /** Puts the dragged paper before the one that it falls on, or at the end of a group; into another group, it gets that group's status. */
  async handleDrop(target: ReadingNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const paper: unknown = data.get(DRAGGED)?.value;
    if (typeof paper !== 'string' || !target || (target.kind === 'paper' && target.paper.key === paper))
      return;
    const listed = (await this.#server.ask<readonly ListedPaper[]>(readingListRequest)) ?? [];
    const dragged = listed.find(({ key }) => key === paper);
    if (!dragged) return;
    if (dragged.status !== target.status)
      await setReadingStatus(this.#server, paper, { status: target.status });
    if (target.kind === 'group' && dragged.status !== target.status) return;
    // The end of a group is before whatever paper follows its last one in the list.
    const last = listed.findLastIndex(({ status, key }) => status === target.status && key !== paper);
    const before = target.kind === 'paper' ? target.paper.key : (listed[last + 1]?.key ?? null);
    if (before === paper) return;
    await annotate(this.#server, 'move', { paper, before }, vscode.l10n.t('Moved in the reading list.'));
  }

  dispose(): void {
    this.#own.dispose();
  }
}

function groupItem(status: ListedStatus, count: number): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(labelOf(status), status === 'read' ? Collapsed : Expanded);
  item.id = status;
  item.description = String(count);
  item.contextValue = 'status';
  return item;
}

function paperItem({ status, paper }: Extract<ReadingNode, { kind: 'paper' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(paper.title);
  item.id = `${status}/${paper.key}`;
  item.description = paper.detail;
  item.contextValue = status;
  item.iconPath = new vscode.ThemeIcon(
    status === 'reading' ? 'book' : status === 'read' ? 'check' : 'list-unordered',
  );
  item.command = {
    command: COMMANDS.openCard,
    title: vscode.l10n.t('Open Card'),
    arguments: [{ ref: paper.key }],
  };
  return item;
}

function labelOf(status: ListedStatus): string {
  switch (status) {
    case 'queued':
      return vscode.l10n.t('Queued');
    case 'reading':
      return vscode.l10n.t('Reading');
    case 'read':
      return vscode.l10n.t('Read');
  }
}
