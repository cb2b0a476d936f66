import * as vscode from 'vscode';
import {
  queryHelpRequest,
  searchRequest,
  type QueryHelp,
  type SearchAnswer,
  type SearchParams,
} from '../protocol/search.ts';
import { Disposables } from './disposables.ts';
import { copyCitation, insertCitation } from './papers.ts';
import {
  helpItems,
  hitItems,
  isAbout,
  recentItems,
  type SearchItem,
  type SearchItemAction,
} from './search-items.ts';
import type { Server } from './server.ts';

const MOST_HITS = 50;
const MOST_RECENT = 8;
/** Keys typed within so many milliseconds make one query. */
const PAUSE = 40;
const RECENT = 'carrel.recentQueries';

export interface SearchPickPorts {
  readonly server: Server;
  readonly memory: vscode.Memento;
  openCard(ref: string): Promise<unknown>;
  filterLibrary(query: string): Promise<unknown>;
  saveSearch(query: string): Promise<unknown>;
}

/** The search box: papers as one types, in the query language; `?` explains it. */
export class SearchPick implements vscode.Disposable {
  readonly #ports: SearchPickPorts;
  #shown: { dispose(): void } | null = null;

  constructor(ports: SearchPickPorts) {
    this.#ports = ports;
  }

  dispose(): void {
    this.#shown?.dispose();
  }

  /** Opens the box, with a query if one is given. */
  show(query = ''): void {
    this.#shown?.dispose();
    this.#shown = new OpenPick(this.#ports, query);
  }
}

class OpenPick {
  readonly #ports: SearchPickPorts;
  readonly #own = new Disposables();
  readonly #pick = this.#own.add(vscode.window.createQuickPick<SearchItem>());
  #asked: vscode.CancellationTokenSource | null = null;
  #timer: NodeJS.Timeout | null = null;

  readonly #filterButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('filter'),
    tooltip: vscode.l10n.t('Filter the Library by This Query'),
  };
  readonly #saveButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('bookmark'),
    tooltip: vscode.l10n.t('Save This Search as a Topic…'),
  };
  readonly #helpButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('question'),
    tooltip: vscode.l10n.t('How to Write a Query'),
  };

  constructor(ports: SearchPickPorts, query: string) {
    this.#ports = ports;
    const pick = this.#pick;
    pick.title = vscode.l10n.t('Search Papers');
    pick.placeholder = vscode.l10n.t('Words, "phrases", author:name, year:2020..2023; ? tells more');
    pick.buttons = [this.#filterButton, this.#saveButton, this.#helpButton];
    pick.keepScrollPosition = false;
    pick.value = query;
    this.#own.add(pick.onDidChangeValue(() => this.#soon()));
    this.#own.add(pick.onDidAccept(() => void this.#accept()));
    this.#own.add(
      pick.onDidTriggerItemButton(
        ({ item, button }) => void this.#act(item, (button as SearchItemAction).action),
      ),
    );
    this.#own.add(
      pick.onDidTriggerButton((button) => {
        if (button === this.#helpButton) this.#ask('?');
        else if (button === this.#saveButton) void this.#save();
        else void this.#filter();
      }),
    );
    this.#own.add(pick.onDidHide(() => this.dispose()));
    // Papers that come in while the library is read are found at once.
    this.#own.add(ports.server.onChange(() => this.#soon()));
    pick.show();
    void this.#update();
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked?.cancel();
    this.#asked?.dispose();
    this.#asked = null;
    this.#own.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#update();
    }, PAUSE);
  }

  #ask(query: string): void {
    this.#pick.value = query;
    void this.#update();
  }

  async #update(): Promise<void> {
    const query = this.#pick.value;
    this.#asked?.cancel();
    this.#asked?.dispose();
    const asked = new vscode.CancellationTokenSource();
    this.#asked = asked;
    if (query.startsWith('?')) {
      const help = await this.#ports.server.ask<QueryHelp>(queryHelpRequest);
      if (this.#asked === asked && help) this.#show(helpItems(help), vscode.l10n.t('How to Write a Query'));
      return;
    }
    this.#pick.busy = true;
    const params: SearchParams = { query, limit: MOST_HITS };
    const answer = await this.#ports.server.ask<SearchAnswer>(searchRequest, params, asked.token);
    if (this.#asked !== asked) return;
    this.#pick.busy = answer !== null && answer.indexing !== null;
    if (answer) {
      const recent = query.trim() === '' ? recentItems(this.#recent()) : [];
      this.#show([...recent, ...hitItems(answer, query)], titleOf(answer, query));
    } else this.#show([], vscode.l10n.t('Search Papers: the server is not running'));
  }

  #show(items: readonly SearchItem[], title: string): void {
    this.#pick.title = title;
    this.#pick.items = items;
    const first = items.find((item) => item.ref !== undefined) ?? items.find((item) => !isAbout(item));
    if (first) this.#pick.activeItems = [first];
  }

  async #accept(): Promise<void> {
    const [item] = this.#pick.selectedItems;
    if (item?.query !== undefined) this.#ask(item.query);
    else if (item) await this.#act(item, 'open');
  }

  async #act({ ref }: SearchItem, action: SearchItemAction['action']): Promise<void> {
    if (ref === undefined) return;
    await this.#remember();
    const { server } = this.#ports;
    if (action === 'copy') {
      await copyCitation(server, ref);
      return;
    }
    this.#pick.hide();
    if (action === 'open') await this.#ports.openCard(ref);
    else await insertCitation(server, ref);
  }

  async #filter(): Promise<void> {
    const query = this.#pick.value.trim();
    await this.#remember();
    this.#pick.hide();
    await this.#ports.filterLibrary(query);
  }

  async #save(): Promise<void> {
    const query = this.#pick.value.trim();
    if (query === '') return;
    await this.#remember();
    this.#pick.hide();
    await this.#ports.saveSearch(query);
  }

  #recent(): readonly string[] {
    const kept = this.#ports.memory.get<unknown>(RECENT);
    return Array.isArray(kept) ? kept.filter((query) => typeof query === 'string') : [];
  }

  /** A query that led somewhere is worth to be offered again. */
  async #remember(): Promise<void> {
    const query = this.#pick.value.trim();
    if (query === '' || query.startsWith('?')) return;
    const others = this.#recent().filter((other) => other !== query);
    await this.#ports.memory.update(RECENT, [query, ...others].slice(0, MOST_RECENT));
  }
}

function titleOf({ hits, total, indexing }: SearchAnswer, query: string): string {
  if (indexing)
    return vscode.l10n.t('Search Papers: {0} of {1} can be found so far', indexing.done, indexing.total);
  if (query.trim() === '') return vscode.l10n.t('Search Papers');
  return total > hits.length
    ? vscode.l10n.t('Search Papers: the best {0} of {1}', hits.length, total)
    : total === 1
      ? vscode.l10n.t('Search Papers: 1 found')
      : vscode.l10n.t('Search Papers: {0} found', total);
}
