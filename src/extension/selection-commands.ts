import * as vscode from 'vscode';
import { textOf } from './annotating.ts';
import type { HasFocusedPapers } from './focused-row.ts';
import { COMMANDS } from './ids.ts';
import { setRating, setReadingStatus } from './paper-marks.ts';
import { copyPapers, insertCitation, openOnline, refsOf } from './papers.ts';
import type { Server } from './server.ts';

const STATUS_OF = { queuePaper: 'queued', startReading: 'reading', markRead: 'read' } as const;

/** Commands on papers of which a view may have several selected. */
export function selectionCommands(
  server: Server,
  views: ReadonlyMap<string, HasFocusedPapers>,
): vscode.Disposable[] {
  const command = (
    id: string,
    run: (refs: readonly string[], argument: unknown) => Promise<unknown>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown, selected: unknown) => {
      // A key says in which view it was pressed; menus give the rows.
      const view = textOf(argument, 'view');
      const refs =
        view === undefined
          ? await refsOf(server, argument, selected)
          : ((await views.get(view)?.focusedPapers()) ?? []);
      if (view !== undefined && refs.length === 0) return;
      if (refs.length > 0) await run(refs, argument);
      else void vscode.window.showInformationMessage(vscode.l10n.t('There is no paper at the cursor.'));
    });
  return [
    command(COMMANDS.insertCitation, (refs) => insertCitation(server, ...refs)),
    command(COMMANDS.copyCitation, (refs) => copyPapers(server, refs, 'citation')),
    command(COMMANDS.copyKey, (refs) => copyPapers(server, refs, 'key')),
    command(COMMANDS.copyBibtex, (refs) => copyPapers(server, refs, 'bibtex')),
    command(COMMANDS.copyLink, (refs) => copyPapers(server, refs, 'link')),
    command(COMMANDS.openOnline, ([ref]) => openOnline(server, ref!)),
    ...(['queuePaper', 'startReading', 'markRead'] as const).map((name) =>
      command(COMMANDS[name], (refs) => setReadingStatus(server, refs, { status: STATUS_OF[name] })),
    ),
    command(COMMANDS.setReadingStatus, (refs, given) => setReadingStatus(server, refs, given)),
    command(COMMANDS.setRating, (refs, given) => setRating(server, refs, given)),
  ];
}
