import * as vscode from 'vscode';
import {
  annotationGroupsRequest,
  annotationsRequest,
  GROUPINGS,
  lostFilesRequest,
  orphansRequest,
  type AnnotationGroupItem,
  type AnnotationItem,
  type LostFile,
  type AnnotationPage,
  type AnnotationsParams,
} from '../protocol/annotation-list.ts';
import { annotationItem } from './annotation-item.ts';
import { moreTreeItem } from './library-items.ts';
import { lostFileItem, lostItem } from './lost-items.ts';
import { Disposables } from './disposables.ts';
import { focusedRow } from './focused-row.ts';
import { COMMANDS, CONTEXT_KEYS, ICON_COLORS, VIEWS } from './ids.ts';
import type { Server } from './server.ts';

export type AnnotationNode =
  | { readonly kind: 'orphans'; readonly items: readonly AnnotationItem[]; readonly isKept: boolean }
  /** A group of one paper's annotations leads to the paper. */
  | { readonly kind: 'group'; readonly group: AnnotationGroupItem; readonly ref?: string }
  | { readonly kind: 'lost'; readonly files: readonly LostFile[] }
  | { readonly kind: 'lostFile'; readonly file: LostFile }
  | AnnotationRow
  | { readonly kind: 'moreAnnotations'; readonly group: string; readonly left: number };

interface AnnotationRow {
  readonly kind: 'annotation';
  readonly item: AnnotationItem;
  readonly within: string;
}

type Grouping = AnnotationsParams['by'];

/** How many annotations a group shows before "Show more". */
const PAGE = 200;
/** How long changes gather, in milliseconds. */
const SETTLE = 200;
/** Where VS Code keeps which orphans are to stay as they are, and how the view is divided. */
const KEPT = 'carrel.keptOrphans';
const BY = 'carrel.annotationsBy';

/** All highlights and remarks in the sidebar. Holds what is shown; asks the server for the rest when a group is opened. */
export class AnnotationsView implements vscode.TreeDataProvider<AnnotationNode>, vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #memory: vscode.Memento;
  readonly #changed = this.#own.add(new vscode.EventEmitter<AnnotationNode | undefined>());
  readonly #view: vscode.TreeView<AnnotationNode>;
  readonly #limits = new Map<string, number>();
  /** Groups that are open, with the rows that are shown. */
  readonly #open = new Map<
    string,
    { readonly node: AnnotationNode; readonly rows: readonly AnnotationRow[] }
  >();
  /** Where the keys were last. */
  #row: AnnotationRow | null = null;
  #filter = '';
  #orphans: readonly AnnotationItem[] = [];
  #timer: NodeJS.Timeout | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server, memory: vscode.Memento) {
    this.#server = server;
    this.#memory = memory;
    this.#view = this.#own.add(
      vscode.window.createTreeView(VIEWS.annotations, { treeDataProvider: this, showCollapseAll: true }),
    );
    this.#own.add(
      server.onChange((state) => {
        if (!state.running || !state.index?.indexing) this.#refreshSoon();
      }),
    );
    this.#own.add(
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#refreshSoon();
      }),
    );
  }

  async getChildren(node?: AnnotationNode): Promise<AnnotationNode[]> {
    if (!node) return this.#roots();
    if (node.kind === 'orphans')
      return node.items.map((item) => ({ kind: 'annotation', item, within: 'orphans' }));
    if (node.kind === 'lost') return node.files.map((file) => ({ kind: 'lostFile', file }));
    if (node.kind !== 'group') return [];
    const group = node.group.id;
    const limit = this.#limits.get(group) ?? PAGE;
    const page = await this.#server.ask<AnnotationPage>(annotationsRequest, {
      ...this.#params,
      group,
      limit,
    });
    if (!page) return [];
    const left = page.total - page.items.length;
    const rows = page.items.map((item): AnnotationRow => ({ kind: 'annotation', item, within: group }));
    this.#open.set(group, { node, rows });
    return [...rows, ...(left > 0 ? [{ kind: 'moreAnnotations', group, left } as const] : [])];
  }

  getParent(node: AnnotationNode): AnnotationNode | undefined {
    return node.kind === 'annotation' ? this.#open.get(node.within)?.node : undefined;
  }

  getTreeItem(node: AnnotationNode): vscode.TreeItem {
    switch (node.kind) {
      case 'orphans':
        return orphansItem(node);
      case 'lost':
        return lostItem(node.files);
      case 'lostFile':
        return lostFileItem(node.file);
      case 'group':
        return groupItem(node.group, this.#by);
      case 'annotation':
        return annotationItem(node.item, node.within, this.#by === 'paper' && node.within !== 'orphans');
      case 'moreAnnotations':
        return moreTreeItem(node.group, node.left, COMMANDS.showMoreAnnotations);
    }
  }

  /** The annotation that the keys are on. */
  async focused(): Promise<AnnotationItem | null> {
    const node = await focusedRow(this.#view);
    this.#row = node?.kind === 'annotation' ? node : null;
    return this.#row?.item ?? null;
  }

  /** Gives the focus to the row behind the one that the keys were on, or in front of it, as that one goes. */
  async leaveRow(): Promise<void> {
    const gone = this.#row;
    const rows = (gone && this.#open.get(gone.within)?.rows) ?? [];
    const at = rows.findIndex(({ item }) => gone !== null && nameOf(item) === nameOf(gone.item));
    const next = at < 0 ? undefined : (rows[at + 1] ?? rows[at - 1]);
    // Where the view was drawn anew meanwhile the row may be another one: then the focus stays where VS Code puts it.
    if (next)
      await Promise.resolve(this.#view.reveal(next, { select: false, focus: true })).catch(() => undefined);
  }

  showMore(group: unknown): void {
    if (typeof group !== 'string') return;
    this.#limits.set(group, (this.#limits.get(group) ?? PAGE) + PAGE);
    this.#changed.fire(undefined);
  }

  async askGrouping(): Promise<void> {
    const names = groupingNames();
    const items = GROUPINGS.map((by) => ({
      label: names[by],
      by,
      ...(by === this.#by ? { description: vscode.l10n.t('now') } : {}),
    }));
    const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group Annotations by') });
    if (!chosen) return;
    await this.#memory.update(BY, chosen.by);
    this.#limits.clear();
    this.#changed.fire(undefined);
  }

  /** Shows only annotations with some words; all again where they are empty. */
  async filter(given: string | undefined): Promise<void> {
    const filter =
      given ??
      (await vscode.window.showInputBox({
        title: vscode.l10n.t('Filter Annotations'),
        prompt: vscode.l10n.t('Words of the quote, comment, title, tags, colour or annotator.'),
        value: this.#filter,
      }));
    if (filter === undefined) return;
    this.#filter = filter.trim();
    this.#view.description = this.#filter;
    await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.annotationsFiltered, this.#filter !== '');
    this.#refreshSoon();
  }

  /** Leaves an orphan as it is: it is not offered for repair any more. */
  async keep(item: { readonly ref: string; readonly id: string } | null): Promise<void> {
    if (!item) return;
    const kept = this.#kept;
    const name = nameOf(item);
    await this.#memory.update(
      KEPT,
      kept.includes(name) ? kept.filter((one) => one !== name) : [...kept, name],
    );
    this.#changed.fire(undefined);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#own.dispose();
  }

  get #by(): Grouping {
    const kept = this.#memory.get<string>(BY);
    return GROUPINGS.find((by) => by === kept) ?? 'paper';
  }

  get #kept(): readonly string[] {
    return this.#memory.get<readonly string[]>(KEPT) ?? [];
  }

  get #params(): AnnotationsParams {
    return { by: this.#by, filter: this.#filter };
  }

  async #roots(): Promise<AnnotationNode[]> {
    const groups =
      (await this.#server.ask<readonly AnnotationGroupItem[]>(annotationGroupsRequest, this.#params)) ?? [];
    // A file says little that one could filter by.
    const lost =
      this.#filter === '' ? ((await this.#server.ask<readonly LostFile[]>(lostFilesRequest)) ?? []) : [];
    const kept = this.#kept;
    const open = this.#orphans.filter((item) => !kept.includes(nameOf(item)));
    const left = this.#orphans.filter((item) => kept.includes(nameOf(item)));
    return [
      ...(open.length > 0 ? [{ kind: 'orphans', items: open, isKept: false } as const] : []),
      ...groups.map((group): AnnotationNode => ({
        kind: 'group',
        group,
        ...(this.#by === 'paper' ? { ref: group.id } : {}),
      })),
      ...(lost.length > 0 ? [{ kind: 'lost', files: lost } as const] : []),
      ...(left.length > 0 ? [{ kind: 'orphans', items: left, isKept: true } as const] : []),
    ];
  }

  /** Orphans take long to find in a large library: the rest is shown first. */
  #refreshSoon(): void {
    if (!this.#view.visible) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#changed.fire(undefined);
      void this.#findOrphans();
    }, SETTLE);
  }

  async #findOrphans(): Promise<void> {
    const found = (await this.#server.ask<readonly AnnotationItem[]>(orphansRequest, this.#params)) ?? [];
    if (JSON.stringify(found) === JSON.stringify(this.#orphans)) return;
    this.#orphans = found;
    const kept = this.#kept;
    const open = found.filter((item) => !kept.includes(nameOf(item))).length;
    this.#view.badge =
      open === 0
        ? undefined
        : { value: open, tooltip: vscode.l10n.t('{0} highlights whose words are gone', open) };
    this.#changed.fire(undefined);
  }
}

function nameOf({ ref, id }: { readonly ref: string; readonly id: string }): string {
  return `${ref} ${id}`;
}

function groupingNames(): Record<Grouping, string> {
  return {
    paper: vscode.l10n.t('Paper'),
    color: vscode.l10n.t('Colour'),
    tag: vscode.l10n.t('Tag'),
    date: vscode.l10n.t('Month'),
  };
}

function orphansItem({ items, isKept }: Extract<AnnotationNode, { kind: 'orphans' }>): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const label = isKept ? vscode.l10n.t('Kept without a place') : vscode.l10n.t('Words are gone');
  const item = new vscode.TreeItem(label, isKept ? Collapsed : Expanded);
  item.id = isKept ? 'kept' : 'orphans';
  item.description = String(items.length);
  item.iconPath = new vscode.ThemeIcon(
    isKept ? 'pinned' : 'warning',
    isKept ? undefined : new vscode.ThemeColor('list.warningForeground'),
  );
  item.tooltip = vscode.l10n.t(
    'The words of these highlights no longer stand in title or abstract. Accept the nearest words, choose a place, or keep a highlight as it is. Nothing is deleted.',
  );
  return item;
}

function groupItem({ id, label, count }: AnnotationGroupItem, by: Grouping): vscode.TreeItem {
  const item = new vscode.TreeItem(groupLabel(label, by), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `group ${by} ${id}`;
  item.description = String(count);
  item.contextValue = by === 'paper' ? 'paper' : 'annotationGroup';
  if (by === 'color' && id in ICON_COLORS)
    item.iconPath = new vscode.ThemeIcon(
      'circle-filled',
      new vscode.ThemeColor(ICON_COLORS[id as keyof typeof ICON_COLORS]),
    );
  return item;
}

function groupLabel(label: string, by: Grouping): string {
  if (by === 'date') {
    if (label === '') return vscode.l10n.t('No date');
    const month = new Date(`${label}-01T00:00:00Z`);
    return Number.isNaN(month.getTime())
      ? label
      : new Intl.DateTimeFormat(vscode.env.language, {
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        }).format(month);
  }
  if (by === 'color') {
    if (label === '') return vscode.l10n.t('Remarks');
    const names: Readonly<Record<string, string>> = {
      yellow: vscode.l10n.t('Yellow'),
      green: vscode.l10n.t('Green'),
      blue: vscode.l10n.t('Blue'),
      red: vscode.l10n.t('Red'),
    };
    return names[label] ?? label;
  }
  return label === '' ? vscode.l10n.t('No tag') : label;
}
