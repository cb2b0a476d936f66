import { mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TextDocumentEdit, type Connection } from 'vscode-languageserver';
import { applyEdits, type TextEdit } from '../core/text/text-edit.ts';
import { rangeOf } from './convert.ts';
import { decodeUtf8 } from './node/disk.ts';
import { exclusively } from './node/exclusive.ts';
import { removeFile, replaceFile } from './node/write.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** Computes edits on a text; null where the edit does not fit the text as it is now. A file that does not exist is '' and `isNew`. */
export type Change = (text: string, isNew: boolean) => readonly TextEdit[] | null;

export interface EditOptions {
  /** Whether a closed file that is left without text is deleted. */
  readonly dropsEmpty?: boolean;
  /** Whether a closed file is taken in as it was found also where nothing is written: the client may not know it so. */
  readonly takesIn?: boolean;
}

export type EditOutcome = { readonly done: true } | { readonly done: false; readonly reason: string };

/** How often an edit is computed anew because the file changed under it. */
const TRIES = 3;

/** How long the client may take to send the text that an applied edit made, in milliseconds. */
const ECHO = 5_000;

/**
 * Edits files of the workspace. A text that is open is edited in the client, so that unsaved work is respected; a closed file is
 * written here, whole. Edits of one file wait for each other: each is computed on the text that the one before left.
 */
export class FileEditor {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #queues = new Map<string, Promise<EditOutcome>>();

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  edit(path: string, change: Change, options: EditOptions = {}): Promise<EditOutcome> {
    if (this.#session.workspace.isReadOnly(path))
      return Promise.resolve(
        refused(`${path} is read-only: the settings say so, or another program exports to it`),
      );
    const run = (this.#queues.get(path) ?? Promise.resolve()).then(() => this.#run(path, change, options));
    const settled = run.catch((error: unknown): EditOutcome =>
      refused(error instanceof Error ? error.message : String(error)),
    );
    this.#queues.set(path, settled);
    void settled.then(() => {
      if (this.#queues.get(path) === settled) this.#queues.delete(path);
    });
    return settled;
  }

  async #run(path: string, change: Change, options: EditOptions): Promise<EditOutcome> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const document = this.#session.documentOfPath(path);
      const outcome = document
        ? await this.#editOpen(document, change)
        : await this.#editClosed(path, change, options);
      if (outcome) return outcome;
    }
    return refused(`${path} kept changing while it was edited`);
  }

  /** Null where the text changed meanwhile. */
  async #editOpen(document: OpenDocument, change: Change): Promise<EditOutcome | null> {
    const edits = change(document.text, false);
    if (!edits) return refused('the edit does not fit the text any more');
    const expected = applyEdits(document.text, edits);
    if (expected === document.text) return { done: true };
    const textEdits = edits.map(({ span, text }) => ({
      range: rangeOf(document.lines, span, this.#session.client.encoding),
      newText: text,
    }));
    const { uri, version } = document;
    const { applied } = await this.#connection.workspace.applyEdit({
      documentChanges: [TextDocumentEdit.create({ uri, version }, textEdits)],
    });
    if (!applied) return null;
    // The answer can come before the change itself.
    await this.#session.whenText(uri, (text) => text === expected, ECHO);
    return { done: true };
  }

  async #editClosed(path: string, change: Change, options: EditOptions): Promise<EditOutcome | null> {
    const named = this.#session.roots.fileOf(path);
    if (named === null) return refused(`${path} lies in no folder of the workspace`);
    const file = await realpath(named).catch(() => named);
    return exclusively(file, () => this.#editFile(path, file, change, options));
  }

  async #editFile(
    path: string,
    file: string,
    change: Change,
    options: EditOptions,
  ): Promise<EditOutcome | null> {
    const before = await readFile(file).catch(() => null);
    const text = before === null ? '' : decodeUtf8(before);
    if (text === null) return refused(`${path} is not UTF-8 text; it is read, but not written`);
    const edits = change(text, before === null);
    if (!edits) {
      if (options.takesIn && before !== null) this.#takeIn(path, text);
      return refused('the edit does not fit the text any more');
    }
    const after = applyEdits(text, edits);
    const isDropped = before !== null && after === '' && options.dropsEmpty === true;
    if (after === text && !isDropped) return { done: true };
    if (isDropped) {
      if (removeFile(file, before) !== 'written') return null;
      this.#session.workspace.removeFile(path);
      this.#session.commit();
      return { done: true };
    }
    await mkdir(dirname(file), { recursive: true });
    if ((await replaceFile(file, before, new TextEncoder().encode(after))) !== 'written') return null;
    this.#takeIn(path, after);
    return { done: true };
  }

  #takeIn(path: string, text: string): void {
    this.#session.workspace.setFile(path, text);
    this.#session.commit();
  }
}

function refused(reason: string): EditOutcome {
  return { done: false, reason };
}
