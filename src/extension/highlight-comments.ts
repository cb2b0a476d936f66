import * as vscode from 'vscode';
import type { HighlightMark } from '../protocol/annotations.ts';
import { annotate } from './annotating.ts';
import { Disposables } from './disposables.ts';
import { rangeOf, type HighlightDecorations } from './highlight-decorations.ts';
import type { Server } from './server.ts';

const SETTING = 'carrel.comments.enabled';
/** Also stands in the conditions of package.json. */
const CONTROLLER = 'carrelHighlights';

/** A highlight's comment in VS Code's Comments view. Its words are shown as text, and edited as they were written. */
class HighlightComment implements vscode.Comment {
  readonly mark: HighlightMark;
  readonly author: vscode.CommentAuthorInformation;
  readonly contextValue = 'carrelComment';
  readonly thread: vscode.CommentThread;
  mode = vscode.CommentMode.Preview;
  body: string | vscode.MarkdownString;

  constructor(mark: HighlightMark, thread: vscode.CommentThread) {
    this.mark = mark;
    this.thread = thread;
    this.author = { name: mark.annotator ?? vscode.l10n.t('You') };
    this.body = new vscode.MarkdownString().appendText(mark.comment);
  }

  edit(isEdited: boolean): void {
    this.mode = isEdited ? vscode.CommentMode.Editing : vscode.CommentMode.Preview;
    this.body = isEdited ? this.mark.comment : new vscode.MarkdownString().appendText(this.mark.comment);
    this.thread.comments = [...this.thread.comments];
  }
}

/**
 * Comments of highlights in VS Code's own Comments view and gutter, where the reader switched that on. Threads are made for digests that are
 * visible only, and closed, since VS Code opens its panel by itself for others.
 */
export class HighlightComments implements vscode.Disposable {
  readonly #own = new Disposables();
  readonly #server: Server;
  readonly #decorations: HighlightDecorations;
  #controller: vscode.CommentController | null = null;
  readonly #threads = new Map<string, vscode.CommentThread>();

  constructor(server: Server, decorations: HighlightDecorations) {
    this.#server = server;
    this.#decorations = decorations;
    this.#own.add(decorations.onDidShow(() => this.#show()));
    this.#own.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.#show();
      }),
    );
  }

  edit(comment: unknown): void {
    if (comment instanceof HighlightComment) comment.edit(true);
  }

  cancel(comment: unknown): void {
    if (comment instanceof HighlightComment) comment.edit(false);
  }

  async save(comment: unknown): Promise<void> {
    if (!(comment instanceof HighlightComment)) return;
    const { body, mark } = comment;
    const text = typeof body === 'string' ? body : body.value;
    const argument = { paper: mark.ref, id: mark.id, comment: text, was: mark.comment };
    if (await annotate(this.#server, 'updateHighlight', argument, vscode.l10n.t('Comment saved.')))
      comment.edit(false);
  }

  async remove(comment: unknown): Promise<void> {
    if (!(comment instanceof HighlightComment)) return;
    const { ref, id, comment: was } = comment.mark;
    const done = vscode.l10n.t('Comment deleted; the highlight stays.');
    await annotate(this.#server, 'updateHighlight', { paper: ref, id, comment: '', was }, done);
  }

  /** Makes a highlight of the lines that a new thread stands on, with the reply as its comment. */
  async add(reply: unknown): Promise<void> {
    const { thread, text } = reply as vscode.CommentReply;
    const { range, uri } = thread;
    if (!range) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const { start } = range;
    const end = document.lineAt(range.end.line).range.end;
    const at = {
      uri: uri.toString(),
      range: {
        start: { line: start.line, character: start.character },
        end: { line: end.line, character: end.character },
      },
    };
    const argument = { at, color: 'yellow', comment: text };
    if (await annotate(this.#server, 'addHighlight', argument, vscode.l10n.t('Highlighted.')))
      thread.dispose();
  }

  dispose(): void {
    this.#clear();
    this.#own.dispose();
  }

  #show(): void {
    if (vscode.workspace.getConfiguration().get<boolean>(SETTING) !== true) {
      this.#clear();
      return;
    }
    const controller = (this.#controller ??= this.#make());
    const wanted = new Set<string>();
    for (const [uri, marks] of this.#decorations.digests)
      for (const mark of marks) {
        if (mark.comment === '') continue;
        const name = `${uri} ${mark.ref} ${mark.id}`;
        wanted.add(name);
        this.#put(controller, name, vscode.Uri.parse(uri, true), mark);
      }
    for (const [name, thread] of this.#threads)
      if (!wanted.has(name)) {
        thread.dispose();
        this.#threads.delete(name);
      }
  }

  /** What is being edited is left alone. */
  #put(controller: vscode.CommentController, name: string, uri: vscode.Uri, mark: HighlightMark): void {
    const range = rangeOf(mark);
    const known = this.#threads.get(name);
    const [shown] = known?.comments ?? [];
    if (known && shown instanceof HighlightComment) {
      if (!known.range?.isEqual(range)) known.range = range;
      if (shown.mark.comment !== mark.comment && shown.mode === vscode.CommentMode.Preview)
        known.comments = [new HighlightComment(mark, known)];
      return;
    }
    const thread = controller.createCommentThread(uri, range, []);
    thread.comments = [new HighlightComment(mark, thread)];
    thread.canReply = false;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
    thread.label = vscode.l10n.t('Highlight');
    this.#threads.set(name, thread);
  }

  #make(): vscode.CommentController {
    const controller = vscode.comments.createCommentController(CONTROLLER, 'Carrel');
    controller.options = { placeHolder: vscode.l10n.t('Markdown, kept in the paper’s annotations.') };
    controller.commentingRangeProvider = {
      provideCommentingRanges: (document) =>
        this.#decorations.digests.has(document.uri.toString())
          ? [new vscode.Range(0, 0, Math.max(0, document.lineCount - 1), 0)]
          : [],
    };
    return controller;
  }

  #clear(): void {
    for (const thread of this.#threads.values()) thread.dispose();
    this.#threads.clear();
    this.#controller?.dispose();
    this.#controller = null;
  }
}
