import * as vscode from 'vscode';
import type { GroupingId, SortId } from '../protocol/library.ts';

export function groupingNames(): ReadonlyMap<GroupingId, string> {
  return new Map([
    ['topic', vscode.l10n.t('Topic')],
    ['date', vscode.l10n.t('Date')],
    ['source', vscode.l10n.t('Source')],
    ['author', vscode.l10n.t('Author')],
    ['tag', vscode.l10n.t('Tag')],
    ['status', vscode.l10n.t('Status')],
    ['venue', vscode.l10n.t('Venue')],
  ]);
}

export function sortNames(): ReadonlyMap<SortId, string> {
  return new Map([
    ['relevance', vscode.l10n.t('Relevance: best first in a filtered library, else newest first')],
    ['date', vscode.l10n.t('Date, newest first')],
    ['title', vscode.l10n.t('Title')],
    ['attention', vscode.l10n.t('Upvotes and comments')],
  ]);
}
