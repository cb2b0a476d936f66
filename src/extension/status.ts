import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';
import { COMMANDS } from './ids.ts';
import type { Server, ServerState } from './server.ts';

/** A quiet line in the language status of notes and digests: how many papers, or what is wrong. */
export function languageStatus(server: Server): { dispose(): void } {
  const own = new Disposables();
  const selector = [{ language: 'markdown' }, { language: 'paper-digest' }];
  const item = own.add(vscode.languages.createLanguageStatusItem('carrel.status', selector));
  item.name = 'Carrel';
  const show = (state: ServerState): void => {
    const index = state.running ? state.index : null;
    item.busy = state.running && (!index || index.indexing !== null);
    item.severity = state.running
      ? vscode.LanguageStatusSeverity.Information
      : vscode.LanguageStatusSeverity.Error;
    item.text = !state.running
      ? vscode.l10n.t('Carrel is not running')
      : index
        ? vscode.l10n.t('Carrel: {0} papers', index.papers)
        : vscode.l10n.t('Carrel: starting');
    item.detail = index && index.problems > 0 ? vscode.l10n.t('{0} remarks in digests', index.problems) : '';
    item.command = state.running
      ? { command: COMMANDS.showReport, title: vscode.l10n.t('Show Report') }
      : { command: COMMANDS.restartServer, title: vscode.l10n.t('Restart') };
  };
  own.add(server.onChange(show));
  show(server.state);
  return own;
}
