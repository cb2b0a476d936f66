import { mergeEvidence, type Evidence } from './evidence.ts';
import type { KeyFormat } from './key-format/format.ts';
import { bestFirst, mergeEntries, OneEntryFields, type Merged } from './merge.ts';
import type { Paper, PaperFields, SourcedEntry } from './paper.ts';

/** An entry in the library. Its source is replaced when its file changes around it. */
export interface EntryNode {
  source: SourcedEntry;
  /** Which of the entries of its file with the same title it is, from 0: tells apart what nothing else does. */
  readonly twin: number;
  /** By which its generated key is made. */
  readonly keyFormat: KeyFormat | null;
  readonly evidence: Evidence;
  readonly links: readonly string[];
}

/** A group of entries that are one paper. Fields are merged when first asked for; names are set by the library. */
export class LibraryPaper implements Paper {
  id = '';
  key = '';
  aliases: readonly string[] = [];
  /** Whether a commit has told of the paper: then one must tell when it goes. */
  told = false;
  readonly nodes: readonly EntryNode[];
  #merged: Merged | null = null;
  #evidence: Evidence | null = null;

  constructor(nodes: readonly EntryNode[]) {
    this.nodes = bestFirst(nodes);
  }

  get entries(): readonly SourcedEntry[] {
    return this.nodes.map((node) => node.source);
  }

  get origins(): Merged['origins'] {
    return this.#merge().origins;
  }

  get title(): string {
    return this.#fields.title;
  }
  get authors(): PaperFields['authors'] {
    return this.#fields.authors;
  }
  get authorCount(): number | null {
    return this.#fields.authorCount;
  }
  get date(): string | null {
    return this.#fields.date;
  }
  get dateInferred(): boolean {
    return this.#fields.dateInferred;
  }
  get abstract(): string | null {
    return this.#fields.abstract;
  }
  get arxiv(): string | null {
    return this.#fields.arxiv;
  }
  get doi(): string | null {
    return this.#fields.doi;
  }
  get url(): string | null {
    return this.#fields.url;
  }
  get venue(): string | null {
    return this.#fields.venue;
  }
  get comments(): number | null {
    return this.#fields.comments;
  }
  get upvotes(): number | null {
    return this.#fields.upvotes;
  }
  get subjects(): readonly string[] {
    return this.#fields.subjects;
  }

  /** What all entries together say of who the paper is. */
  get evidence(): Evidence {
    return (this.#evidence ??= mergeEvidence(this.nodes.map((node) => node.evidence)));
  }

  /** Called when an entry moved in its file: what is kept of it must point at the new place. */
  forget(): void {
    this.#merged = null;
  }

  /** Of one entry nothing needs to be merged, nor kept. */
  get #fields(): PaperFields {
    const [only] = this.nodes;
    return this.nodes.length === 1 ? new OneEntryFields(only!.source.entry) : this.#merge().fields;
  }

  #merge(): Merged {
    return (this.#merged ??= mergeEntries(this.entries));
  }
}
