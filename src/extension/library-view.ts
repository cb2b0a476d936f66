import * as vscode from 'vscode';
import {
  tooltipRequest,
  topicPapersRequest,
  topicsRequest,
  type IndexState,
  type PaperItem,
  type PaperPage,
  type TopicItem,
  type TopicsResult,
} from '../protocol/library.ts';
import { searchRequest, type SearchAnswer, type SearchParams } from '../protocol/search.ts';
import { Disposables } from './disposables.ts';
import { COMMANDS, CONTEXT_KEYS, VIEWS, type LibraryState } from './ids.ts';
import type { Server, ServerState } from './server.ts';

/** The filter's papers are paged as a topic's are; no topic has this id. */
const FILTER = '\nfilter';
/** How many papers a topic shows before "Show more". */
const PAGE = 200;

export type LibraryNode =
  | { readonly kind: 'topic'; readonly topic: TopicItem }
  | { readonly kind: 'paper'; readonly topic: TopicItem; readonly paper: PaperItem }
  | { readonly kind: 'more'; readonly topic: TopicItem; readonly left: number };

/** The library in the sidebar: topics and their papers. Holds nothing but what is shown; asks the server for the rest. */
export class LibraryView implements vscode.TreeDataProvider<LibraryNode>, vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #changed = this.#own.add(new vscode.EventEmitter<LibraryNode | undefined>());
  readonly #view: vscode.TreeView<LibraryNode>;
  /** How many papers of a topic are shown. */
  readonly #shown = new Map<string, number>();
  #progress: (() => void) | null = null;
  /** The query that the papers shown must fit; empty without one, and then topics are shown. */
  #query = '';

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#view = this.#own.add(
      vscode.window.createTreeView(VIEWS.library, {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: false,
      }),
    );
    this.#own.add(server.onChange((state) => this.#follow(state)));
    this.#follow(server.state);
  }

  async getChildren(node?: LibraryNode): Promise<LibraryNode[]> {
    if (!node && this.#query !== '') return this.#filtered();
    if (!node) {
      const result = await this.#server.ask<TopicsResult>(topicsRequest);
      return result?.topics.map((topic) => ({ kind: 'topic', topic })) ?? [];
    }
    if (node.kind !== 'topic') return [];
    const { topic } = node;
    const narrower = topic.children.map((child): LibraryNode => ({ kind: 'topic', topic: child }));
    const limit = this.#shown.get(topic.id) ?? PAGE;
    const page = await this.#server.ask<PaperPage>(topicPapersRequest, { topic: topic.id, offset: 0, limit });
    if (!page) return narrower;
    const papers = page.papers.map((paper): LibraryNode => ({ kind: 'paper', topic, paper }));
    const left = page.total - page.papers.length;
    return [...narrower, ...papers, ...(left > 0 ? [{ kind: 'more', topic, left } as const] : [])];
  }

  getTreeItem(node: LibraryNode): vscode.TreeItem {
    switch (node.kind) {
      case 'topic':
        return topicItem(node.topic);
      case 'paper':
        return paperItem(node.topic, node.paper);
      case 'more':
        return moreItem(node);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: LibraryNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'paper') return item;
    const text = await this.#server.ask<string>(tooltipRequest, { ref: node.paper.key });
    if (text !== null) {
      const tooltip = new vscode.MarkdownString(text);
      tooltip.isTrusted = { enabledCommands: [COMMANDS.openCard, COMMANDS.openEntry] };
      item.tooltip = tooltip;
    }
    return item;
  }

  showMore(topic: TopicItem): void {
    this.#shown.set(topic.id, (this.#shown.get(topic.id) ?? PAGE) + PAGE);
    this.#changed.fire(undefined);
  }

  /** Shows only papers that fit a query, best first; all by topic again where it is empty. */
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

  async #filtered(): Promise<LibraryNode[]> {
    const limit = this.#shown.get(FILTER) ?? PAGE;
    const params: SearchParams = { query: this.#query, limit };
    const answer = await this.#server.ask<SearchAnswer>(searchRequest, params);
    if (!answer) return [];
    const topic: TopicItem = { id: FILTER, label: this.#query, count: answer.total, children: [] };
    this.#view.message = filterMessage(this.#query, answer);
    const papers = answer.hits.map(({ ref, title, detail }): LibraryNode => {
      return { kind: 'paper', topic, paper: { key: ref, title: title.text, detail } };
    });
    const left = answer.total - answer.hits.length;
    return left > 0 ? [...papers, { kind: 'more', topic, left }] : papers;
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
    this.#view.description = index && index.papers > 0 ? paperCount(index) : '';
    if (!index?.indexing) this.#changed.fire(undefined);
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
      ? vscode.l10n.t('Filter: {0} (1 paper)', query)
      : vscode.l10n.t('Filter: {0} ({1} papers)', query, total);
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

function topicItem(topic: TopicItem): vscode.TreeItem {
  const item = new vscode.TreeItem(topic.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `topic/${topic.id}`;
  item.description = String(topic.count);
  item.contextValue = 'topic';
  item.tooltip = vscode.l10n.t('{0}: {1} papers', topic.label, topic.count);
  item.accessibilityInformation = { label: vscode.l10n.t('Topic {0}, {1} papers', topic.label, topic.count) };
  return item;
}

function paperItem(topic: TopicItem, paper: PaperItem): vscode.TreeItem {
  const item = new vscode.TreeItem(paper.title, vscode.TreeItemCollapsibleState.None);
  item.id = `paper/${topic.id}/${paper.key}`;
  item.description = paper.detail;
  item.contextValue = 'paper';
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.command = {
    command: COMMANDS.openCard,
    title: vscode.l10n.t('Open Card'),
    arguments: [{ ref: paper.key }],
  };
  return item;
}

function moreItem({ topic, left }: { readonly topic: TopicItem; readonly left: number }): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more'), vscode.TreeItemCollapsibleState.None);
  item.id = `more/${topic.id}`;
  item.description = vscode.l10n.t('{0} left', left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: COMMANDS.showMore, title: vscode.l10n.t('Show more'), arguments: [topic] };
  return item;
}
