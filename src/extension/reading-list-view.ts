import * as vscode from 'vscode';
import {
  listedPapersRequest,
  readingListRequest,
  type ListedCounts,
  type ListedPapersParams,
  type ListedStatus,
} from '../protocol/annotations.ts';
import type { PaperItem, PaperPage } from '../protocol/library.ts';
import { annotate } from './annotating.ts';
import { selectedPaper } from './card-following.ts';
import { Disposables } from './disposables.ts';
import { focusedPapers, type HasFocusedPapers } from './focused-row.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { PaperDrag } from './library-drag.ts';
import { moreTreeItem, paperTreeItem } from './library-items.ts';
import { paperTooltip } from './paper-items.ts';
import { setReadingStatus } from './paper-marks.ts';
import type { Server } from './server.ts';

export type ReadingNode =
  | { readonly kind: 'group'; readonly status: ListedStatus; readonly count: number }
  | ReadingPaper
  | { readonly kind: 'more'; readonly status: ListedStatus; readonly left: number };

interface ReadingPaper {
  readonly kind: 'paper';
  readonly status: ListedStatus;
  readonly paper: PaperItem;
}

const ORDER: readonly ListedStatus[] = ['reading', 'queued', 'read'];
/** How many papers of a group are shown before "Show more". */
const PAGE = 200;

/** What is dragged within this view. */
const DRAGGED = 'application/vnd.code.tree.carrel.readinglist';

/** The reading lists in the sidebar, by status. Holds nothing but what is shown; asks the server for the rest. */
export class ReadingListView
  implements
    vscode.TreeDataProvider<ReadingNode>,
    vscode.TreeDragAndDropController<ReadingNode>,
    HasFocusedPapers,
    vscode.Disposable
{
  readonly dragMimeTypes: readonly string[];
  readonly dropMimeTypes = [DRAGGED];
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #citing: PaperDrag;
  readonly #view: vscode.TreeView<ReadingNode>;
  readonly #changed = this.#own.add(new vscode.EventEmitter<ReadingNode | undefined>());
  /** How many papers of a group are shown. */
  readonly #shown = new Map<ListedStatus, number>();
  #dragged: readonly ReadingPaper[] = [];

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidSelect: vscode.Event<string | null>;

  constructor(server: Server) {
    this.#server = server;
    this.#citing = new PaperDrag(server);
    this.dragMimeTypes = [DRAGGED, ...this.#citing.dragMimeTypes];
    this.#view = this.#own.add(
      vscode.window.createTreeView<ReadingNode>(VIEWS.readingList, {
        treeDataProvider: this,
        canSelectMany: true,
        dragAndDropController: this,
      }),
    );
    this.onDidSelect = selectedPaper(this.#view, (node) => (node.kind === 'paper' ? node.paper.key : null));
    this.#own.add(
      server.onChange((state) => {
        if (!state.running || !state.index?.indexing) this.#changed.fire(undefined);
      }),
    );
  }

  async getChildren(node?: ReadingNode): Promise<ReadingNode[]> {
    if (!node) return this.#groups();
    if (node.kind !== 'group') return [];
    const { status } = node;
    const params: ListedPapersParams = { status, limit: this.#limit(status) };
    const page = await this.#server.ask<PaperPage>(listedPapersRequest, params);
    if (!page) return [];
    const left = page.total - page.papers.length;
    return [
      ...page.papers.map((paper): ReadingNode => ({ kind: 'paper', status, paper })),
      ...(left > 0 ? [{ kind: 'more', status, left } as const] : []),
    ];
  }

  getTreeItem(node: ReadingNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node.status, node.count);
      case 'paper':
        return paperTreeItem(`reading/${node.status}`, node.paper);
      case 'more':
        return moreTreeItem(node.status, node.left, COMMANDS.moreListed);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: ReadingNode): Promise<vscode.TreeItem> {
    if (node.kind === 'paper') item.tooltip = await paperTooltip(this.#server, node.paper.key);
    return item;
  }

  showMore(given: unknown): void {
    const status = ORDER.find((one) => one === given);
    if (!status) return;
    this.#shown.set(status, this.#limit(status) + PAGE);
    this.#changed.fire(undefined);
  }

  async handleDrag(nodes: readonly ReadingNode[], data: vscode.DataTransfer): Promise<void> {
    this.#dragged = nodes.filter((node) => node.kind === 'paper');
    if (this.#dragged.length === 0) return;
    data.set(DRAGGED, new vscode.DataTransferItem(this.#dragged.length));
    await this.#citing.handleDrag(nodes, data);
  }

  /** Puts the dragged papers before the one that they fall on, or at the end of a group; into another group, they get that group's status. */
  async handleDrop(target: ReadingNode | undefined, data: vscode.DataTransfer): Promise<void> {
    if (!data.get(DRAGGED) || !target || target.kind === 'more') return;
    const before = target.kind === 'paper' ? target.paper.key : null;
    for (const { paper, status } of this.#dragged) {
      if (paper.key === before) continue;
      const isNew = status !== target.status;
      if (isNew) await setReadingStatus(this.#server, [paper.key], { status: target.status });
      if (isNew && before === null) continue;
      const moved = { paper: paper.key, before };
      await annotate(this.#server, 'move', moved, vscode.l10n.t('Moved in the reading list.'));
    }
  }

  focusedPapers(): Promise<readonly string[]> {
    return focusedPapers(this.#view);
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #groups(): Promise<ReadingNode[]> {
    const counts = await this.#server.ask<ListedCounts>(readingListRequest);
    if (!counts) return [];
    return ORDER.filter((status) => counts[status] > 0).map((status) => {
      return { kind: 'group', status, count: counts[status] };
    });
  }

  #limit(status: ListedStatus): number {
    return this.#shown.get(status) ?? PAGE;
  }
}

function groupItem(status: ListedStatus, count: number): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(labelOf(status), status === 'read' ? Collapsed : Expanded);
  item.id = status;
  item.description = String(count);
  item.contextValue = 'status';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} papers', labelOf(status), count) };
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
