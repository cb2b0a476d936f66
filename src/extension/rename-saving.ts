import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';

/** A file's text before and after the last rename. */
interface Renamed {
  readonly before: string;
  readonly after: string;
}

/**
 * Keeps a rename whole on disk. VS Code saves the files that a rename changed, but neither its undo nor its redo, which would leave
 * hundreds of unsaved editors behind. What the user had not saved before is never saved here.
 */
export class RenameSaving implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #undone = new Set<string>();
  #renamed = new Map<string, Renamed>();

  constructor() {
    this.#own.add(
      vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
        const uri = document.uri.toString();
        if (reason !== undefined && this.#isRename(document)) this.#undone.add(uri);
        // That a document is unsaved is told by an event of its own, behind that of the change.
        if (document.isDirty && this.#undone.delete(uri) && this.#isRename(document)) void document.save();
      }),
    );
  }

  /** Takes note of a rename that is about to be applied; gives the edit back. */
  async note(
    edit: vscode.WorkspaceEdit | null | undefined,
  ): Promise<vscode.WorkspaceEdit | null | undefined> {
    if (!edit) return edit;
    const renamed = new Map<string, Renamed>();
    for (const [uri, edits] of edit.entries()) {
      const document = await vscode.workspace.openTextDocument(uri);
      if (document.isDirty) continue;
      const before = document.getText();
      renamed.set(uri.toString(), { before, after: applied(document, edits) });
    }
    this.#renamed = renamed;
    return edit;
  }

  dispose(): void {
    this.#own.dispose();
  }

  /** Whether a document reads as the last rename left it, or as it was before. */
  #isRename(document: vscode.TextDocument): boolean {
    const renamed = this.#renamed.get(document.uri.toString());
    if (!renamed) return false;
    const text = document.getText();
    return text === renamed.before || text === renamed.after;
  }
}

function applied(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const text = document.getText();
  const ordered = edits
    .map(({ range, newText }) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => a.start - b.start);
  let result = '';
  let at = 0;
  for (const { start, end, newText } of ordered) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
