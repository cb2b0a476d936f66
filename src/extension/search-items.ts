import * as vscode from 'vscode';
import type { QueryHelp, SearchAnswer } from '../protocol/search.ts';

/** A row of the search box: a paper (`ref`), a query to go on with (`query`), or something that is said (neither). */
export interface SearchItem extends vscode.QuickPickItem {
  readonly ref?: string;
  readonly query?: string;
}

/** A button of a paper's row. */
export interface SearchItemAction extends vscode.QuickInputButton {
  readonly action: 'open' | 'insert' | 'copy';
}

/** A word joiner: takes no room, and is not read aloud. */
const INVISIBLE = '\u2060';

/** Whether a row only says something. */
export function isAbout({ ref, query }: SearchItem): boolean {
  return ref === undefined && query === undefined;
}

/** The rows of an answer: what is wrong with the query, then papers. */
export function hitItems(answer: SearchAnswer, query: string): SearchItem[] {
  const said: SearchItem[] = answer.problems.map(({ start, end, message }) => ({
    label: `$(warning) ${escaped(message)}`,
    description: escaped(query.slice(start, end)),
    alwaysShow: true,
  }));
  if (answer.partly)
    said.push(about('$(info)', vscode.l10n.t('No paper has all of these words; these have some of them.')));
  if (answer.hits.length === 0 && query.trim() !== '')
    said.push(
      about('$(info)', vscode.l10n.t('Nothing found. Fewer words find more; ? explains the query language.')),
    );
  const actions: SearchItemAction[] = [
    { action: 'insert', iconPath: new vscode.ThemeIcon('quote'), tooltip: vscode.l10n.t('Insert Citation') },
    { action: 'copy', iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy Citation') },
  ];
  const papers = answer.hits.map(({ ref, title, detail, preview }): SearchItem => ({
    ref,
    label: unmatched(title.text, query),
    description: escaped(detail),
    detail: preview
      ? escaped(preview.field === 'notes' ? vscode.l10n.t('Your notes: {0}', preview.text) : preview.text)
      : '',
    buttons: actions,
    alwaysShow: true,
  }));
  return [...said, ...papers];
}

/** What was asked for lately, above the newest papers. */
export function recentItems(queries: readonly string[]): SearchItem[] {
  if (queries.length === 0) return [];
  return [
    { label: vscode.l10n.t('Recent queries'), kind: vscode.QuickPickItemKind.Separator },
    ...queries.map((query) => ({ label: `$(history) ${escaped(query)}`, query })),
    { label: vscode.l10n.t('Newest papers'), kind: vscode.QuickPickItemKind.Separator },
  ];
}

/** How to write a query, by examples that can be taken. */
export function helpItems({ writing, fields }: QueryHelp): SearchItem[] {
  const item = ({ example, meaning }: QueryHelp['fields'][number]): SearchItem => ({
    label: example,
    description: meaning,
    query: `${example} `,
    alwaysShow: true,
  });
  return [...writing.map(item), ...fields.map(item)];
}

function about(icon: string, text: string): SearchItem {
  return { label: `${icon} ${text}`, alwaysShow: true };
}

/**
 * The title so that VS Code does not find in it what was typed: it sorts rows anew by where their labels hold that, and offers no way to
 * leave them as they were ranked. An invisible character stands in the midst of what was typed, and so many in front that the label is no
 * "camel case word", whose letters would be found apart.
 */
function unmatched(title: string, query: string): string {
  const typed = query.trim().toLowerCase();
  const lower = title.toLowerCase();
  let result = INVISIBLE.repeat(40);
  let at = 0;
  if (typed !== '' && lower.length === title.length) {
    for (let found = lower.indexOf(typed); found >= 0; found = lower.indexOf(typed, at)) {
      result += `${title.slice(at, found + 1)}${INVISIBLE}`;
      at = found + 1;
    }
  }
  return escaped(result + title.slice(at));
}

/** Titles may hold what labels would show as an icon. */
function escaped(text: string): string {
  return text.replaceAll('$(', `$${INVISIBLE}(`);
}
