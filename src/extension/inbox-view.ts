import * as vscode from 'vscode';
import {
  decideCommand,
  inboxRequest,
  type Decided,
  type InboxAnswer,
  type InboxDecision,
  type InboxGroupId,
  type InboxParams,
} from '../protocol/inbox.ts';
import { selectedPaper } from './card-following.ts';
import { Disposables } from './disposables.ts';
import { focusedPapers, type HasFocusedPapers } from './focused-row.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { groupItem, paperItem } from './inbox-items.ts';
import { InboxRows, type InboxNode, type InboxPaper } from './inbox-rows.ts';
import { PaperDrag } from './library-drag.ts';
import { moreTreeItem } from './library-items.ts';
import { paperTooltip } from './paper-items.ts';
import type { Server } from './server.ts';

/** The inbox in the sidebar, made for triage by keyboard: a key press changes what is shown at once, and the server is told behind it. */
export class InboxView implements vscode.TreeDataProvider<InboxNode>, HasFocusedPapers, vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #changed = this.#own.add(new vscode.EventEmitter<InboxNode | undefined>());
  readonly #view: vscode.TreeView<InboxNode>;
  readonly #rows = new InboxRows();
  /** What was decided here, last in last out. */
  readonly #done: { readonly decided: Promise<Decided | null>; readonly refs: readonly string[] }[] = [];
  /** Where the keys act. */
  #current: InboxNode | undefined;
  /** While the selection follows the keys, what VS Code tells of it is late. */
  #revealing = 0;
  #asking = false;
  #askAgain = false;
  #known: number | undefined;

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidSelect: vscode.Event<string | null>;

  constructor(server: Server) {
    this.#server = server;
    this.#view = this.#own.add(
      vscode.window.createTreeView<InboxNode>(VIEWS.inbox, {
        treeDataProvider: this,
        canSelectMany: true,
        dragAndDropController: new PaperDrag(server),
      }),
    );
    this.onDidSelect = selectedPaper(this.#view, (node) => (node.kind === 'paper' ? node.paper.key : null));
    this.#own.add(
      this.#view.onDidChangeSelection(({ selection }) => {
        if (this.#revealing === 0 && selection.length > 0) this.#current = selection.at(-1);
      }),
    );
    this.#own.add(this.#view.onDidCollapseElement(({ element }) => this.#rows.fold(element, true)));
    this.#own.add(this.#view.onDidExpandElement(({ element }) => this.#rows.fold(element, false)));
    this.#own.add(server.onChange(() => void this.#refresh()));
    void this.#refresh();
  }

  getChildren(node?: InboxNode): InboxNode[] {
    return this.#rows.children(node);
  }

  getParent(node: InboxNode): InboxNode | undefined {
    return this.#rows.parent(node);
  }

  getTreeItem(node: InboxNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node.group, this.#rows.total(node.group));
      case 'paper':
        return paperItem(node);
      case 'more':
        return moreTreeItem(node.group, this.#rows.left(node.group), COMMANDS.inboxMore);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: InboxNode): Promise<vscode.TreeItem> {
    if (node.kind === 'paper') item.tooltip = await paperTooltip(this.#server, node.paper.key);
    return item;
  }

  /** Goes on by so many rows, back where it is negative. */
  async move(by: number): Promise<void> {
    await this.#select(this.#rows.from(this.#current, by));
    if (this.#rows.runsOut(this.#current)) void this.#refresh();
  }

  /** The paper that the keys act on. */
  get current(): string | null {
    return this.#current?.kind === 'paper' ? this.#current.paper.key : null;
  }

  showMore(group: InboxGroupId): void {
    this.#rows.more(group);
    void this.#refresh();
  }

  /** Decides on the given rows, or on those that are selected. A group is decided on as a whole, as seen. */
  async decide(decision: InboxDecision, given?: InboxNode, selected?: readonly InboxNode[]): Promise<void> {
    const targets = this.#targets(given, selected);
    const group = targets.find((node) => node.kind === 'group');
    if (group) {
      if (decision === 'seen') await this.allSeen([group.group]);
      return;
    }
    const papers = targets.filter((node): node is InboxPaper => node.kind === 'paper');
    if (papers.length === 0) return;
    const next = this.#rows.beside(papers);
    const refs = papers.map(({ paper }) => paper.key);
    this.#rows.hide(refs);
    this.#changed.fire(undefined);
    this.#tellCount();
    // Of a new version of what one has, later ones are to be told of: the paper itself is not dismissed.
    const held = papers.filter((paper) => paper.group === 'version');
    const others = papers.filter((paper) => paper.group !== 'version');
    const isApart = decision === 'dismissed' && held.length > 0;
    for (const [some, as] of isApart
      ? ([
          [held, 'seen'],
          [others, decision],
        ] as const)
      : ([[papers, decision]] as const))
      if (some.length > 0)
        void this.#send({ papers: some.map(({ paper }) => paper.key), decision: as }, refs);
    await this.#select(next);
    if (!next) this.#offerUndo(vscode.l10n.t('Nothing waits in the inbox any more.'));
  }

  /** An empty inbox has no row that could have the focus, and so no keys. */
  #offerUndo(message: string): void {
    const undo = vscode.l10n.t('Undo');
    void vscode.window
      .showInformationMessage(message, undo)
      .then((choice) => (choice === undo ? this.undo() : undefined));
  }

  async allSeen(groups: readonly InboxGroupId[] = ['new', 'version', 'other']): Promise<void> {
    const refs = groups.flatMap((group) => this.#rows.refs(group));
    const decided = await this.#send({ groups, decision: 'seen' }, refs);
    if (decided)
      this.#offerUndo(
        decided.count === 1
          ? vscode.l10n.t('1 paper marked as seen.')
          : vscode.l10n.t('{0} papers marked as seen.', decided.count),
      );
  }

  /** Takes back what was decided last in this window. */
  async undo(): Promise<void> {
    const last = this.#done.pop();
    if (!last) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('There is nothing to undo in the inbox.'), 3000);
      return;
    }
    const decided = await last.decided;
    if (!decided) return;
    const { command, arguments: given } = decided.inverse;
    try {
      await this.#server.execute(command, given[0]);
    } catch (error) {
      showReason(error);
    }
    this.#rows.unhide(last.refs);
    this.#known = undefined;
    await this.#refresh();
    await this.#select(this.#rows.find(last.refs[0]));
  }

  focusedPapers(): Promise<readonly string[]> {
    return focusedPapers(this.#view);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #targets(given?: InboxNode, selected?: readonly InboxNode[]): readonly InboxNode[] {
    if (selected && selected.length > 1) return selected;
    if (given) return [given];
    const chosen = this.#view.selection;
    if (this.#revealing === 0 && chosen.length > 1) return chosen;
    const current = this.#current ?? this.#rows.from(undefined, 1);
    return current ? [current] : [];
  }

  #send(argument: object, refs: readonly string[]): Promise<Decided | null> {
    const decided = this.#server.execute<Decided>(decideCommand, argument).catch((error: unknown) => {
      showReason(error);
      this.#rows.unhide(refs);
      return null;
    });
    this.#done.push({ decided, refs });
    return decided.finally(() => {
      this.#rows.settle(refs);
      this.#known = undefined;
      void this.#refresh();
    });
  }

  async #select(node: InboxNode | undefined): Promise<void> {
    this.#current = node;
    if (!node) return;
    this.#revealing++;
    try {
      await this.#view.reveal(node, { select: true, focus: true });
    } catch {
      // The row went while it was on its way.
    } finally {
      this.#revealing--;
    }
  }

  /** Asks for what is shown; of several wishes while one is under way one is left. */
  async #refresh(): Promise<void> {
    this.#askAgain = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#askAgain) {
        this.#askAgain = false;
        await this.#ask();
      }
    } finally {
      this.#asking = false;
    }
  }

  async #ask(): Promise<void> {
    const limits = this.#rows.limits;
    const params: InboxParams = this.#known === undefined ? { limits } : { limits, known: this.#known };
    const forget = this.#rows.settled();
    const answer = await this.#server.ask<InboxAnswer>(inboxRequest, params);
    if (!answer?.groups) return;
    this.#known = limits === this.#rows.limits ? answer.revision : undefined;
    this.#rows.take(answer.groups, forget);
    const { kind } = this.#current ?? {};
    if (kind === 'paper' && !this.#rows.has(this.#current!)) this.#current = undefined;
    this.#changed.fire(undefined);
    this.#tellCount();
  }

  #tellCount(): void {
    const fresh = this.#rows.total('new');
    const versions = this.#rows.total('version');
    const parts = [
      ...(fresh > 0
        ? [fresh === 1 ? vscode.l10n.t('1 new paper') : vscode.l10n.t('{0} new papers', fresh)]
        : []),
      ...(versions > 0
        ? [versions === 1 ? vscode.l10n.t('1 new version') : vscode.l10n.t('{0} new versions', versions)]
        : []),
    ];
    this.#view.badge = parts.length > 0 ? { value: fresh + versions, tooltip: parts.join(', ') } : undefined;
    this.#view.description = fresh + versions > 0 ? String(fresh + versions) : '';
  }
}

function showReason(error: unknown): void {
  void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
}
