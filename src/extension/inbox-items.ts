import * as vscode from 'vscode';
import type { InboxGroupId } from '../protocol/inbox.ts';
import { COMMANDS } from './ids.ts';
import type { InboxPaper } from './inbox-rows.ts';

export function groupItem(group: InboxGroupId, total: number): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(labelOf(group), group === 'other' ? Collapsed : Expanded);
  item.id = group;
  item.description = String(total);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} papers', labelOf(group), total) };
  return item;
}

export function paperItem({ group, paper }: InboxPaper): vscode.TreeItem {
  const item = new vscode.TreeItem(paper.title);
  item.id = `${group}/${paper.key}`;
  item.description = paper.detail;
  item.contextValue = 'paper';
  item.iconPath =
    group === 'new'
      ? new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('charts.blue'))
      : new vscode.ThemeIcon(group === 'version' ? 'versions' : 'circle-outline');
  item.command = {
    command: COMMANDS.openCard,
    title: vscode.l10n.t('Open Card'),
    arguments: [{ ref: paper.key }],
  };
  return item;
}

function labelOf(group: InboxGroupId): string {
  switch (group) {
    case 'new':
      return vscode.l10n.t('New');
    case 'version':
      return vscode.l10n.t('New Versions of Papers You Have');
    case 'other':
      return vscode.l10n.t('Cross-Lists and Other New Versions');
  }
}
