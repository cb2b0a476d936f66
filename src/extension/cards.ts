import * as vscode from 'vscode';
import { readCardSession, type CardSession } from '../protocol/card-session.ts';
import { CardPanel, type CardHost, type Reveal } from './card-panel.ts';
import { Disposables } from './disposables.ts';
import { CARD_VIEW_TYPE, COMMANDS, CONTEXT_KEYS } from './ids.ts';
import type { Server } from './server.ts';

/** All cards: one that shows what is opened next, and those that are pinned to keep their papers. */
export class Cards implements vscode.WebviewPanelSerializer, CardHost, vscode.Disposable {
  readonly extension: vscode.Uri;
  readonly server: Server;
  readonly #own = new Disposables();
  readonly #shows = this.#own.add(new vscode.EventEmitter<string>());
  /** Those used last first. */
  #cards: readonly CardPanel[] = [];

  /** Fires with the paper that is wanted on a card. */
  readonly onDidShow = this.#shows.event;

  constructor(extension: vscode.Uri, server: Server) {
    this.extension = extension;
    this.server = server;
    this.#own.add(vscode.window.registerWebviewPanelSerializer(CARD_VIEW_TYPE, this));
    const onFront = (id: string, act: (card: CardPanel) => unknown): void => {
      this.#own.add(
        vscode.commands.registerCommand(id, () => {
          const front = this.#front;
          return front && act(front);
        }),
      );
    };
    onFront(COMMANDS.cardBack, (card) => card.go(-1));
    onFront(COMMANDS.cardForward, (card) => card.go(1));
    onFront(COMMANDS.pinCard, (card) => (card.pinned = true));
    onFront(COMMANDS.unpinCard, (card) => (card.pinned = false));
    onFront(COMMANDS.showCardKeys, (card) => card.showKeys());
  }

  /** Opens a paper's card, at one of its annotations where that is asked for. The focus stays where it is. */
  async open(ref: string, reveal: Reveal | null = null): Promise<void> {
    await this.#open(ref, reveal, this.#free, null);
  }

  /** The same with the focus in it: the reader asked for the card and nothing else. */
  async openFocused(ref: string): Promise<void> {
    await this.#open(ref, null, this.#free, null, false);
  }

  /** Shows a paper on the card that is free and seen, until the next one comes; opens none. */
  async glance(ref: string): Promise<void> {
    const card = this.#free;
    if (!card?.isVisible || this.#cards.some((other) => other.isVisible && other.ref === ref)) return;
    this.#shows.fire(ref);
    await card.glance(ref);
  }

  async openFrom(card: CardPanel, ref: string): Promise<void> {
    await this.#open(ref, null, card.isPinned ? this.#free : card, card);
  }

  changed(card: CardPanel): void {
    if (card.isActive) {
      this.#cards = [card, ...this.#cards.filter((other) => other !== card)];
      this.#shows.fire(card.ref);
    }
    this.#tellContext();
  }

  /** A reload of the window gives a panel back with the state that its page kept. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = typeof state === 'object' && state !== null && 'session' in state ? state.session : null;
    const session = readCardSession(kept);
    // A tab comes back when it is looked at; meanwhile another card may have taken its part.
    if (!session || (!session.pinned && this.#free)) panel.dispose();
    else {
      const card = this.#adopt(panel, session);
      if (card.isVisible) this.#shows.fire(card.ref);
    }
    return Promise.resolve();
  }

  dispose(): void {
    for (const card of this.#cards) card.close();
    this.#own.dispose();
  }

  /** The card that takes the next paper. */
  get #free(): CardPanel | undefined {
    return this.#cards.find(({ isPinned }) => !isPinned);
  }

  /** The card that commands are about. */
  get #front(): CardPanel | undefined {
    return this.#cards.find(({ isVisible }) => isVisible) ?? this.#cards[0];
  }

  async #open(
    ref: string,
    reveal: Reveal | null,
    free: CardPanel | undefined,
    from: CardPanel | null,
    preserveFocus = from === null,
  ): Promise<void> {
    this.#shows.fire(ref);
    const pinned = this.#cards.find((card) => card.isPinned && card.ref === ref);
    const card = pinned ?? free ?? this.#create(ref, preserveFocus);
    // To reveal what has the focus would take it from the control that has it.
    if (card !== from) card.bringUp(preserveFocus);
    await card.show(ref, reveal);
  }

  /** A new card stands beside the text, or where cards are. */
  #create(ref: string, preserveFocus: boolean): CardPanel {
    const viewColumn = this.#front?.column ?? vscode.ViewColumn.Beside;
    const panel = vscode.window.createWebviewPanel(CARD_VIEW_TYPE, vscode.l10n.t('Paper'), {
      viewColumn,
      preserveFocus,
    });
    return this.#adopt(panel, { history: [ref], at: 0, pinned: false });
  }

  #adopt(panel: vscode.WebviewPanel, session: CardSession): CardPanel {
    const card = new CardPanel(this, panel, session);
    this.#cards = [card, ...this.#cards];
    card.onDidDispose(() => {
      card.dispose();
      this.#cards = this.#cards.filter((other) => other !== card);
      this.#tellContext();
    });
    this.#tellContext();
    return card;
  }

  #tellContext(): void {
    const front = this.#front;
    const set = (key: string, value: boolean): void =>
      void vscode.commands.executeCommand('setContext', key, value);
    set(CONTEXT_KEYS.cardBack, front?.canGoBack ?? false);
    set(CONTEXT_KEYS.cardForward, front?.canGoForward ?? false);
    set(CONTEXT_KEYS.cardPinned, front?.isPinned ?? false);
    set(CONTEXT_KEYS.cardFollows, this.#free?.isVisible ?? false);
  }
}
