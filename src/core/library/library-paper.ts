import type { Evidence } from './evidence.ts';
import { compareSources, mergeEntries, type Merged } from './merge.ts';
import type { Paper, PaperFields, SourcedEntry } from './paper.ts';

/** An entry in the library. Its source is replaced when its file changes around it. */
export interface EntryNode {
  source: SourcedEntry;
  /** Which of the entries of its file with the same title it is, from 0: tells apart what nothing else does. */
  readonly twin: number;
  readonly evidence: Evidence;
  readonly links: readonly string[];
}

/** A group of entries that are one paper. Fields are merged when first asked for; names are set by the library. */
export class LibraryPaper implements Paper {
  id = '';
  key = '';
  aliases: readonly string[] = [];
  readonly nodes: readonly EntryNode[];
  #merged: Merged | null = null;

  constructor(nodes: readonly EntryNode[]) {
    this.nodes = [...nodes].sort((a, b) => compareSources(a.source, b.source));
  }

  get entries(): readonly SourcedEntry[] {
    return this.nodes.map((node) => node.source);
  }

  get origins(): Merged['origins'] {
    return this.#merge().origins;
  }

  get title(): string {
    return this.#merge().fields.title;
  }
  get authors(): PaperFields['authors'] {
    return this.#merge().fields.authors;
  }
  get authorCount(): number | null {
    return this.#merge().fields.authorCount;
  }
  get date(): string | null {
    return this.#merge().fields.date;
  }
  get dateInferred(): boolean {
    return this.#merge().fields.dateInferred;
  }
  get abstract(): string | null {
    return this.#merge().fields.abstract;
  }
  get arxiv(): string | null {
    return this.#merge().fields.arxiv;
  }
  get doi(): string | null {
    return this.#merge().fields.doi;
  }
  get url(): string | null {
    return this.#merge().fields.url;
  }
  get venue(): string | null {
    return this.#merge().fields.venue;
  }
  get comments(): number | null {
    return this.#merge().fields.comments;
  }
  get upvotes(): number | null {
    return this.#merge().fields.upvotes;
  }
  get subjects(): readonly string[] {
    return this.#merge().fields.subjects;
  }

  /** Called when an entry moved in its file: what is kept of it must point at the new place. */
  forget(): void {
    this.#merged = null;
  }

  #merge(): Merged {
    return (this.#merged ??= mergeEntries(this.entries));
  }
}
