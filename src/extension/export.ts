import * as vscode from 'vscode';
import { exportRequest, type ExportParams, type ExportResult } from '../protocol/library.ts';
import { SERVER_COMMANDS } from './ids.ts';
import type { Server } from './server.ts';

interface Choice extends vscode.QuickPickItem {
  readonly format: ExportParams['format'];
  readonly extension: string;
}

/** What a keybinding may give instead of being asked. */
interface Given {
  readonly format?: string;
  readonly target?: vscode.Uri;
}

/** Writes the papers that the active note cites, or all, into a file that the reader chooses. */
export async function exportPapers(
  server: Server,
  what: 'library' | 'cited',
  argument: unknown,
): Promise<void> {
  const note = what === 'cited' ? vscode.window.activeTextEditor?.document.uri : null;
  if (note === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the note whose papers you want to export.'),
    );
    return;
  }
  const given = (argument ?? {}) as Given;
  const choice = choices().find(({ format }) => format === given.format) ?? (await askForFormat());
  if (!choice) return;
  const params: ExportParams = { format: choice.format, note: note && note.toString() };
  const result = await server.ask<ExportResult>(exportRequest, params);
  if (!result) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This file is no note, so there is nothing to export.'),
    );
    return;
  }
  const target = given.target instanceof vscode.Uri ? given.target : await askForFile(choice, note);
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(result.text));
  await pin(note, target);
  vscode.window.setStatusBarMessage(
    result.papers === 1
      ? vscode.l10n.t('Exported 1 paper')
      : vscode.l10n.t('Exported {0} papers', result.papers),
    5000,
  );
}

/** What was given out must keep its key. A bibliography inside the workspace gives it by being there. */
async function pin(note: vscode.Uri | null, target: vscode.Uri): Promise<void> {
  const isRead = vscode.workspace.getWorkspaceFolder(target) && /\.(?:bib|ris|csl\.json)$/i.test(target.path);
  if (isRead) return;
  if (note)
    await vscode.commands.executeCommand(SERVER_COMMANDS.pinAll, { note: note.toString(), quiet: true });
  else await vscode.commands.executeCommand(SERVER_COMMANDS.pinLibrary);
}

function choices(): Choice[] {
  return [
    { label: 'BibTeX', description: '.bib', format: 'bibtex', extension: 'bib' },
    { label: 'CSL-JSON', description: '.json', format: 'csl-json', extension: 'csl.json' },
    { label: 'RIS', description: '.ris', format: 'ris', extension: 'ris' },
    { label: 'Markdown', description: '.md', format: 'markdown', extension: 'md' },
  ];
}

async function askForFormat(): Promise<Choice | undefined> {
  return vscode.window.showQuickPick(choices(), { title: vscode.l10n.t('Export as') });
}

async function askForFile(choice: Choice, note: vscode.Uri | null): Promise<vscode.Uri | undefined> {
  const folder = note ? vscode.Uri.joinPath(note, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const last = choice.extension.split('.').at(-1)!;
  return vscode.window.showSaveDialog({
    filters: { [choice.label]: [last] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `export.${choice.extension}`) }),
  });
}
