import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';

/** A file's text before and after the last rename. */
interface Renamed {
  readonly before: string;
  readonly after: string;
}

/** How long after the last file was undone a rename is looked at whole, in milliseconds: VS Code tells of its files one by one. */
const QUIET = 1000;

/**
 * Keeps a rename whole on disk. VS Code saves the files that a rename changed, but neither its undo nor its redo, which would leave
 * hundreds of unsaved editors behind; and where one of the files was changed since, it undoes the file in front alone, which would leave the
 * others with a key that is no more. What the user had not saved before is never saved here, and what was changed since is left as it is.
 */
export class RenameSaving implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #undone = new Set<string>();
  #renamed = new Map<string, Renamed>();
  /** The files of the rename that the last undo or redo has reached. */
  #reached = new Set<string>();
  #looking: NodeJS.Timeout | null = null;

  constructor() {
    this.#own.add(
      vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
        const uri = document.uri.toString();
        if (reason !== undefined && this.#isRename(document)) {
          this.#undone.add(uri);
          this.#reach(uri, reason === vscode.TextDocumentChangeReason.Undo ? 'before' : 'after');
        }
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
    this.#forget();
    this.#renamed = renamed;
    return edit;
  }

  dispose(): void {
    this.#forget();
    this.#own.dispose();
  }

  #forget(): void {
    if (this.#looking) clearTimeout(this.#looking);
    this.#looking = null;
    this.#reached = new Set();
  }

  /** A file has the text from before or after the rename again; the others follow, if not by VS Code's own doing. */
  #reach(uri: string, state: keyof Renamed): void {
    if (this.#textOf(uri) !== this.#renamed.get(uri)?.[state]) return;
    this.#reached.add(uri);
    if (this.#looking) clearTimeout(this.#looking);
    this.#looking = setTimeout(() => {
      const reached = this.#reached;
      this.#forget();
      if (reached.size < this.#renamed.size) void this.#complete(state, reached);
    }, QUIET);
  }

  /** Brings the files that an undo or redo did not reach to the state of the others, where nobody changed them since. */
  async #complete(state: keyof Renamed, reached: ReadonlySet<string>): Promise<void> {
    const renamed = this.#renamed;
    const other = state === 'before' ? 'after' : 'before';
    const edit = new vscode.WorkspaceEdit();
    const documents: vscode.TextDocument[] = [];
    for (const [name, texts] of renamed) {
      if (reached.has(name)) continue;
      const uri = vscode.Uri.parse(name);
      // A file that is gone since has nothing to bring back.
      const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => null);
      if (!document || document.isDirty || document.getText() !== texts[other]) continue;
      const end = document.lineAt(document.lineCount - 1).range.end;
      edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), end), texts[state]);
      documents.push(document);
    }
    if (documents.length === 0 || this.#renamed !== renamed) return;
    await vscode.workspace.applyEdit(edit);
    for (const document of documents) await document.save();
  }

  #textOf(uri: string): string | undefined {
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.getText();
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
