import * as vscode from 'vscode';
import type { Annotated } from '../protocol/annotations.ts';
import type { Server } from './server.ts';

/**
 * Runs one of the server's `carrel.annotate.*` commands, and says so in the status bar; why nothing was changed is shown as a message.
 * Gives whether it was done.
 */
export async function annotate(
  server: Server,
  command: string,
  argument: Readonly<Record<string, unknown>>,
  done: string,
): Promise<boolean> {
  try {
    await server.execute<Annotated>(`carrel.annotate.${command}`, argument);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return false;
  }
  vscode.window.setStatusBarMessage(done, 3000);
  return true;
}

/** Highlights what is selected in a digest. A keybinding may bring a colour and a comment. */
export async function highlightSelection(
  server: Server,
  given: unknown,
  withComment: boolean,
): Promise<boolean> {
  const editor = vscode.window.activeTextEditor;
  const selections = editor?.selections.filter((one) => !one.isEmpty) ?? [];
  if (!editor || selections.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select words of a title or abstract in a digest first.'),
    );
    return false;
  }
  const color = textOf(given, 'color') ?? 'yellow';
  const comment = textOf(given, 'comment') ?? (withComment ? await askComment() : '');
  if (comment === undefined) return false;
  const uri = editor.document.uri.toString();
  for (const { start, end } of selections) {
    const at = { uri, range: { start: placeOf(start), end: placeOf(end) } };
    const isDone = await annotate(
      server,
      'addHighlight',
      { at, color, comment },
      vscode.l10n.t('Highlighted. “Carrel: Undo Last Annotation” takes it back.'),
    );
    if (!isDone) return false;
  }
  return true;
}

/** Adds a remark to a paper: the given text, or what is typed. */
export async function addRemark(server: Server, ref: string, given: unknown): Promise<boolean> {
  const text =
    textOf(given, 'text') ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Add Remark'),
      prompt: vscode.l10n.t('Markdown, kept in the paper’s annotations.'),
    }));
  if (text === undefined || text.trim() === '') return false;
  return annotate(server, 'addRemark', { paper: ref, text }, vscode.l10n.t('Remark added.'));
}

export async function undoAnnotation(server: Server): Promise<boolean> {
  return annotate(server, 'undo', {}, vscode.l10n.t('The last annotation was undone.'));
}

/** A text in what a keybinding or another extension brings. */
export function textOf(given: unknown, name: string): string | undefined {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, name)) return undefined;
  const found = (given as Record<string, unknown>)[name];
  return typeof found === 'string' ? found : undefined;
}

function askComment(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Highlight with Comment'),
    prompt: vscode.l10n.t('Your comment, in Markdown.'),
  });
}

function placeOf({ line, character }: vscode.Position): { line: number; character: number } {
  return { line, character };
}
