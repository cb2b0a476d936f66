import * as vscode from 'vscode';
import { annotationRequest, type AnnotationItem } from '../protocol/annotation-list.ts';
import { COLOR_NAMES, type HighlightColor } from '../protocol/annotations.ts';
import { annotate, textOf } from './annotating.ts';
import type { Cards } from './cards.ts';
import type { Server } from './server.ts';

/** Finds the annotation that a command is about: what a link, view or keybinding names, else the one where the reader is. */
export type FindAnnotation = (
  given: unknown,
) => Promise<{ readonly ref: string; readonly id: string } | null>;

/** Commands about one highlight or remark, wherever they are called from. */
export class AnnotationCommands {
  readonly #server: Server;
  readonly #cards: Cards;
  readonly #find: FindAnnotation;

  constructor(server: Server, cards: Cards, find: FindAnnotation) {
    this.#server = server;
    this.#cards = cards;
    this.#find = find;
  }

  async editComment(given: unknown): Promise<void> {
    const one = await this.#annotation(given);
    if (!one) return;
    const isRemark = one.kind === 'remark';
    const comment = textOf(given, 'comment') ?? (await askText(one));
    if (comment === undefined) return;
    await annotate(
      this.#server,
      isRemark ? 'updateRemark' : 'updateHighlight',
      { paper: one.ref, id: one.id, comment, was: one.comment },
      vscode.l10n.t('Comment saved.'),
    );
  }

  async recolor(given: unknown): Promise<void> {
    const one = await this.#annotation(given);
    if (!one || one.kind === 'remark') return;
    const color = textOf(given, 'color') ?? (await askColor(one.color ?? 'yellow'));
    if (color === undefined) return;
    await annotate(
      this.#server,
      'updateHighlight',
      { paper: one.ref, id: one.id, color },
      vscode.l10n.t('Recoloured.'),
    );
  }

  async remove(given: unknown): Promise<boolean> {
    const one = await this.#annotation(given);
    if (!one) return false;
    return annotate(
      this.#server,
      one.kind === 'remark' ? 'removeRemark' : 'removeHighlight',
      { paper: one.ref, id: one.id },
      vscode.l10n.t('Deleted. “Carrel: Undo Last Annotation” brings it back.'),
    );
  }

  /** Shows it on its paper's card. */
  async show(given: unknown): Promise<void> {
    const one = await this.#find(given);
    if (one) await this.#cards.open(one.ref, { id: one.id, placing: false });
  }

  async copyLink(given: unknown): Promise<void> {
    const one = await this.#annotation(given);
    if (!one) return;
    if (one.link === null) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('It has no id in its file yet, so nothing can link to it.'),
      );
      return;
    }
    await vscode.env.clipboard.writeText(one.link);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', one.link), 3000);
  }

  async openFile(given: unknown): Promise<void> {
    const one = await this.#annotation(given);
    if (!one) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(one.uri, true));
    const at = document.positionAt(one.offset);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  }

  /** Gives an orphan the words that come nearest to its own. */
  async acceptGuess(given: unknown): Promise<void> {
    const one = await this.#annotation(given);
    if (!one) return;
    if (one.state !== 'orphan' || one.guess === null) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no guess where this highlight belongs.'),
      );
      return;
    }
    await annotate(
      this.#server,
      'reanchor',
      { paper: one.ref, id: one.id },
      vscode.l10n.t('The highlight stands on “{0}” now.', one.guess),
    );
  }

  /** Lets the reader choose an orphan's place on the card. */
  async choosePlace(given: unknown): Promise<void> {
    const one = await this.#find(given);
    if (one) await this.#cards.open(one.ref, { id: one.id, placing: true });
  }

  async #annotation(given: unknown): Promise<AnnotationItem | null> {
    const named = await this.#find(given);
    if (!named) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no highlight at the cursor.'));
      return null;
    }
    const one = await this.#server.ask<AnnotationItem>(annotationRequest, named);
    if (!one) void vscode.window.showWarningMessage(vscode.l10n.t('This annotation is no longer there.'));
    return one;
  }
}

/** A short text in an input box; what has several lines is edited on the card or in its file. */
async function askText(one: AnnotationItem): Promise<string | undefined> {
  if (/\n/.test(one.comment)) {
    const open = vscode.l10n.t('Open File');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('This comment has several lines. Edit it on the card or in its file.'),
      open,
    );
    if (chosen === open) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(one.uri, true));
      const at = document.positionAt(one.offset);
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
    }
    return undefined;
  }
  return vscode.window.showInputBox({
    title: one.kind === 'remark' ? vscode.l10n.t('Remark') : vscode.l10n.t('Comment'),
    prompt:
      one.exact === ''
        ? vscode.l10n.t('Markdown, kept in the paper’s annotations.')
        : one.exact.slice(0, 200),
    value: one.comment,
  });
}

async function askColor(now: HighlightColor): Promise<HighlightColor | undefined> {
  const names: Record<HighlightColor, string> = {
    yellow: vscode.l10n.t('Yellow'),
    green: vscode.l10n.t('Green'),
    blue: vscode.l10n.t('Blue'),
    red: vscode.l10n.t('Red'),
  };
  const items = COLOR_NAMES.map((color) => ({
    label: names[color],
    color,
    ...(color === now ? { description: vscode.l10n.t('now') } : {}),
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Colour') }))?.color;
}
