/** One paper as the card shows it: plain text, never markup. */
export interface CardModel {
  /** Leads to this paper alone. */
  readonly ref: string;
  readonly key: string;
  /** What a note writes to cite it: `[@key]`. */
  readonly citation: string;
  readonly title: string;
  /** Short facts below the title: "6 authors", "9 Oct 2023", "2 comments". */
  readonly meta: readonly string[];
  readonly abstract: readonly string[];
  readonly topics: readonly string[];
  /** Pages outside: arXiv, DOI, the digest's own link. `https:` only. */
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** The entries that the paper was read from: "digests/2025-10-31.txt:13", and which of its fields each gave. */
  readonly sources: readonly {
    readonly label: string;
    readonly uri: string;
    readonly line: number;
    readonly fields: readonly string[];
  }[];
  /** Notes that cite it. */
  readonly citedBy: readonly { readonly label: string; readonly uri: string; readonly line: number }[];
  readonly related: readonly RelatedItem[];
  /** False while what relates papers is still being computed. */
  readonly relatedReady: boolean;
}

export interface RelatedItem {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Why it is related, most telling first. */
  readonly reasons: readonly string[];
}

/** Extension to card. */
export type ToCard =
  | { readonly type: 'show'; readonly card: CardModel }
  | { readonly type: 'missing'; readonly ref: string }
  | { readonly type: 'unavailable' }
  | { readonly type: 'copied' };

/** Card to extension. Indexes point into the lists of the model that is shown. */
export type FromCard =
  | { readonly type: 'ready' }
  | { readonly type: 'retry' }
  | { readonly type: 'openPaper'; readonly ref: string }
  | { readonly type: 'openSource'; readonly index: number }
  | { readonly type: 'openCitation'; readonly index: number }
  | { readonly type: 'openLink'; readonly index: number }
  | { readonly type: 'copyCitation' }
  | { readonly type: 'insertCitation' };
