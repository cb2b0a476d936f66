import * as vscode from 'vscode';
import { AnnotationCommands, type FindAnnotation } from './annotation-commands.ts';
import { exportAnnotations, importAnnotations } from './annotation-exchange.ts';
import { AnnotationsView } from './annotations-view.ts';
import { textOf } from './annotating.ts';
import type { Cards } from './cards.ts';
import { HighlightComments } from './highlight-comments.ts';
import { HighlightDecorations } from './highlight-decorations.ts';
import { COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

/** All that shows and changes highlights and remarks outside of the card. */
export function annotationFeatures(
  server: Server,
  cards: Cards,
  memory: vscode.Memento,
): readonly { dispose(): unknown }[] {
  const decorations = new HighlightDecorations(server);
  const view = new AnnotationsView(server, memory);
  const comments = new HighlightComments(server, decorations);
  const find = finder(view, decorations);
  const commands = new AnnotationCommands(server, cards, find);
  const command = (id: string, run: (given: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, run);
  return [
    decorations,
    view,
    comments,
    command(COMMANDS.editComment, (given) => commands.editComment(given)),
    command(COMMANDS.recolorHighlight, (given) => commands.recolor(given)),
    command(COMMANDS.removeAnnotation, async (given) => {
      if ((await commands.remove(given)) && textOf(given, 'from') === 'view') await view.leaveRow();
    }),
    command(COMMANDS.showAnnotation, (given) => commands.show(given)),
    command(COMMANDS.copyAnnotationLink, (given) => commands.copyLink(given)),
    command(COMMANDS.openAnnotationFile, (given) => commands.openFile(given)),
    command(COMMANDS.acceptGuess, (given) => commands.acceptGuess(given)),
    command(COMMANDS.choosePlace, (given) => commands.choosePlace(given)),
    command(COMMANDS.keepOrphan, async (given) => view.keep(await find(given))),
    command(COMMANDS.groupAnnotations, () => view.askGrouping()),
    command(COMMANDS.filterAnnotations, (given) => view.filter(textOf(given, 'filter'))),
    command(COMMANDS.clearAnnotationFilter, () => view.filter('')),
    command(COMMANDS.showMoreAnnotations, (group) => view.showMore(group)),
    command(COMMANDS.exportAnnotations, (given) => exportAnnotations(server, false, given)),
    command(COMMANDS.exportMarked, (given) => exportAnnotations(server, true, given)),
    command(COMMANDS.importAnnotations, (given) => importAnnotations(server, given)),
    command(COMMANDS.commentsAdd, (reply) => comments.add(reply)),
    command(COMMANDS.commentsEdit, (comment) => comments.edit(comment)),
    command(COMMANDS.commentsSave, (comment) => comments.save(comment)),
    command(COMMANDS.commentsCancel, (comment) => comments.cancel(comment)),
    command(COMMANDS.commentsRemove, (comment) => comments.remove(comment)),
  ];
}

/** Views give their nodes, links a paper and an id, keys in a view say so; whatever else is about the cursor. */
function finder(view: AnnotationsView, decorations: HighlightDecorations): FindAnnotation {
  return async (given) => {
    const item = typeof given === 'object' && given !== null && 'item' in given ? given.item : given;
    const ref = textOf(item, 'ref');
    const id = textOf(item, 'id');
    if (ref !== undefined && id !== undefined) return { ref, id };
    const found = textOf(given, 'from') === 'view' ? await view.focused() : decorations.atCursor();
    return found && { ref: found.ref, id: found.id };
  };
}
