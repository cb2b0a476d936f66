/** What the server tells the extension about the library. Paths are URIs; lines and characters count from 0 in UTF-16. */

export interface IndexState {
  /** Counts up with every change that a view could show. */
  readonly revision: number;
  /** How far indexing is, or null when it is done. */
  readonly indexing: { readonly done: number; readonly total: number } | null;
  /** How far reading came before it was stopped; null where all was read. */
  readonly stopped: { readonly done: number; readonly total: number } | null;
  readonly papers: number;
  readonly digests: number;
  readonly notes: number;
  /** Of digests and settings, whatever their severity. */
  readonly problems: number;
  /** Those of them that are errors or warnings. */
  readonly alarms: number;
}

/** What the library can be grouped by, and how papers can be sorted; `relevance` is for what a query finds. */
export const GROUPING_IDS = ['topic', 'date', 'source', 'author', 'tag', 'status', 'venue'] as const;
export type GroupingId = (typeof GROUPING_IDS)[number];
export const SORT_IDS = ['date', 'title', 'attention', 'relevance'] as const;
export type SortId = (typeof SORT_IDS)[number];

export interface GroupItem {
  /** Together with the grouping it leads to the group. */
  readonly id: string;
  readonly label: string;
  /** How many papers it holds, those of narrower groups among them. */
  readonly count: number;
  /** Narrower groups; at most three levels in all. */
  readonly children: readonly GroupItem[];
  /** Of topics: who named it. A kept one is a saved search. */
  readonly kind?: 'kept' | 'search' | 'tag' | 'category' | 'automatic' | 'other';
}

/** What a reader did with a paper; `new` where it waits in the inbox, null for nothing. */
export type PaperMark = 'new' | 'queued' | 'reading' | 'read' | 'dismissed' | null;

export interface PaperItem {
  /** Leads to this paper alone. */
  readonly key: string;
  /** As shown: broken LaTeX repaired where that is certain. */
  readonly title: string;
  /** Short: "2023 · 6 authors". */
  readonly detail: string;
  readonly mark?: PaperMark;
  /** Whether it is on arXiv. */
  readonly arxiv?: boolean;
}

export interface PaperPage {
  readonly total: number;
  readonly papers: readonly PaperItem[];
}

export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** Server to extension: something changed; ask again for what is shown. */
export const changedNotification = 'carrel/changed'; // IndexState

/** Commands of the server that any client may run. */
export const LIBRARY_COMMANDS = {
  readAgain: 'carrel.library.readAgain', // () -> null, when everything was read
  stopReading: 'carrel.library.stopReading', // () -> null
  addDigest: 'carrel.digests.add', // { uri } -> FileRuleResult
  removeDigest: 'carrel.digests.remove', // { uri } -> FileRuleResult
} as const;

/** Extension to server. */
export const stateRequest = 'carrel/state'; // () -> IndexState
export const groupsRequest = 'carrel/groups'; // GroupsParams -> GroupsPage
export const groupPapersRequest = 'carrel/groupPapers'; // GroupPapersParams -> PaperPage
export const copyRequest = 'carrel/copy'; // CopyParams -> string | null: papers as text
export const cardRequest = 'carrel/card'; // PaperParams -> CardModel | null
export const tooltipRequest = 'carrel/tooltip'; // PaperParams -> string (Markdown) | null
export const entryRequest = 'carrel/entry'; // PaperParams -> Place | null
export const refAtRequest = 'carrel/refAt'; // { uri, position } -> string | null: the paper cited or listed there
export const pastedRequest = 'carrel/pasted'; // { text } -> PastedResult | null: the papers of a text that is no file yet
export const citePastedRequest = 'carrel/citePasted'; // CitePastedParams -> CitePastedResult | null: null where it is none
export const exportRequest = 'carrel/export'; // ExportParams -> ExportResult | null: null where the note is none
export const reportRequest = 'carrel/report'; // () -> ReportModel

/** Longer texts are no citation: they are neither sent nor looked at; in UTF-16 units. */
export const MOST_PASTED = 200_000;

/** What came of a change of the project file. */
export interface FileRuleResult {
  readonly done: boolean;
  /** The URI of the project file that says it now; null where nothing had to be said. */
  readonly project: string | null;
  /** For people: what was done, or why not. */
  readonly message: string;
}

export interface PastedResult {
  /** The format's name, for people. */
  readonly label: string;
  readonly count: number;
  /** The first few, as shown. */
  readonly titles: readonly string[];
  /** Of a file that would be read as this, without a dot in front. */
  readonly extension: string;
}

/** A text that is pasted or dropped on a range of a note. */
export interface CitePastedParams {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface CitePastedResult {
  /** What takes the range's place. */
  readonly text: string;
  /** For people: what is done. */
  readonly title: string;
  /** Whether something has to be written into a bibliography, by `carrel.cite.pinPasted`. */
  readonly pins: boolean;
}

export interface GroupsParams {
  readonly by: GroupingId;
  /** How many groups are wanted. */
  readonly limit: number;
}

export interface GroupsPage {
  readonly groups: readonly GroupItem[];
  /** How many there are at the top level. */
  readonly total: number;
}

/** Asks for the first papers of a group that none of its narrower ones holds. */
export interface GroupPapersParams {
  readonly by: GroupingId;
  readonly group: string;
  readonly sort: SortId;
  readonly limit: number;
}

export interface CopyParams {
  readonly refs: readonly string[];
  /** `citation`: all in one pair of brackets, as Pandoc reads it; `link`: Markdown links, a line each. */
  readonly as: 'citation' | 'key' | 'bibtex' | 'ris' | 'csl-json' | 'link';
}

export interface PaperParams {
  /** Any spelling of a citation. */
  readonly ref: string;
}

export interface ExportParams {
  readonly format: 'bibtex' | 'ris' | 'csl-json' | 'markdown';
  /** The URI of the note whose papers are wanted; null for all. */
  readonly note: string | null;
}

export interface ExportResult {
  readonly text: string;
  readonly papers: number;
}
