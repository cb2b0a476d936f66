import * as vscode from 'vscode';
import { GROUPING_IDS, SORT_IDS } from '../protocol/library.ts';
import { COMMANDS } from './ids.ts';
import { groupingNames, sortNames } from './library-names.ts';
import type { LibraryNode } from './library-node.ts';
import type { LibraryView } from './library-view.ts';
import type { Server } from './server.ts';

const KEEP_TOPIC = 'carrel.topics.keep';
const TOPICS_FILE = '.carrel/topics.yaml';

/** How the library is arranged and filtered, and searches that are kept. `queryOf` reads a keybinding's query. */
export function libraryCommands(
  server: Server,
  view: LibraryView,
  queryOf: (argument: unknown) => string | undefined,
): vscode.Disposable[] {
  const command = (id: string, run: (argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, run);
  return [
    command(COMMANDS.filterLibrary, (argument) => view.askFilter(queryOf(argument))),
    command(COMMANDS.clearFilter, () => view.filter('')),
    command(COMMANDS.showMore, (of) => typeof of === 'string' && view.showMore(of)),
    command(COMMANDS.groupLibrary, (argument) => group(view, argument)),
    command(COMMANDS.sortLibrary, (argument) => sort(view, argument)),
    command(COMMANDS.saveSearch, (argument) => saveSearch(server, queryOf(argument) ?? view.query)),
    command(COMMANDS.editSearches, () => editSearches()),
    command(COMMANDS.keepTopic, (node) => keepTopic(server, node as LibraryNode)),
  ];
}

/** Keeps a query under a name, as a topic with a live count. */
export async function saveSearch(server: Server, given: string): Promise<void> {
  const query =
    given !== ''
      ? given
      : await vscode.window.showInputBox({
          title: vscode.l10n.t('Save Search as Topic'),
          prompt: vscode.l10n.t('The query, as in the search box.'),
          placeHolder: 'title:(sparse OR linear) year:2023..',
        });
  if (query === undefined || query.trim() === '') return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Save Search as Topic'),
    prompt: vscode.l10n.t(
      'A name for “{0}”. It is kept in {1}, and shown among the topics.',
      query,
      TOPICS_FILE,
    ),
    value: query.trim(),
  });
  if (name === undefined || name.trim() === '') return;
  const kept = await server.run<{ readonly done: boolean }>(KEEP_TOPIC, {
    name: name.trim(),
    query: query.trim(),
  });
  if (kept?.done) vscode.window.setStatusBarMessage(vscode.l10n.t('Saved “{0}”.', name.trim()), 3000);
}

async function keepTopic(server: Server, node: LibraryNode | undefined): Promise<void> {
  if (node?.kind !== 'group') return;
  const kept = await server.run<{ readonly done: boolean }>(KEEP_TOPIC, { topic: node.group.id });
  if (kept?.done) vscode.window.setStatusBarMessage(vscode.l10n.t('Kept “{0}”.', node.group.label), 3000);
}

async function editSearches(): Promise<void> {
  const [file] = await vscode.workspace.findFiles(`**/${TOPICS_FILE}`, null, 1);
  if (file) await vscode.window.showTextDocument(file);
  else
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No search is saved yet. “Save Search as Topic…” saves one.'),
    );
}

async function group(view: LibraryView, given: unknown): Promise<void> {
  const named = GROUPING_IDS.find((id) => id === valueOf(given, 'by'));
  const by = named ?? (await pick(vscode.l10n.t('Group the Library By'), groupingNames(), view.by));
  if (by) await view.arrange(by, view.sort);
}

async function sort(view: LibraryView, given: unknown): Promise<void> {
  const named = SORT_IDS.find((id) => id === valueOf(given, 'by'));
  const by = named ?? (await pick(vscode.l10n.t('Sort the Library By'), sortNames(), view.sort));
  if (by) await view.arrange(view.by, by);
}

async function pick<T extends string>(
  title: string,
  names: ReadonlyMap<T, string>,
  current: T,
): Promise<T | undefined> {
  const items = [...names].map(([value, label]) => ({
    value,
    label,
    ...(value === current ? { description: vscode.l10n.t('now') } : {}),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

function valueOf(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, name)) return undefined;
  return (given as Record<string, unknown>)[name];
}
