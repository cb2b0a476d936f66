import * as vscode from 'vscode';
import type { AnnotationItem } from '../protocol/annotation-list.ts';
import { COMMANDS, ICON_COLORS } from './ids.ts';

/** As much of a quote or comment as a row shows. */
const LONGEST = 200;

/** A row of the annotations view; its tooltip has all words, as text. */
export function annotationItem(one: AnnotationItem, within: string, isUnderPaper: boolean): vscode.TreeItem {
  const words = one.kind === 'remark' ? one.comment : one.exact;
  const item = new vscode.TreeItem(short(words));
  item.id = `${within}/${one.ref}/${one.uri}/${one.id}`;
  item.description = short(
    [one.kind === 'remark' ? '' : one.comment, isUnderPaper ? '' : one.title]
      .filter((part) => part !== '')
      .join(' — '),
  );
  item.contextValue = `${one.kind}${one.state === 'orphan' ? '.orphan' : ''}${one.fixed ? '.fixed' : ''}`;
  item.iconPath =
    one.color === null
      ? new vscode.ThemeIcon('note')
      : new vscode.ThemeIcon(
          one.state === 'orphan' ? 'circle-outline' : 'circle-filled',
          new vscode.ThemeColor(ICON_COLORS[one.color]),
        );
  const facts = [one.title, stateOf(one), one.annotator, one.date].filter((fact) => fact !== null);
  const tooltip = new vscode.MarkdownString();
  for (const part of [words, one.kind === 'remark' ? '' : one.comment, facts.join(' · ')])
    if (part !== '') tooltip.appendText(part).appendMarkdown('\n\n');
  if (one.guess !== null) tooltip.appendText(vscode.l10n.t('Nearest words: “{0}”', one.guess));
  item.tooltip = tooltip;
  item.command = {
    command: COMMANDS.showAnnotation,
    title: vscode.l10n.t('Show on Card'),
    arguments: [{ ref: one.ref, id: one.id }],
  };
  return item;
}

function stateOf({ state, page }: AnnotationItem): string | null {
  switch (state) {
    case 'orphan':
      return vscode.l10n.t('its words are gone');
    case 'approximate':
      return vscode.l10n.t('on words like its own');
    case 'unlocated':
      return page === null ? null : vscode.l10n.t('page {0}', page);
    case 'anchored':
      return null;
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`;
}
