import * as vscode from 'vscode';
import type { GroupItem, GroupingId, PaperItem } from '../protocol/library.ts';
import { COMMANDS } from './ids.ts';

/** A group of the library in the tree. */
export function groupTreeItem(by: GroupingId, group: GroupItem, isOpen: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  // Of a path the file says most, and where the view is narrow nothing else is seen.
  const slash = by === 'source' ? group.label.lastIndexOf('/') : -1;
  const item = new vscode.TreeItem(group.label.slice(slash + 1), isOpen ? Expanded : Collapsed);
  item.id = `${by}/${group.id}`;
  item.description = slash < 0 ? String(group.count) : `${group.count} · ${group.label.slice(0, slash)}`;
  item.contextValue = contextOf(by, group);
  const icon = iconOfGroup(by, group);
  if (icon !== null) item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip =
    group.kind === 'kept'
      ? vscode.l10n.t('{0}: saved search, {1} papers now', group.label, group.count)
      : vscode.l10n.t('{0}: {1} papers', group.label, group.count);
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} papers', group.label, group.count) };
  return item;
}

/** A paper in the tree; `within` tells rows of one paper in several groups apart. */
export function paperTreeItem(within: string, paper: PaperItem): vscode.TreeItem {
  const item = new vscode.TreeItem(paper.title, vscode.TreeItemCollapsibleState.None);
  item.id = `paper/${within}/${paper.key}`;
  item.description = paper.detail;
  item.contextValue = ['paper', ...(paper.arxiv ? ['arxiv'] : []), ...(paper.mark ? [paper.mark] : [])].join(
    ' ',
  );
  item.iconPath = iconOfPaper(paper.mark ?? null);
  item.command = {
    command: COMMANDS.openCard,
    title: vscode.l10n.t('Open Card'),
    arguments: [{ ref: paper.key }],
  };
  return item;
}

/** The row behind a page; it keeps its id, and so the focus, when more rows come in front of it. */
export function moreTreeItem(of: string, left: number, command: string = COMMANDS.showMore): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Show more'), vscode.TreeItemCollapsibleState.None);
  item.id = `more/${of}`;
  item.description = vscode.l10n.t('{0} left', left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command, title: vscode.l10n.t('Show more'), arguments: [of] };
  return item;
}

function iconOfPaper(mark: NonNullable<PaperItem['mark']> | null): vscode.ThemeIcon {
  switch (mark) {
    case 'new':
      return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor('charts.blue'));
    case 'queued':
      return new vscode.ThemeIcon('list-unordered');
    case 'reading':
      return new vscode.ThemeIcon('book', new vscode.ThemeColor('charts.green'));
    case 'read':
      return new vscode.ThemeIcon('check');
    case 'dismissed':
      return new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('disabledForeground'));
    case null:
      return new vscode.ThemeIcon('file-text');
  }
}

const STATUS_ICONS = new Map([
  ['reading', 'book'],
  ['queued', 'list-unordered'],
  ['read', 'check'],
  ['dismissed', 'circle-slash'],
]);

function iconOfGroup(by: GroupingId, { id, kind }: GroupItem): string | null {
  if (kind === 'kept') return 'bookmark';
  return by === 'status' ? (STATUS_ICONS.get(id) ?? 'file-text') : null;
}

/** Topics that Carrel found can be kept; what is kept is a saved search. */
function contextOf(by: GroupingId, { kind }: GroupItem): string {
  if (by !== 'topic') return 'group';
  return kind === 'kept' ? 'kept' : kind === 'automatic' || kind === 'category' ? 'topic' : 'group';
}
