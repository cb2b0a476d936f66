/** What the extension asks about the inbox. */

export const INBOX_GROUP_IDS = ['new', 'version', 'other'] as const;
/** New papers; new versions of papers that the reader has; cross-lists and all other new versions. */
export type InboxGroupId = (typeof INBOX_GROUP_IDS)[number];

export const inboxRequest = 'carrel/inbox'; // InboxParams -> InboxAnswer | null while the library is being read

export interface InboxParams {
  /** How many papers of each group are wanted. */
  readonly limits: Readonly<Record<InboxGroupId, number>>;
  /** The revision of the answer that the asker has, with the same limits. */
  readonly known?: number;
}

export interface InboxAnswer {
  /** Counts up with every change of the inbox. */
  readonly revision: number;
  /** Null where nothing changed since what the asker knows. */
  readonly groups: readonly InboxGroupPage[] | null;
}

export interface InboxGroupPage {
  readonly id: InboxGroupId;
  readonly total: number;
  /** The first of them: newest digest first. */
  readonly rows: readonly InboxRowItem[];
}

export interface InboxRowItem {
  /** Leads to this paper alone. */
  readonly ref: string;
  readonly title: string;
  readonly detail: string;
}

/**
 * Decides on papers, all at once: `{ papers, decision }`, or `{ groups, decision }` for all papers of groups of the inbox. Gives a
 * `Decided`, whose inverse is the same command with other arguments.
 */
export const decideCommand = 'carrel.annotate.decide';

export type InboxDecision = 'seen' | 'queued' | 'dismissed';

export interface Decided {
  /** How many papers were decided on. */
  readonly count: number;
  readonly inverse: { readonly command: string; readonly arguments: readonly [Record<string, unknown>] };
}
