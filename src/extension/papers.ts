import * as vscode from 'vscode';
import {
  cardRequest,
  copyRequest,
  entryRequest,
  refAtRequest,
  type CopyParams,
  type Place,
} from '../protocol/library.ts';
import type { CardModel } from '../protocol/card.ts';
import { SERVER_COMMANDS } from './ids.ts';
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
  if ('kind' in argument && argument.kind === 'paper' && 'paper' in argument)
    return (argument as { readonly kind: 'paper'; readonly paper: { readonly key: string } }).paper.key;
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
  return copyPapers(server, [ref], 'citation');
}

/** Copies papers as text; says so, and whether it was done. */
export async function copyPapers(
  server: Server,
  refs: readonly string[],
  as: CopyParams['as'],
): Promise<boolean> {
  const text = await server.ask<string>(copyRequest, { refs, as } satisfies CopyParams);
  if (text === null) return false;
  await vscode.env.clipboard.writeText(text);
  const shown = text.length > 60 || text.includes('\n') ? vscode.l10n.t('{0} papers', refs.length) : text;
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', shown), 3000);
  return true;
}

/** The papers of a command on rows of a view, of which several may be selected; else the one that it is about. */
export async function refsOf(
  server: Server,
  argument: unknown,
  selected: unknown,
): Promise<readonly string[]> {
  if (Array.isArray(selected) && selected.length > 1)
    return selected.flatMap((one) => refOfArgument(one) ?? []);
  const ref = await refOf(server, argument);
  return ref === null ? [] : [ref];
}

/** Opens the first page about a paper: on arXiv, at its DOI, or where its digest says. */
export async function openOnline(server: Server, ref: string): Promise<void> {
  const card = await server.ask<CardModel>(cardRequest, { ref });
  const link = card?.links.find(({ url }) => url.startsWith('https://'));
  if (link) await vscode.env.openExternal(vscode.Uri.parse(link.url, true));
  else void vscode.window.showInformationMessage(vscode.l10n.t('No page is known for this paper.'));
}

/** Puts `[@key]`, or `[@one; @other]` for several, at the cursors of the editor that was used last. */
export async function insertCitation(server: Server, ...refs: readonly string[]): Promise<void> {
  const citation = await server.ask<string>(copyRequest, { refs, as: 'citation' } satisfies CopyParams);
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
  await pinCited(editor.document.uri, refs);
}

/** From its first use on a key must keep its meaning. */
export async function pinCited(note: vscode.Uri, refs: readonly string[]): Promise<void> {
  for (const paper of refs)
    await vscode.commands.executeCommand(SERVER_COMMANDS.pin, { note: note.toString(), paper, quiet: true });
}

function isNote({ document }: vscode.TextEditor): boolean {
  return document.languageId === 'markdown' || /\.(?:qmd|rmd)$/i.test(document.fileName);
}
