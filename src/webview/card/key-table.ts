/** Every key of the card, once: what handles keys, what names them on buttons and what `?` shows is read from here. */

interface KeyRow {
  readonly group: KeyGroup;
  /** As `pressOf` writes it: `j`, `mod+z`, `alt+arrowleft`. `mod` is Ctrl, on a Mac Cmd. */
  readonly press: string;
  /** On a Mac, where it is another. */
  readonly mac?: string;
  readonly says: string;
}

export type KeyGroup = 'Papers' | 'On the card' | 'What you note' | 'With words selected' | 'Help';

/** Keys of the whole card, but for text fields and small windows. */
export const CARD_KEYS = {
  back: { group: 'Papers', press: 'alt+arrowleft', mac: 'mod+[', says: 'Back to the paper before' },
  forward: { group: 'Papers', press: 'alt+arrowright', mac: 'mod+]', says: 'Forward again' },
  pin: { group: 'Papers', press: 'p', says: 'Pin the card, or unpin it' },
  nextPart: { group: 'On the card', press: 'j', says: 'Next part' },
  previousPart: { group: 'On the card', press: 'k', says: 'Previous part' },
  abstract: { group: 'On the card', press: 'a', says: 'Into the abstract' },
  highlights: { group: 'On the card', press: 'h', says: 'To highlights and remarks' },
  related: { group: 'On the card', press: 'r', says: 'To related papers' },
  copyCitation: { group: 'On the card', press: 'c', says: 'Copy the citation' },
  insertCitation: { group: 'On the card', press: 'i', says: 'Insert the citation into the note' },
  openSource: { group: 'On the card', press: 'e', says: 'Open its entry in the digest' },
  openLink: { group: 'On the card', press: 'o', says: 'Open its page in the browser' },
  queue: { group: 'What you note', press: 'q', says: 'Queue the paper' },
  dismiss: { group: 'What you note', press: 'd', says: 'Dismiss it' },
  status: { group: 'What you note', press: 's', says: 'To its reading status' },
  rating: { group: 'What you note', press: 'g', says: 'To its rating' },
  tags: { group: 'What you note', press: 't', says: 'Add a tag' },
  remark: { group: 'What you note', press: 'n', says: 'Write a remark' },
  undo: { group: 'What you note', press: 'mod+z', says: 'Take the last annotation back' },
  help: { group: 'Help', press: '?', says: 'Show these keys' },
} as const satisfies Readonly<Record<string, KeyRow>>;

/** Keys of words that are selected. */
export const WORD_KEYS = {
  yellow: { group: 'With words selected', press: '1', says: 'Highlight yellow' },
  green: { group: 'With words selected', press: '2', says: 'Highlight green' },
  blue: { group: 'With words selected', press: '3', says: 'Highlight blue' },
  red: { group: 'With words selected', press: '4', says: 'Highlight red' },
  comment: { group: 'With words selected', press: 'c', says: 'Highlight and comment' },
  quote: { group: 'With words selected', press: 'q', says: 'Copy as quote with citation' },
} as const satisfies Readonly<Record<string, KeyRow>>;

export type CardKeyId = keyof typeof CARD_KEYS;

/** VS Code itself does what these say, by keybindings that its user may change. */
export const KEYS_OF_VSCODE: ReadonlySet<CardKeyId> = new Set(['back', 'forward']);

/** The first key of two that VS Code waits for: the next one is not for the card. */
const CHORDS = new Set(['mod+k', 'mod+;']);

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Writes a key press as the tables do. On keyboards of other scripts a letter is known by its place. */
export function pressOf(event: KeyPress, isMac: boolean): string {
  const isLetter = event.key.length === 1;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  const isLatin = event.key.charCodeAt(0) < 128;
  const key = (isLetter && !isLatin && place ? place : event.key).toLowerCase();
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  // The shift of a sign such as `?` is part of it; with a letter it is another press.
  const isShift = event.shiftKey && (!isLetter || key !== key.toUpperCase());
  return `${other ? 'other+' : ''}${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${isShift ? 'shift+' : ''}${key}`;
}

export function cardKeyOf(press: string, isMac: boolean): CardKeyId | null {
  const ids = Object.keys(CARD_KEYS) as CardKeyId[];
  return ids.find((id) => pressIn(CARD_KEYS[id], isMac) === press) ?? null;
}

export function isChord(press: string): boolean {
  return CHORDS.has(press);
}

/** The keys of a row as they stand on a keyboard. */
export function keyNames(row: KeyRow, isMac: boolean): string[] {
  return pressIn(row, isMac)
    .split('+')
    .map((part) => NAMES[part] ?? (part === 'mod' ? (isMac ? 'Cmd' : 'Ctrl') : part.toUpperCase()));
}

/** All rows as `?` shows them. */
export function keyGroups(): Map<KeyGroup, KeyRow[]> {
  const groups = new Map<KeyGroup, KeyRow[]>();
  for (const row of [...Object.values<KeyRow>(CARD_KEYS), ...Object.values<KeyRow>(WORD_KEYS)])
    groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return groups;
}

const NAMES: Readonly<Record<string, string>> = { alt: 'Alt', arrowleft: '←', arrowright: '→' };

function pressIn(row: KeyRow, isMac: boolean): string {
  return isMac ? (row.mac ?? row.press) : row.press;
}
