import * as vscode from 'vscode';
import type { FileRuleResult } from '../protocol/library.ts';
import type { Server } from './server.ts';

/** Makes a file a digest, or none, by the server's command; the file is what the explorer names, or what the editor shows. */
export async function chooseDigest(server: Server, command: string, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the file first, or choose it in the explorer.'),
    );
    return;
  }
  // What the reader has not saved stays so.
  const unsaved = new Set(
    vscode.workspace.textDocuments
      .filter(({ isDirty }) => isDirty)
      .map((document) => document.uri.toString()),
  );
  const result = await server.run<FileRuleResult>(command, { uri: uri.toString() });
  if (!result?.done || result.project === null) return;
  const address = vscode.Uri.parse(result.project, true).toString();
  const project = vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
  if (project?.isDirty && !unsaved.has(project.uri.toString())) await project.save();
  vscode.window.setStatusBarMessage(vscode.l10n.t('Carrel: {0}', result.message), 5000);
}
