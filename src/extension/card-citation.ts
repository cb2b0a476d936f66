import * as vscode from 'vscode';
import type { CardModel, FromCard, ToCard } from '../protocol/card.ts';
import { isFormatted } from '../protocol/formatted-checks.ts';
import {
  DEFAULT_STYLE,
  formattedRequest,
  OWN_STYLES,
  type CopyForm,
  type FormattedCitation,
  type FormattedParams,
  type StyleChoice,
} from '../protocol/formatted.ts';
import { Disposables } from './disposables.ts';
import { copyPapers } from './papers.ts';
import type { Server } from './server.ts';

/** So many style files of the workspace are offered. */
const MOST_FILES = 50;
const SETTING = 'citationStyle';

type Send = (message: ToCard) => void;

/** The formatted citation of the paper on the card, in the style that the reader chose. */
export class CardCitation implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #send: Send;
  #card: CardModel | null = null;
  #shown: FormattedCitation | null = null;
  #styles: readonly StyleChoice[] = OWN_STYLES;
  /** The style files of the workspace; null where they must be looked for again. */
  #files: Thenable<readonly vscode.Uri[]> | null = null;

  constructor(server: Server, send: Send) {
    this.#server = server;
    this.#send = send;
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`carrel.${SETTING}`)) void this.#refresh();
      }),
    );
    const files = this.#own.add(vscode.workspace.createFileSystemWatcher('**/*.csl'));
    const lookAgain = (): void => {
      this.#files = null;
      void this.#refresh();
    };
    this.#own.add(files.onDidCreate(lookAgain));
    this.#own.add(files.onDidDelete(lookAgain));
    this.#own.add(files.onDidChange(() => void this.#refresh()));
  }

  /** Formats the paper that the card shows now; the card need not wait for it. */
  async show(card: CardModel | null): Promise<void> {
    this.#card = card;
    await this.#refresh();
  }

  /** Does what the card asks for. */
  async obey(message: FromCard & { readonly type: 'setStyle' | 'copyAs' }): Promise<void> {
    if (message.type === 'setStyle') {
      if (this.#styles.some(({ style }) => style === message.style)) await choose(message.style);
      return;
    }
    const { as } = message;
    if (this.#card && (await this.#copy(this.#card, as))) this.#send({ type: 'copied', what: as });
  }

  dispose(): void {
    this.#own.dispose();
  }

  async #copy(card: CardModel, as: CopyForm): Promise<boolean> {
    if (as !== 'text') return copyPapers(this.#server, [card.ref], as);
    if (!this.#shown || this.#shown.problem !== null) return false;
    await vscode.env.clipboard.writeText(this.#shown.text);
    return true;
  }

  async #refresh(): Promise<void> {
    const card = this.#card;
    if (!card) return;
    const style = chosenStyle();
    const params: FormattedParams = { ref: card.ref, style };
    const [formatted, files] = await Promise.all([
      this.#server.ask<unknown>(formattedRequest, params),
      (this.#files ??= vscode.workspace.findFiles('**/*.csl', undefined, MOST_FILES)),
    ]);
    if (card !== this.#card || style !== chosenStyle() || !isFormatted(formatted)) return;
    this.#shown = formatted;
    this.#styles = choices(style, files);
    this.#send({ type: 'formatted', ref: card.ref, formatted, styles: this.#styles });
  }
}

function chosenStyle(): string {
  const set = vscode.workspace.getConfiguration('carrel').get<unknown>(SETTING);
  return typeof set === 'string' && set.trim() !== '' ? set.trim() : DEFAULT_STYLE;
}

/** Writes the setting where it stands already, else for all of the reader's folders; a file of the workspace is chosen for it alone. */
async function choose(style: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('carrel');
  const isOwn = OWN_STYLES.some((own) => own.style === style);
  const isOfWorkspace = configuration.inspect(SETTING)?.workspaceValue !== undefined;
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await configuration.update(SETTING, style, isOwn && !isOfWorkspace ? Global : Workspace);
}

/** Styles of our own, then those of the workspace, and the one that is set wherever it is. */
function choices(style: string, files: readonly vscode.Uri[]): StyleChoice[] {
  const paths = files.map((file) => vscode.workspace.asRelativePath(file)).sort();
  const all = new Map(OWN_STYLES.map((own) => [own.style, own]));
  for (const path of [...paths, style]) if (!all.has(path)) all.set(path, { style: path, label: path });
  return [...all.values()];
}
