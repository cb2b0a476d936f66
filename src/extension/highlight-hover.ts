import * as vscode from 'vscode';
import type { HighlightMark } from '../protocol/annotations.ts';
import { COMMANDS } from './ids.ts';

/** The comment as it was written (text, since others may have written it), and links to our own commands below. */
export function highlightHover(mark: HighlightMark): vscode.MarkdownString[] {
  const { ref, id, comment, state, annotator } = mark;
  const lines = [
    comment,
    ...(annotator === null ? [] : [vscode.l10n.t('Highlighted by {0}.', annotator)]),
    ...(state === 'approximate'
      ? [vscode.l10n.t('The text has changed since; these seem to be the highlighted words.')]
      : []),
  ].filter((line) => line !== '');
  const link = (label: string, command: string): string =>
    `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([{ ref, id }]))})`;
  const edit = comment === '' ? vscode.l10n.t('Comment') : vscode.l10n.t('Edit comment');
  const commands = new vscode.MarkdownString(
    [
      link(edit, COMMANDS.editComment),
      link(vscode.l10n.t('Recolour'), COMMANDS.recolorHighlight),
      link(vscode.l10n.t('Delete'), COMMANDS.removeAnnotation),
      link(vscode.l10n.t('Show on card'), COMMANDS.showAnnotation),
    ].join(' · '),
  );
  commands.isTrusted = {
    enabledCommands: [
      COMMANDS.editComment,
      COMMANDS.recolorHighlight,
      COMMANDS.removeAnnotation,
      COMMANDS.showAnnotation,
    ],
  };
  return [...lines.map((line) => new vscode.MarkdownString().appendText(line)), commands];
}
