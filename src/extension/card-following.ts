import * as vscode from 'vscode';
import type { Cards } from './cards.ts';
import { Disposables } from './disposables.ts';
import { COMMANDS } from './ids.ts';

/** The selection rests this long before the card follows it, in milliseconds. */
const REST = 120;
/** So long after a step a row that opens was opened by it, in milliseconds. */
const STEP = 500;

/** A view whose selection can be a paper: its reference, or null where it is none or several. */
export interface SelectsPapers {
  readonly onDidSelect: vscode.Event<string | null>;
}

/** Tells which paper alone is selected in a view. */
export function selectedPaper<T>(
  view: vscode.TreeView<T>,
  refOf: (node: T) => string | null,
): vscode.Event<string | null> {
  return (listener, self, disposables) =>
    view.onDidChangeSelection(
      ({ selection: [node, ...others] }) => {
        listener.call(self, node !== undefined && others.length === 0 ? refOf(node) : null);
      },
      undefined,
      disposables,
    );
}

/**
 * Shows on the card, as a preview, the paper on which the selection of a view rests. VS Code's lists move only the focus by arrows, which no
 * extension sees; while a card follows, they take the selection along.
 */
export class CardFollowing implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #cards: Cards;
  #timer: NodeJS.Timeout | undefined;
  #stepped = -Infinity;

  constructor(cards: Cards, ...views: readonly SelectsPapers[]) {
    this.#cards = cards;
    for (const view of views) this.#own.add(view.onDidSelect((ref) => this.#follow(ref)));
    for (const [id, move] of [
      [COMMANDS.glanceNext, 'list.focusDown'],
      [COMMANDS.glancePrevious, 'list.focusUp'],
    ] as const)
      this.#own.add(vscode.commands.registerCommand(id, () => this.#step(move)));
  }

  /** Opens a paper's card. A row that a step came by is only glanced at, when the selection rests. */
  async open(ref: string): Promise<void> {
    if (performance.now() - this.#stepped < STEP) return;
    clearTimeout(this.#timer);
    await this.#cards.open(ref);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#own.dispose();
  }

  async #step(move: string): Promise<void> {
    await vscode.commands.executeCommand(move);
    this.#stepped = performance.now();
    await vscode.commands.executeCommand('list.selectAndPreserveFocus');
  }

  #follow(ref: string | null): void {
    clearTimeout(this.#timer);
    if (ref === null) return;
    this.#timer = setTimeout(() => {
      if (vscode.workspace.getConfiguration('carrel').get<boolean>('card.followSelection') !== false)
        void this.#cards.glance(ref);
    }, REST);
  }
}
