import * as vscode from 'vscode';
import {
  groupPapersRequest,
  groupsRequest,
  type GroupPapersParams,
  type GroupingId,
  type GroupsPage,
  type GroupsParams,
  type IndexState,
  type PaperPage,
  type SortId,
} from '../protocol/library.ts';
import { searchRequest, type SearchAnswer, type SearchParams } from '../protocol/search.ts';
import { selectedPaper } from './card-following.ts';
import { Disposables } from './disposables.ts';
import { focusedPapers, type HasFocusedPapers } from './focused-row.ts';
import { CONTEXT_KEYS, VIEWS, type LibraryState } from './ids.ts';
import { groupingNames } from './library-names.ts';
import type { LibraryNode } from './library-node.ts';
import { PaperDrag } from './library-drag.ts';
import { groupTreeItem, moreTreeItem, paperTreeItem } from './library-items.ts';
import { LibraryMemory } from './library-memory.ts';
import { paperTooltip } from './paper-items.ts';
import type { Server, ServerState } from './server.ts';

/** The filter's papers are paged as a group's are; no group has this id. */
const FILTER = '\nfilter';
/** The groups themselves are paged, too. */
const GROUPS = '\ngroups';
/** How many papers or groups are shown before "Show more". */
const PAGE = 200;

/** The library in the sidebar: groups and their papers. Holds nothing but what is shown; asks the server for the rest. */
export class LibraryView
  implements vscode.TreeDataProvider<LibraryNode>, HasFocusedPapers, vscode.Disposable
{
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #memory: LibraryMemory;
  readonly #changed = this.#own.add(new vscode.EventEmitter<LibraryNode | undefined>());
  readonly #view: vscode.TreeView<LibraryNode>;
  /** How many papers of a group are shown. */
  readonly #shown = new Map<string, number>();
  #progress: (() => void) | null = null;
  /** The query that the papers shown must fit; empty without one, and then groups are shown. */
  #query = '';

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidSelect: vscode.Event<string | null>;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = new LibraryMemory(memory);
    this.#view = this.#own.add(
      vscode.window.createTreeView<LibraryNode>(VIEWS.library, {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
        dragAndDropController: new PaperDrag(server),
      }),
    );
    this.onDidSelect = selectedPaper(this.#view, (node) => (node.kind === 'paper' ? node.paper.key : null));
    const remember =
      (open: boolean) =>
      ({ element }: vscode.TreeViewExpansionEvent<LibraryNode>) =>
        element.kind === 'group' && void this.#memory.setOpen(element.group.id, open);
    this.#own.add(this.#view.onDidExpandElement(remember(true)));
    this.#own.add(this.#view.onDidCollapseElement(remember(false)));
    this.#own.add(server.onChange((state) => this.#follow(state)));
    this.#follow(server.state);
  }

  get by(): GroupingId {
    return this.#memory.by;
  }

  get sort(): SortId {
    return this.#memory.sort;
  }

  get query(): string {
    return this.#query;
  }

  async arrange(by: GroupingId, sort: SortId): Promise<void> {
    await this.#memory.arrange(by, sort);
    this.#shown.clear();
    this.#follow(this.#server.state);
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (!node) return this.#query === '' ? this.#groups() : this.#filtered();
    if (node.kind !== 'group') return [];
    const { id, children } = node.group;
    const narrower = children.map((group): LibraryNode => ({ kind: 'group', group }));
    const params: GroupPapersParams = {
      by: this.#memory.by,
      group: id,
      sort: this.#memory.sort,
      limit: this.#limit(id),
    };
    const page = await this.#server.ask<PaperPage>(groupPapersRequest, params);
    if (!page) return narrower;
    const papers = page.papers.map((paper): LibraryNode => ({ kind: 'paper', within: id, paper }));
    return [...narrower, ...papers, ...more(id, page.total - papers.length)];
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    const { by } = this.#memory;
    switch (node.kind) {
      case 'group':
        return groupTreeItem(by, node.group, this.#memory.isOpen(node.group.id));
      case 'paper':
        return paperTreeItem(`${by}/${node.within}`, node.paper);
      case 'more':
        return moreTreeItem(node.of, node.left);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: LibraryNode): Promise<vscode.TreeItem> {
    if (node.kind === 'paper') item.tooltip = await paperTooltip(this.#server, node.paper.key);
    return item;
  }

  showMore(of: string): void {
    this.#shown.set(of, this.#limit(of) + PAGE);
    this.#changed.fire(undefined);
  }

  /** Shows only papers that fit a query, best first; all in groups again where it is empty. */
  async filter(query: string): Promise<void> {
    this.#query = query.trim();
    this.#shown.delete(FILTER);
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.filtered, this.#query !== '');
    this.#follow(this.#server.state);
    await vscode.commands.executeCommand(`${VIEWS.library}.focus`);
  }

  async askFilter(given: string | undefined): Promise<void> {
    const query =
      given ??
      (await vscode.window.showInputBox({
        title: vscode.l10n.t('Filter the Library'),
        prompt: vscode.l10n.t('A query as in the search box; nothing shows all papers.'),
        placeHolder: 'title:(sparse OR linear) year:2023..',
        value: this.#query,
      }));
    if (query !== undefined) await this.filter(query);
  }

  async #groups(): Promise<LibraryNode[]> {
    const params: GroupsParams = { by: this.#memory.by, limit: this.#limit(GROUPS) };
    const page = await this.#server.ask<GroupsPage>(groupsRequest, params);
    const groups = page?.groups.map((group): LibraryNode => ({ kind: 'group', group })) ?? [];
    return [...groups, ...more(GROUPS, (page?.total ?? 0) - groups.length)];
  }

  async #filtered(): Promise<LibraryNode[]> {
    const { sort } = this.#memory;
    const params: SearchParams = { query: this.#query, limit: this.#limit(FILTER), sort };
    const answer = await this.#server.ask<SearchAnswer>(searchRequest, params);
    if (!answer) return [];
    this.#view.message = filterMessage(this.#query, answer);
    const papers = answer.hits.map(({ ref, title, detail, mark, arxiv }): LibraryNode => {
      return { kind: 'paper', within: FILTER, paper: { key: ref, title: title.text, detail, mark, arxiv } };
    });
    return [...papers, ...more(FILTER, answer.total - papers.length)];
  }

  #limit(of: string): number {
    return this.#shown.get(of) ?? PAGE;
  }

  focusedPapers(): Promise<readonly string[]> {
    return focusedPapers(this.#view);
  }

  dispose(): void {
    this.#progress?.();
    this.#own.dispose();
  }

  #follow(state: ServerState): void {
    const index = state.running ? state.index : null;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.state, libraryState(state));
    if (this.#query === '') this.#view.message = index ? readingMessage(index) : '';
    this.#showProgress(state.running && (index === null || index.indexing !== null));
    this.#view.description = index && index.papers > 0 ? this.#described(index) : '';
    if (!index?.indexing) this.#changed.fire(undefined);
  }

  /** How many papers there are, and by what they are grouped where that is not by topic. */
  #described(index: IndexState): string {
    const { by } = this.#memory;
    if (by === 'topic' || this.#query !== '') return paperCount(index);
    return vscode.l10n.t('{0} by {1}', paperCount(index), groupingNames().get(by)!.toLowerCase());
  }

  /** The thin bar above the view, as long as something is under way. */
  #showProgress(busy: boolean): void {
    if (busy === (this.#progress !== null)) return;
    if (!busy) {
      this.#progress?.();
      this.#progress = null;
      return;
    }
    void vscode.window.withProgress({ location: { viewId: VIEWS.library } }, () => {
      return new Promise<void>((resolve) => {
        this.#progress = resolve;
      });
    });
  }
}

/** What is shown, what is wrong with the query, and how far the library is read; the button above clears it. */
function filterMessage(query: string, { total, partly, problems, indexing }: SearchAnswer): string {
  const shown =
    total === 1
      ? vscode.l10n.t('1 paper fits {0}', query)
      : vscode.l10n.t('{0} papers fit {1}', total, query);
  return [
    shown,
    ...problems.map(({ message }) => message),
    ...(partly ? [vscode.l10n.t('No paper has all of these words; these have some of them.')] : []),
    ...(indexing ? [vscode.l10n.t('{0} of {1} can be found so far.', indexing.done, indexing.total)] : []),
    vscode.l10n.t('The button above shows all again.'),
  ].join(' · ');
}

function libraryState(state: ServerState): LibraryState {
  if (!state.running) return 'down';
  if (!state.index || state.index.indexing) return 'indexing';
  return state.index.papers === 0 && !state.index.stopped ? 'empty' : 'ready';
}

function readingMessage({ indexing, stopped }: IndexState): string {
  if (indexing)
    return indexing.total > 50
      ? vscode.l10n.t('Reading {0} of {1} files…', indexing.done, indexing.total)
      : '';
  return stopped
    ? vscode.l10n.t(
        'Reading was stopped after {0} of {1} files. “Read Library Again” reads the rest.',
        stopped.done,
        stopped.total,
      )
    : '';
}

function paperCount({ papers }: IndexState): string {
  return papers === 1 ? vscode.l10n.t('1 paper') : vscode.l10n.t('{0} papers', papers);
}

function more(of: string, left: number): LibraryNode[] {
  return left > 0 ? [{ kind: 'more', of, left }] : [];
}
