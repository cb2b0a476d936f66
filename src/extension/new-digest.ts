import * as vscode from 'vscode';
import { pastedRequest, type PastedResult } from '../protocol/library.ts';
import type { Server } from './server.ts';

/** What a keybinding may give instead of being asked; else the clipboard is read, and the name asked for. */
interface Given {
  readonly text?: string;
  readonly path?: string;
}

/** Saves what was copied as a digest of today, after showing what was found in it. */
export async function newDigestFromClipboard(server: Server, argument: unknown): Promise<void> {
  const given = givenOf(argument);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = await chosenFolder(folders);
  if (folder === undefined) return;
  if (folder === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder first; the digest is saved in it.'),
    );
    return;
  }
  const text = given.text ?? (await vscode.env.clipboard.readText());
  const found = await server.ask<PastedResult>(pastedRequest, { text });
  if (!found) {
    void vscode.window.showWarningMessage(
      text.trim() === ''
        ? vscode.l10n.t('The clipboard holds no text. Copy a papers page, a mail or a bibliography first.')
        : vscode.l10n.t('No papers were found in what you copied.'),
    );
    return;
  }
  const path = given.path ?? (await askForName(folder.uri, found));
  if (path === undefined) return;
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, path), new TextEncoder().encode(text));
  vscode.window.setStatusBarMessage(
    found.count === 1
      ? vscode.l10n.t('Saved 1 paper in {0}', path)
      : vscode.l10n.t('Saved {0} papers in {1}', found.count, path),
    5000,
  );
}

/** The folder to save in: the only one, or the one that the reader picks; null where there is none, undefined where none is picked. */
async function chosenFolder(
  folders: readonly vscode.WorkspaceFolder[],
): Promise<vscode.WorkspaceFolder | null | undefined> {
  if (folders.length <= 1) return folders[0] ?? null;
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('The folder in which the digest is saved'),
  });
}

async function askForName(folder: vscode.Uri, found: PastedResult): Promise<string | undefined> {
  const proposed = await freeName(folder, `digests/${today()}`, found.extension);
  const titles = found.titles.map((title) => `“${title}”`).join(', ');
  return vscode.window.showInputBox({
    title:
      found.count === 1
        ? vscode.l10n.t('New Digest: 1 paper ({0})', found.label)
        : vscode.l10n.t('New Digest: {0} papers ({1})', found.count, found.label),
    prompt:
      found.count > found.titles.length
        ? vscode.l10n.t('{0} and {1} more.', titles, found.count - found.titles.length)
        : `${titles}.`,
    value: proposed,
    valueSelection: [proposed.lastIndexOf('/') + 1, proposed.length - found.extension.length - 1],
    validateInput: async (path) => {
      if (!/^(?!.*(?:^|[\\/])\.\.?(?:[\\/]|$))[^\\/:*?"<>|]+(?:\/[^\\/:*?"<>|]+)*$/.test(path))
        return vscode.l10n.t('Give a path inside the folder, such as {0}.', proposed);
      return (await exists(vscode.Uri.joinPath(folder, path)))
        ? vscode.l10n.t('{0} exists already.', path)
        : null;
    },
  });
}

async function freeName(folder: vscode.Uri, base: string, extension: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = `${base}${n === 1 ? '' : `-${n}`}.${extension}`;
    if (!(await exists(vscode.Uri.joinPath(folder, path)))) return path;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The reader's own day, not that of UTC. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-');
}

function givenOf(argument: unknown): Given {
  if (typeof argument !== 'object' || argument === null) return {};
  const { text, path } = argument as Record<string, unknown>;
  return {
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof path === 'string' && !path.split(/[\\/]/).includes('..') ? { path } : {}),
  };
}
