import * as vscode from 'vscode';
import { cardRequest, entryRequest, refAtRequest, type Place } from '../protocol/library.ts';
import type { CardModel } from '../protocol/card.ts';
import { SERVER_COMMANDS } from './ids.ts';
import type { LibraryNode } from './library-view.ts';
import type { Server } from './server.ts';

/** Finds which paper a command is about, whatever called it: a view's node, a link's argument, or the cursor. */
export async function refOf(server: Server, argument: unknown): Promise<string | null> {
  const given = refOfArgument(argument);
  if (given !== null) return given;
  const editor = vscode.window.activeTextEditor;
  if (!editor) return null;
  const { uri } = editor.document;
  const { line, character } = editor.selection.active;
  return server.ask<string>(refAtRequest, { uri: uri.toString(), position: { line, character } });
}

/** Arguments of command links can be anything: only a short text in the right place is taken. */
export function refOfArgument(argument: unknown): string | null {
  if (typeof argument !== 'object' || argument === null) return null;
  if ('ref' in argument)
    return typeof argument.ref === 'string' && argument.ref.length < 2000 ? argument.ref : null;
  if ('kind' in argument && argument.kind === 'paper')
    return (argument as Extract<LibraryNode, { kind: 'paper' }>).paper.key;
  return null;
}

export async function openEntry(server: Server, ref: string): Promise<void> {
  const place = await server.ask<Place>(entryRequest, { ref });
  if (place) await openPlace(place);
  else void vscode.window.showWarningMessage(vscode.l10n.t('This paper is no longer in the library.'));
}

export async function openPlace({ uri, line, character }: Place): Promise<void> {
  const position = new vscode.Position(line, character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
    selection: new vscode.Range(position, position),
  });
}

export async function copyCitation(server: Server, ref: string): Promise<boolean> {
  const citation = await citationText(server, ref);
  if (citation === null) return false;
  await vscode.env.clipboard.writeText(citation);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', citation), 3000);
  return true;
}

/** Puts `[@key]` at the cursors of the editor that was used last. */
export async function insertCitation(server: Server, ref: string): Promise<void> {
  const citation = await citationText(server, ref);
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(isNote);
  if (citation === null) return;
  if (!editor) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a note to insert {0} into.', citation));
    return;
  }
  await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, citation);
  });
  await vscode.window.showTextDocument(editor.document, {
    viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
  });
  // From its first use on a key must keep its meaning.
  const note = editor.document.uri.toString();
  await vscode.commands.executeCommand(SERVER_COMMANDS.pin, { note, paper: ref, quiet: true });
}

function isNote({ document }: vscode.TextEditor): boolean {
  return document.languageId === 'markdown' || /\.(?:qmd|rmd)$/i.test(document.fileName);
}

async function citationText(server: Server, ref: string): Promise<string | null> {
  const card = await server.ask<CardModel>(cardRequest, { ref });
  return card && card.citation;
}
