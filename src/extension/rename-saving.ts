import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';

/** A file's text before and after the last rename. */
interface Renamed {
  readonly before: string;
  readonly after: string;
}

/** An undo or redo of the rename that is under way. */
interface Undoing {
  /** What the files are to be. */
  state: keyof Renamed;
  /** The editors that were open when it began: VS Code opens one for whatever stays unsaved a while. */
  readonly tabs: ReadonlySet<string>;
}

/** How long after the last file was undone or saved a rename is looked at whole, in milliseconds: VS Code tells of its files one by one. */
const QUIET = 1000;
/** VS Code lets go of what an extension opened when it opens some dozens more. */
const AT_ONCE = 20;

/**
 * Keeps a rename whole on disk. VS Code saves the files that a rename changed, but neither its undo nor its redo, which would leave
 * hundreds of unsaved editors behind; where one of the files was changed since, it undoes the file in front alone, which would leave the
 * others with a key that is no more; and what is undone while it is still being saved it takes for saved, though the disk has the other text. What the
 * user had not saved before is never saved here, and what was changed since is left as it is.
 */
export class RenameSaving implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #undone = new Set<string>();
  #renamed = new Map<string, Renamed>();
  #undoing: Undoing | null = null;
  #looking: NodeJS.Timeout | null = null;

  constructor() {
    this.#own.add(
      vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
        const uri = document.uri.toString();
        if (reason !== undefined && this.#isRename(document)) {
          this.#undone.add(uri);
          this.#reach(document, reason === vscode.TextDocumentChangeReason.Undo ? 'before' : 'after');
        }
        // That a document is unsaved is told by an event of its own, behind that of the change.
        if (document.isDirty && this.#undone.delete(uri) && this.#isRename(document)) void document.save();
        this.#stir(uri);
      }),
    );
    this.#own.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#stir(uri.toString())));
  }

  /** Takes note of a rename that is about to be applied; gives the edit back. */
  async note(
    edit: vscode.WorkspaceEdit | null | undefined,
  ): Promise<vscode.WorkspaceEdit | null | undefined> {
    if (!edit) return edit;
    const renamed = new Map<string, Renamed>();
    const entries = edit.entries();
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      const some = entries.slice(from, from + AT_ONCE).map(async ([uri, edits]) => {
        const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => null);
        if (!document || document.isDirty) return;
        const before = document.getText();
        renamed.set(uri.toString(), { before, after: applied(document, edits) });
      });
      await Promise.all(some);
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
    this.#undoing = null;
  }

  /** A file has the text from before or after the rename again; the others follow, if not by VS Code's own doing. */
  #reach(document: vscode.TextDocument, state: keyof Renamed): void {
    const uri = document.uri.toString();
    if (document.getText() !== this.#renamed.get(uri)?.[state]) return;
    this.#undoing ??= { state, tabs: new Set(openTabs().keys()) };
    this.#undoing.state = state;
  }

  /** Waits anew until nothing happens to the files any more. */
  #stir(uri: string): void {
    if (!this.#undoing || !this.#renamed.has(uri)) return;
    if (this.#looking) clearTimeout(this.#looking);
    this.#looking = setTimeout(() => {
      const undoing = this.#undoing;
      this.#forget();
      if (undoing) void this.#settle(undoing);
    }, QUIET);
  }

  /** Brings the files that an undo or redo did not reach, or not on disk, to the state of the others, where nobody changed them since. */
  async #settle({ state, tabs }: Undoing): Promise<void> {
    const renamed = this.#renamed;
    const documents = new Map(vscode.workspace.textDocuments.map((one) => [one.uri.toString(), one]));
    const files = [...renamed];
    for (let from = 0; from < files.length; from += AT_ONCE) {
      if (this.#renamed !== renamed || this.#undoing) return;
      const some = files.slice(from, from + AT_ONCE);
      await Promise.all(some.map(([name, texts]) => bring(name, texts, state, documents.get(name))));
    }
    const left = [...openTabs()].flatMap(([name, tab]) =>
      renamed.has(name) && !tabs.has(name) && !tab.isDirty && !tab.isActive ? [tab] : [],
    );
    if (left.length > 0) await vscode.window.tabGroups.close(left, true);
  }

  /** Whether a document reads as the last rename left it, or as it was before. */
  #isRename(document: vscode.TextDocument): boolean {
    const renamed = this.#renamed.get(document.uri.toString());
    if (!renamed) return false;
    const text = document.getText();
    return text === renamed.before || text === renamed.after;
  }
}

/**
 * Brings one file to a state of the rename. What is in an editor is saved; else it is the disk that counts: VS Code may take a document for saved
 * that it is not, and reads it again when the file changes.
 */
async function bring(
  name: string,
  texts: Renamed,
  state: keyof Renamed,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const [wanted, other] = [texts[state], texts[state === 'before' ? 'after' : 'before']];
  if (document?.isDirty === true) {
    if (document.getText() === wanted) await document.save();
    return;
  }
  const uri = vscode.Uri.parse(name);
  // A file that is gone since has nothing to bring back.
  const bytes = await vscode.workspace.fs.readFile(uri).then(undefined, () => null);
  if (!bytes) return;
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
  if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) !== mark + other) return;
  await vscode.workspace.fs
    .writeFile(uri, new TextEncoder().encode(mark + wanted))
    .then(undefined, () => null);
}

/** Editors of text that are open, by their file. */
function openTabs(): Map<string, vscode.Tab> {
  const tabs = new Map<string, vscode.Tab>();
  for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs))
    if (tab.input instanceof vscode.TabInputText) tabs.set(tab.input.uri.toString(), tab);
  return tabs;
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
