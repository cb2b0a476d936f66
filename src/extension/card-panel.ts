import * as vscode from 'vscode';
import { readFromCard } from '../protocol/card-messages.ts';
import type { CardSession } from '../protocol/card-session.ts';
import type { CardModel, CitingPlace, FromCard, ToCard } from '../protocol/card.ts';
import { cardRequest } from '../protocol/library.ts';
import { CardCitation } from './card-citation.ts';
import { runCardEdit, copyQuote } from './card-edits.ts';
import { CardHistory } from './card-history.ts';
import { cardLook, onDidChangeLook } from './card-look.ts';
import { COMMANDS, VIEWS } from './ids.ts';
import { Disposables } from './disposables.ts';
import { copyCitation, insertCitation, openPlace } from './papers.ts';
import type { Server } from './server.ts';
import { pageOf, pageRoots } from './webview-page.ts';

/** An annotation to go to; where `placing`, the reader is to choose a place for it. */
export interface Reveal {
  readonly id: string;
  readonly placing: boolean;
}

/** What a card needs of those around it. */
export interface CardHost {
  readonly extension: vscode.Uri;
  readonly server: Server;
  /** A link of the card leads to another paper. */
  openFrom(card: CardPanel, ref: string): Promise<void>;
  /** The card shows another paper, was pinned, came to the front or went. */
  changed(card: CardPanel): void;
}

/** One card: a panel that shows one paper after another and follows the library. */
export class CardPanel implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #host: CardHost;
  readonly #panel: vscode.WebviewPanel;
  readonly #history: CardHistory;
  readonly #citation: CardCitation;
  #isPinned: boolean;
  /** The model that the card shows: its messages name things by their place in it. */
  #shown: CardModel | null = null;
  /** The page is there and listens; a panel that is hidden has none. */
  #ready = false;
  /** All papers that it has shown: only what is noted about these can be changed from it. */
  readonly #refs = new Set<string>();
  #reveal: Reveal | null = null;
  #asking: { readonly ref: string; readonly source: vscode.CancellationTokenSource } | null = null;
  #isGone = false;

  constructor(host: CardHost, panel: vscode.WebviewPanel, session: CardSession) {
    this.#host = host;
    this.#panel = panel;
    this.#history = new CardHistory(session);
    this.#isPinned = session.pinned;
    this.#citation = this.#own.add(new CardCitation(host.server, (message) => this.#send(message)));
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(host.extension) };
    this.#own.add(
      webview.onDidReceiveMessage((message: unknown) => {
        const read = readFromCard(message);
        if (read) void this.#obey(read);
      }),
    );
    this.#own.add(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
        this.#host.changed(this);
      }),
    );
    this.#own.add(host.server.onChange(() => void this.#refresh()));
    this.#own.add(onDidChangeLook(() => this.#send(cardLook())));
    this.#drawIcon();
    webview.html = pageOf(webview, host.extension, {
      title: 'Paper',
      script: 'card',
      styles: ['card', 'annotations'],
      body: '<main id="card" tabindex="-1" aria-busy="true"></main>\n    <div id="status" role="status" aria-live="polite"></div>',
    });
  }

  get onDidDispose(): vscode.Event<void> {
    return this.#panel.onDidDispose;
  }

  get ref(): string {
    return this.#history.current;
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  get isPinned(): boolean {
    return this.#isPinned;
  }

  /** A pinned card keeps its paper. */
  get canGoBack(): boolean {
    return !this.#isPinned && this.#history.canGoBack;
  }

  get canGoForward(): boolean {
    return !this.#isPinned && this.#history.canGoForward;
  }

  set pinned(isPinned: boolean) {
    this.#isPinned = isPinned;
    this.#history.keep();
    this.#drawIcon();
    this.#tellSession();
    this.#host.changed(this);
  }

  /** Shows a paper, at one of its annotations where that is asked for. */
  async show(ref: string, reveal: Reveal | null): Promise<void> {
    this.#history.visit(ref);
    await this.#turnTo(reveal);
  }

  /** Shows a paper until the next one comes, as a preview. */
  async glance(ref: string): Promise<void> {
    if (ref === this.ref) return;
    this.#history.glance(ref);
    await this.#turnTo(null);
  }

  /** Goes so many papers ahead, or back where it is negative. */
  async go(steps: number): Promise<void> {
    if (!this.#isPinned && this.#history.go(steps)) await this.#turnTo(null);
  }

  /** Brings the panel to the front of its group; where a text stands in front there, beside it: what is being read is not covered. */
  bringUp(preserveFocus: boolean): void {
    const { visible, viewColumn } = this.#panel;
    const covers =
      !visible && vscode.window.visibleTextEditors.some((text) => text.viewColumn === viewColumn);
    this.#panel.reveal(covers ? vscode.ViewColumn.Beside : undefined, preserveFocus);
  }

  showKeys(): void {
    this.bringUp(false);
    this.#send({ type: 'showKeys' });
  }

  close(): void {
    this.#panel.dispose();
  }

  dispose(): void {
    this.#isGone = true;
    this.#asking?.source.cancel();
    this.#own.dispose();
  }

  async #turnTo(reveal: Reveal | null): Promise<void> {
    this.#reveal = reveal;
    this.#tellSession();
    this.#host.changed(this);
    await this.#refresh();
  }

  /** Sends the paper as the library has it now. Another one that was asked for before is not waited for any more. */
  async #refresh(): Promise<void> {
    if (!this.#ready || this.#isGone) return;
    const { server } = this.#host;
    const { ref } = this;
    if (this.#asking && this.#asking.ref !== ref) this.#asking.source.cancel();
    const { state } = server;
    if (!state.running) {
      this.#send({ type: 'unavailable' });
      return;
    }
    const source = new vscode.CancellationTokenSource();
    this.#asking = { ref, source };
    const card = await server.ask<CardModel>(cardRequest, { ref }, source.token);
    if (source.token.isCancellationRequested || ref !== this.ref) return;
    // While the library is read, absence is not yet a fact.
    if (!card && (!state.index || state.index.indexing)) return;
    this.#shown = card;
    if (card) this.#refs.add(card.ref);
    if (card && this.#history.rename(card.ref)) {
      this.#tellSession();
      this.#host.changed(this);
    }
    this.#panel.title = card ? shortTitle(card.name) : vscode.l10n.t('Paper');
    this.#send(card ? { type: 'show', card } : { type: 'missing', ref });
    if (card && this.#reveal) this.#send({ type: 'reveal', ...this.#reveal });
    this.#reveal = null;
    void this.#citation.show(card);
  }

  #tellSession(): void {
    if (this.#ready)
      this.#send({ type: 'session', session: { ...this.#history.state, pinned: this.#isPinned } });
  }

  #drawIcon(): void {
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(
        this.#host.extension,
        'media',
        `${this.#isPinned ? 'pinned' : 'carrel'}-${theme}.svg`,
      );
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
  }

  #send(message: ToCard): void {
    if (!this.#isGone) void this.#panel.webview.postMessage(message);
  }

  async #obey(message: FromCard): Promise<void> {
    const shown = this.#shown;
    const { server } = this.#host;
    if (message.type === 'ready') {
      this.#ready = true;
      this.#send(cardLook());
      this.#tellSession();
      return this.#refresh();
    }
    // Whoever does something with a paper did more than glance at it.
    this.#history.keep();
    switch (message.type) {
      case 'retry':
        return server.restart();
      case 'togglePin':
        this.pinned = !this.#isPinned;
        return;
      case 'openPaper':
        return this.#host.openFrom(this, message.ref);
      case 'openSource':
        return openLine(shown?.sources[message.index]);
      case 'openCitation':
        return openLine(shown?.citedBy[message.index]);
      case 'openLink': {
        const link = shown?.links[message.index];
        if (link && /^https?:\/\//.test(link.url))
          await vscode.env.openExternal(vscode.Uri.parse(link.url, true));
        return;
      }
      case 'copyCitation':
        if (shown && (await copyCitation(server, shown.ref)))
          this.#send({ type: 'copied', what: 'citation' });
        return;
      case 'copyQuote':
        if (shown && (await copyQuote(server, shown.ref, message.exact)))
          this.#send({ type: 'copied', what: 'quote' });
        return;
      case 'copyLink': {
        const link = shown?.notes.annotations[message.index]?.link;
        if (!link) return;
        await vscode.env.clipboard.writeText(link);
        this.#send({ type: 'copied', what: 'link' });
        return;
      }
      case 'searchAuthor': {
        const query = shown?.authors[message.index]?.query;
        if (query) await vscode.commands.executeCommand(COMMANDS.search, { query });
        return;
      }
      case 'showTopic': {
        const query = shown?.topics[message.index]?.query;
        if (query) await showInLibrary(query);
        return;
      }
      case 'openAnnotation':
        return openOffset(shown?.notes.annotations[message.index]);
      case 'edit': {
        if (!this.#refs.has(message.ref)) return;
        const failure = await runCardEdit(server, message);
        await this.#refresh();
        this.#send({ type: 'done', request: message.request, failure });
        return;
      }
      case 'insertCitation':
        if (shown) await insertCitation(server, shown.ref);
        return;
      case 'copyAs':
      case 'setStyle':
        return this.#citation.obey(message);
    }
  }
}

/** What a query finds, in the library's view. */
async function showInLibrary(query: string): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS.filterLibrary, { query });
  await vscode.commands.executeCommand(`${VIEWS.library}.focus`);
}

async function openLine(place: Pick<CitingPlace, 'uri' | 'line'> | undefined): Promise<void> {
  if (place) await openPlace({ uri: place.uri, line: place.line, character: 0 });
}

async function openOffset(place: CardModel['notes']['annotations'][number] | undefined): Promise<void> {
  if (!place) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
  const at = document.positionAt(place.offset);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

function shortTitle(title: string): string {
  return title.length <= 40 ? title : `${title.slice(0, 39).trimEnd()}…`;
}
