import * as vscode from 'vscode';
import type { IndexState } from '../protocol/library.ts';
import { Disposables } from './disposables.ts';
import { COMMANDS } from './ids.ts';
import type { Server, ServerState } from './server.ts';

/** Commands that the tooltip links to. */
const LINKED = [COMMANDS.showReport, COMMANDS.readAgain, COMMANDS.stopReading, COMMANDS.showLog];

/** The library in the status bar: how many papers, what is wrong, what is under way. A click opens the report. */
export function statusItem(server: Server): { dispose(): void } {
  const own = new Disposables();
  const item = own.add(
    vscode.window.createStatusBarItem('carrel.status', vscode.StatusBarAlignment.Right, 90),
  );
  item.name = 'Carrel';
  const show = (state: ServerState): void => {
    item.text = textOf(state);
    item.tooltip = tooltipOf(state);
    item.accessibilityInformation = { label: spokenOf(state), role: 'button' };
    item.command = state.running ? COMMANDS.showReport : COMMANDS.restartServer;
    item.backgroundColor = state.running ? undefined : new vscode.ThemeColor('statusBarItem.errorBackground');
    // Where there is nothing to tell, the bar is left to others.
    const index = state.running ? state.index : null;
    if (index && index.digests === 0 && index.notes === 0 && !index.indexing && !index.stopped) item.hide();
    else item.show();
  };
  own.add(server.onChange(show));
  show(server.state);
  return own;
}

function textOf(state: ServerState): string {
  if (!state.running) return `$(error) ${vscode.l10n.t('Carrel stopped')}`;
  const { index } = state;
  if (!index || index.indexing) return `$(loading~spin) ${vscode.l10n.t('Carrel')}`;
  const count = `$(book) ${index.papers.toLocaleString()}`;
  if (index.stopped) return `${count} $(debug-pause)`;
  return index.alarms > 0 ? `${count} $(warning) ${index.alarms.toLocaleString()}` : count;
}

function spokenOf(state: ServerState): string {
  if (!state.running) return vscode.l10n.t('Carrel has stopped. Restart it.');
  const { index } = state;
  if (!index || index.indexing) return vscode.l10n.t('Carrel reads the library.');
  return [vscode.l10n.t('Carrel: {0} papers', index.papers), ...factsOf(index)].join(', ');
}

function tooltipOf(state: ServerState): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: LINKED };
  if (!state.running) {
    text.appendMarkdown(`${vscode.l10n.t('The language server has stopped.')}\n\n`);
    return text.appendMarkdown(links([COMMANDS.showLog, vscode.l10n.t('Show Log')]));
  }
  const { index } = state;
  if (!index || index.indexing) {
    text.appendMarkdown(`${reading(index)}\n\n`);
    return text.appendMarkdown(links([COMMANDS.stopReading, vscode.l10n.t('Stop Reading')]));
  }
  text.appendMarkdown(`**${vscode.l10n.t('{0} papers', index.papers.toLocaleString())}**\n\n`);
  text.appendMarkdown(`${factsOf(index).join(' · ')}\n\n`);
  if (index.stopped) text.appendMarkdown(`${stoppedAfter(index.stopped)}\n\n`);
  const again: [string, string][] = index.stopped
    ? [[COMMANDS.readAgain, vscode.l10n.t('Read Library Again')]]
    : [];
  return text.appendMarkdown(links([COMMANDS.showReport, vscode.l10n.t('Show Report')], ...again));
}

function reading(index: IndexState | null): string {
  return index?.indexing && index.indexing.total > 0
    ? vscode.l10n.t('Reading {0} of {1} files', index.indexing.done, index.indexing.total)
    : vscode.l10n.t('Reading the library');
}

/** The facts beside the number of papers, as plain lines. */
function factsOf(index: IndexState): string[] {
  const facts = [
    index.digests === 1
      ? vscode.l10n.t('read from 1 file')
      : vscode.l10n.t('read from {0} files', index.digests.toLocaleString()),
    index.notes === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', index.notes.toLocaleString()),
  ];
  const remarks = index.problems - index.alarms;
  if (index.alarms > 0)
    facts.push(
      index.alarms === 1
        ? vscode.l10n.t('1 problem')
        : vscode.l10n.t('{0} problems', index.alarms.toLocaleString()),
    );
  if (remarks > 0)
    facts.push(
      remarks === 1 ? vscode.l10n.t('1 remark') : vscode.l10n.t('{0} remarks', remarks.toLocaleString()),
    );
  return facts;
}

function stoppedAfter({ done, total }: NonNullable<IndexState['stopped']>): string {
  return vscode.l10n.t(
    'Reading was stopped after {0} of {1} files.',
    done.toLocaleString(),
    total.toLocaleString(),
  );
}

function links(...commands: readonly (readonly [string, string])[]): string {
  return commands.map(([command, label]) => `[${label}](command:${command})`).join(' · ');
}
