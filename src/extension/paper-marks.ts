import * as vscode from 'vscode';
import { notedRequest, type NotedPaper } from '../protocol/annotations.ts';
import { annotate, textOf } from './annotating.ts';
import type { Server } from './server.ts';

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const MOST_STARS = 5;

/** Sets the reading status of papers: the given one, or what is picked. */
export async function setReadingStatus(
  server: Server,
  refs: readonly string[],
  given: unknown,
): Promise<void> {
  const status = textOf(given, 'status') ?? (await pickStatus(await allNoted(server, refs)));
  if (status === undefined) return;
  const done = vscode.l10n.t('Reading status: {0}', status);
  for (const paper of refs) if (!(await annotate(server, 'setStatus', { paper, status }, done))) return;
}

/** Sets the rating of papers: the given one, or what is picked; null for none. */
export async function setRating(server: Server, refs: readonly string[], given: unknown): Promise<void> {
  const named = valueOf(given, 'rating') as number | null | undefined;
  const rating = named === undefined ? await pickRating(await allNoted(server, refs)) : named;
  if (rating === undefined) return;
  const done = rating === null ? vscode.l10n.t('No rating.') : vscode.l10n.t('Rating: {0}', stars(rating));
  for (const paper of refs) if (!(await annotate(server, 'setRating', { paper, rating }, done))) return;
}

/** Sets a paper's tags: the given ones, or those that are picked among all tags of the library, new ones included. */
export async function setTags(server: Server, ref: string, given: unknown): Promise<boolean> {
  const named = valueOf(given, 'tags') as readonly string[] | undefined;
  const tags = named ?? (await pickTags(await notedOf(server, ref)));
  if (tags === undefined) return false;
  return annotate(
    server,
    'setTags',
    { paper: ref, tags },
    vscode.l10n.t('Tags: {0}', tags.join(', ') || '–'),
  );
}

async function notedOf(server: Server, ref: string): Promise<NotedPaper | null> {
  const noted = await server.ask<NotedPaper>(notedRequest, { ref });
  if (!noted) void vscode.window.showWarningMessage(vscode.l10n.t('This paper is no longer in the library.'));
  return noted;
}

/** What is noted of papers whose status or rating is asked for. */
async function allNoted(server: Server, refs: readonly string[]): Promise<Marked | null> {
  const [first, ...others] = refs;
  const noted = first === undefined ? null : await notedOf(server, first);
  if (!noted || others.length === 0) return noted;
  return { title: vscode.l10n.t('{0} papers', refs.length) };
}

/** Of several papers no value holds now. */
type Marked = Pick<NotedPaper, 'title'> & Partial<Pick<NotedPaper, 'status' | 'rating'>>;

async function pickStatus(noted: Marked | null): Promise<string | undefined> {
  if (!noted) return undefined;
  const choices: Choice<string>[] = [
    { value: 'queued', label: vscode.l10n.t('Queued'), iconPath: new vscode.ThemeIcon('list-unordered') },
    { value: 'reading', label: vscode.l10n.t('Reading'), iconPath: new vscode.ThemeIcon('book') },
    { value: 'read', label: vscode.l10n.t('Read'), iconPath: new vscode.ThemeIcon('check') },
    { value: 'dismissed', label: vscode.l10n.t('Dismissed'), iconPath: new vscode.ThemeIcon('close') },
    { value: 'none', label: vscode.l10n.t('None'), iconPath: new vscode.ThemeIcon('circle-slash') },
  ];
  return pickOne(
    vscode.l10n.t('Reading Status'),
    noted,
    choices,
    noted.status === null ? 'none' : noted.status,
  );
}

async function pickRating(noted: Marked | null): Promise<number | null | undefined> {
  if (!noted) return undefined;
  const rated = Array.from({ length: MOST_STARS }, (_, i) => MOST_STARS - i);
  const choices: Choice<number | null>[] = [
    ...rated.map((value) => ({ value, label: stars(value), description: String(value) })),
    { value: null, label: vscode.l10n.t('None') },
  ];
  return pickOne(vscode.l10n.t('Rating'), noted, choices, noted.rating);
}

/** One choice of several; the one that holds now says so and is where the cursor is. */
async function pickOne<T>(
  title: string,
  { title: placeHolder }: Marked,
  choices: readonly Choice<T>[],
  current: T | undefined,
): Promise<T | undefined> {
  const now = vscode.l10n.t('now');
  const items = choices.map((choice) =>
    choice.value === current
      ? { ...choice, description: [choice.description, now].filter(Boolean).join(' · ') }
      : choice,
  );
  const pick = vscode.window.createQuickPick<Choice<T>>();
  Object.assign(pick, { title, placeholder: placeHolder, items });
  pick.activeItems = items.filter(({ value }) => value === current);
  try {
    return await new Promise<T | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.value));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** Tags with a check mark each; what is typed and no tag yet is offered as a new one, and stays once it is checked. */
async function pickTags(noted: NotedPaper | null): Promise<readonly string[] | undefined> {
  if (!noted) return undefined;
  const pick = vscode.window.createQuickPick<Choice<string>>();
  const known = [...new Set([...noted.tags, ...noted.knownTags])];
  const itemOf = (value: string): Choice<string> => ({ value, label: value });
  const items = known.map(itemOf);
  Object.assign(pick, { title: vscode.l10n.t('Tags'), canSelectMany: true, items });
  pick.placeholder = vscode.l10n.t('Tags of “{0}”; type for a new one', noted.title);
  pick.selectedItems = items.filter(({ value }) => noted.tags.includes(value));
  pick.onDidChangeValue((typed) => {
    const tag = typed.trim().replace(/^#/, '');
    const selected = pick.selectedItems;
    const isNew = tag !== '' && !items.some(({ value }) => value === tag);
    const made = selected.filter((one) => !items.includes(one) && one.value !== tag);
    const fresh: Choice<string>[] = isNew
      ? [selected.find(({ value }) => value === tag) ?? { ...itemOf(tag), description: vscode.l10n.t('new') }]
      : [];
    pick.items = [...fresh, ...made, ...items];
    pick.selectedItems = selected;
  });
  try {
    return await new Promise<readonly string[] | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems.map(({ value }) => value)));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

function stars(rating: number): string {
  return '★'.repeat(rating) + '☆'.repeat(MOST_STARS - rating);
}

function valueOf(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, name)) return undefined;
  return (given as Record<string, unknown>)[name];
}
