import * as vscode from 'vscode';
import { textOf } from './annotating.ts';
import type { Server } from './server.ts';

interface Choice extends vscode.QuickPickItem {
  readonly format: string;
}

/** What the server's export gives. */
interface Exported {
  readonly text: string;
  readonly papers: number;
  readonly annotations: number;
}

/** What the server's import tells. */
interface Imported {
  readonly added: number;
  readonly known: number;
  readonly stopped: boolean;
  readonly unread: number;
  readonly unknown: readonly { readonly paper: string; readonly count: number }[];
  readonly refused: readonly { readonly count: number; readonly reason: string }[];
}

/** Writes all annotations, or those of the papers that the active note cites, into a file that the reader chooses, or into a new editor. */
export async function exportAnnotations(server: Server, isOfNote: boolean, given: unknown): Promise<void> {
  const note = isOfNote ? vscode.window.activeTextEditor?.document.uri : undefined;
  if (isOfNote && !note) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the note whose papers you want to export.'),
    );
    return;
  }
  const choice = choices().find(({ format }) => format === textOf(given, 'format')) ?? (await askForFormat());
  if (!choice) return;
  const exported = await attempt(() =>
    server.execute<Exported>('carrel.annotate.export', {
      format: choice.format,
      ...(note && { note: note.toString() }),
    }),
  );
  if (!exported) return;
  if (exported.annotations === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is marked in these papers yet.'));
    return;
  }
  const target = given instanceof vscode.Uri ? given : targetOf(given);
  if (target) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exported.text));
  else {
    const language = { 'json-ld': 'json', markdown: 'markdown' }[choice.format] ?? 'plaintext';
    const document = await vscode.workspace.openTextDocument({ content: exported.text, language });
    await vscode.window.showTextDocument(document);
  }
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Exported {0} annotations of {1} papers.', exported.annotations, exported.papers),
    5000,
  );
}

/** Reads an export of W3C JSON-LD or Hypothes.is into the sidecars, and tells what came of it. */
export async function importAnnotations(server: Server, given: unknown): Promise<void> {
  const [file] =
    (given instanceof vscode.Uri ? [given] : undefined) ??
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Annotations'),
      filters: { [vscode.l10n.t('Annotations')]: ['json', 'jsonld'] },
    })) ??
    [];
  if (!file) return;
  const text = await attempt(async () => utf8(await vscode.workspace.fs.readFile(file)));
  if (text === null) return;
  const imported = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Importing annotations…'),
      cancellable: true,
    },
    (progress, token) => {
      let told = 0;
      const tell = (percent: number): void => {
        progress.report({ increment: percent - told });
        told = percent;
      };
      return attempt(() => server.execute<Imported>('carrel.annotate.import', { text }, token, tell));
    },
  );
  if (!imported) return;
  const { added, known, unread, unknown, refused, stopped } = imported;
  const missed = unknown.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    added === 1 ? vscode.l10n.t('1 annotation added') : vscode.l10n.t('{0} annotations added', added),
    ...(known > 0 ? [vscode.l10n.t('already there: {0}', known)] : []),
    ...(missed > 0
      ? [vscode.l10n.t('of papers that the library does not have: {0} ({1})', missed, named(unknown))]
      : []),
    ...(stopped ? [vscode.l10n.t('stopped: import again for the rest')] : []),
    ...(unread > 0 ? [vscode.l10n.t('not understood: {0}', unread)] : []),
  ];
  void vscode.window.showInformationMessage(`${parts.join('; ')}.`);
  const [first] = refused;
  if (!first) return;
  const kept = refused.reduce((sum, { count }) => sum + count, 0);
  void vscode.window.showWarningMessage(
    kept === 1
      ? vscode.l10n.t('1 annotation could not be written. {0}', first.reason)
      : vscode.l10n.t('{0} annotations could not be written. {1}', kept, first.reason),
  );
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(vscode.l10n.t('This file is not UTF-8 text, so nothing was imported.'));
  }
}

function named(unknown: Imported['unknown']): string {
  const shown = unknown.slice(0, 3).map(({ paper }) => paper.slice(0, 80));
  return shown.join(', ') + (unknown.length > shown.length ? ', …' : '');
}

async function attempt<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function targetOf(given: unknown): vscode.Uri | null {
  const target = typeof given === 'object' && given !== null && 'target' in given ? given.target : null;
  return target instanceof vscode.Uri ? target : null;
}

function choices(): Choice[] {
  return [
    {
      label: 'Markdown',
      description: vscode.l10n.t('quotes that cite, comments below'),
      format: 'markdown',
    },
    { label: 'JSON-LD', description: 'W3C Web Annotation', format: 'json-ld' },
    { label: 'CSV', description: vscode.l10n.t('a table'), format: 'csv' },
  ];
}

async function askForFormat(): Promise<Choice | undefined> {
  return vscode.window.showQuickPick(choices(), { title: vscode.l10n.t('Export Annotations as') });
}
