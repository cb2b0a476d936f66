import * as vscode from 'vscode';

const FOLDER = 'carrel-sample';
const PARTS = ['digests', 'notes', 'references.bib', 'README.md'];

/** Copies the sample library that comes with the extension into a folder of its own; nothing that is there is touched. */
export async function addSample(extension: vscode.Uri): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first.'));
    return;
  }
  const target = vscode.Uri.joinPath(folder.uri, FOLDER);
  const isThere = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (isThere) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The sample library is in {0} already.', FOLDER));
    return;
  }
  for (const part of PARTS)
    await vscode.workspace.fs.copy(
      vscode.Uri.joinPath(extension, 'sample', part),
      vscode.Uri.joinPath(target, part),
    );
}
