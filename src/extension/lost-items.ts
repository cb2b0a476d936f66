import * as vscode from 'vscode';
import type { LostFile } from '../protocol/annotation-list.ts';

/** The row above the files whose annotations belong to no paper of the library. */
export function lostItem(files: readonly LostFile[]): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t('Without a paper'),
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = 'lost';
  item.description = String(files.reduce((sum, { count }) => sum + count, 0));
  item.iconPath = new vscode.ThemeIcon('question');
  item.tooltip = vscode.l10n.t(
    'The papers of these files have another key now, or no digest brings them. Nothing is deleted: open a file to give it the key of its paper.',
  );
  return item;
}

export function lostFileItem({ uri, label, name, count }: LostFile): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.id = `lost ${uri}`;
  item.description = String(count);
  item.tooltip = label;
  item.iconPath = new vscode.ThemeIcon('file');
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open File'),
    arguments: [vscode.Uri.parse(uri, true)],
  };
  return item;
}
