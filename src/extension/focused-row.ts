import * as vscode from 'vscode';
import { refOfArgument } from './papers.ts';

/** VS Code answers at once; where no row has the focus it says nothing. In milliseconds. */
const PATIENCE = 500;
const TOGGLE = 'list.toggleSelection';

let last: Promise<unknown> = Promise.resolve();

/**
 * The row of a view that has the focus, where the keyboard is in that view. VS Code tells extensions only what is selected, and arrows move the
 * focus alone: so the focused row's selection is turned over, which tells the row, and back. Without such a row it is the selected one.
 */
export function focusedRow<T>(view: vscode.TreeView<T>): Promise<T | undefined> {
  const found = last.then(async () => {
    const before = view.selection;
    const after = await toggled(view);
    if (!after) return before[0];
    await toggled(view);
    return after.find((node) => !before.includes(node)) ?? before.find((node) => !after.includes(node));
  });
  last = found.catch(() => undefined);
  return found;
}

/** A view whose rows can be papers. */
export interface HasFocusedPapers {
  /** The papers that a key is about: all that are selected where the focus is among them, else the one that has the focus. */
  focusedPapers(): Promise<readonly string[]>;
}

export async function focusedPapers<T>(view: vscode.TreeView<T>): Promise<readonly string[]> {
  const row = await focusedRow(view);
  const { selection } = view;
  const rows = row === undefined || selection.includes(row) ? selection : [row];
  return rows.flatMap((one) => refOfArgument(one) ?? []);
}

/** What is selected when the focused row's selection was turned over; null where nothing changed. */
async function toggled<T>(view: vscode.TreeView<T>): Promise<readonly T[] | null> {
  const changed = new Promise<readonly T[] | null>((resolve) => {
    const timer = setTimeout(() => done(null), PATIENCE);
    const listening = view.onDidChangeSelection(({ selection }) => done(selection));
    const done = (selection: readonly T[] | null): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve(selection);
    };
  });
  await vscode.commands.executeCommand(TOGGLE);
  return changed;
}
