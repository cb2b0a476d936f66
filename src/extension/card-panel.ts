import * as vscode from 'vscode';
import { readFromCard } from '../protocol/card-messages.ts';
import type { CardModel, FromCard, ToCard } from '../protocol/card.ts';
import { cardRequest } from '../protocol/library.ts';
import { Disposables } from './disposables.ts';
import { CARD_VIEW_TYPE } from './ids.ts';
import { runCardEdit, copyQuote } from './card-edits.ts';
import { copyCitation, insertCitation, openPlace } from './papers.ts';
import type { Server } from './server.ts';
import { pageOf, pageRoots } from './webview-page.ts';

/** The card beside the editor: one panel, which shows one paper and follows the library. */
export class CardPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #own = new Disposables();
  readonly #extension: vscode.Uri;
  readonly #server: Server;
  #panel: vscode.WebviewPanel | null = null;
  readonly #shows = this.#own.add(new vscode.EventEmitter<string>());
  #ref = '';
  /** The model that the card shows: its messages name things by their place in it. */
  #shown: CardModel | null = null;
  #ready = false;
  #reveal: { readonly id: string; readonly placing: boolean } | null = null;

  constructor(extension: vscode.Uri, server: Server) {
    this.#extension = extension;
    this.#server = server;
    this.#own.add(vscode.window.registerWebviewPanelSerializer(CARD_VIEW_TYPE, this));
    this.#own.add(server.onChange(() => void this.#refresh()));
  }

  /** Fires with the paper that is wanted on the card. */
  readonly onDidShow = this.#shows.event;

  /** Opens a paper's card, at one of its annotations where that is asked for. */
  async open(
    ref: string,
    reveal: { readonly id: string; readonly placing: boolean } | null = null,
  ): Promise<void> {
    this.#ref = ref;
    this.#shows.fire(ref);
    this.#reveal = reveal;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(CARD_VIEW_TYPE, vscode.l10n.t('Paper'), column));
    }
    await this.#refresh();
  }

  /** A reload of the window gives the panel back with the state that the card kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = typeof state === 'object' && state !== null && 'ref' in state ? state.ref : null;
    if (typeof kept !== 'string' || this.#panel) {
      panel.dispose();
      return;
    }
    this.#ref = kept;
    this.#shows.fire(kept);
    this.#adopt(panel);
    await this.#refresh();
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#own.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    this.#ready = false;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: pageRoots(this.#extension),
    };
    const messages = webview.onDidReceiveMessage((message: unknown) => {
      const read = readFromCard(message);
      if (read) void this.#obey(read);
    });
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.#panel === panel) this.#panel = null;
    });
    webview.html = pageOf(webview, this.#extension, {
      title: 'Paper',
      script: 'card',
      styles: ['card', 'annotations'],
      body: '<main id="card" aria-busy="true"></main>\n    <div id="status" role="status" aria-live="polite"></div>',
    });
  }

  /** Sends the paper as the library has it now. */
  async #refresh(): Promise<void> {
    const panel = this.#panel;
    const ref = this.#ref;
    if (!panel || !this.#ready) return;
    const state = this.#server.state;
    if (!state.running) {
      this.#send(panel, { type: 'unavailable' });
      return;
    }
    const card = await this.#server.ask<CardModel>(cardRequest, { ref });
    if (panel !== this.#panel || ref !== this.#ref) return;
    // While the library is read, absence is not yet a fact.
    if (!card && (!state.index || state.index.indexing)) return;
    this.#shown = card;
    panel.title = card ? shortTitle(card.title) : vscode.l10n.t('Paper');
    this.#send(panel, card ? { type: 'show', card } : { type: 'missing', ref });
    if (card && this.#reveal) this.#send(panel, { type: 'reveal', ...this.#reveal });
    this.#reveal = null;
  }

  #send(panel: vscode.WebviewPanel, message: ToCard): void {
    void panel.webview.postMessage(message);
  }

  async #obey(message: FromCard): Promise<void> {
    const shown = this.#shown;
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return this.#refresh();
      case 'retry':
        return this.#server.restart();
      case 'openPaper':
        return this.open(message.ref);
      case 'openSource':
        return openLine(shown?.sources[message.index]);
      case 'openCitation':
        return openLine(shown?.citedBy[message.index]);
      case 'openLink': {
        const link = shown?.links[message.index];
        if (link?.url.startsWith('https://')) await vscode.env.openExternal(vscode.Uri.parse(link.url, true));
        return;
      }
      case 'copyCitation':
        if (shown && (await copyCitation(this.#server, shown.ref)) && this.#panel)
          this.#send(this.#panel, { type: 'copied', what: 'citation' });
        return;
      case 'copyQuote':
        if (shown && (await copyQuote(this.#server, shown.ref, message.exact)) && this.#panel)
          this.#send(this.#panel, { type: 'copied', what: 'quote' });
        return;
      case 'copyLink': {
        const link = shown?.notes.annotations[message.index]?.link;
        if (!link) return;
        await vscode.env.clipboard.writeText(link);
        if (this.#panel) this.#send(this.#panel, { type: 'copied', what: 'link' });
        return;
      }
      case 'openAnnotation':
        return openOffset(shown?.notes.annotations[message.index]);
      case 'edit': {
        const panel = this.#panel;
        const failure = await runCardEdit(this.#server, message);
        await this.#refresh();
        if (panel && panel === this.#panel)
          this.#send(panel, { type: 'done', request: message.request, failure });
        return;
      }
      case 'insertCitation':
        if (shown) await insertCitation(this.#server, shown.ref);
    }
  }
}

async function openLine(place: CardModel['citedBy'][number] | undefined): Promise<void> {
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
