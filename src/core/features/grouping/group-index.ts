import type { LibraryChange } from '../../library/library.ts';
import type { Paper } from '../../library/paper.ts';
import type { Steps } from '../../text/steps.ts';
import { groupsOf, type EntryGrouping } from './group-names.ts';

/** A group with the papers that it holds, by id. */
export interface IndexedGroup {
  readonly id: string;
  readonly label: string;
  readonly papers: ReadonlySet<string>;
}

const STEP = 300;

/** The papers of a library by one grouping. A paper's change costs what its groups are. */
export class GroupIndex {
  readonly #by: EntryGrouping;
  readonly #groups = new Map<string, { readonly id: string; label: string; readonly papers: Set<string> }>();
  readonly #groupsOf = new Map<string, readonly string[]>();

  constructor(by: EntryGrouping) {
    this.#by = by;
  }

  get groups(): Iterable<IndexedGroup> {
    return this.#groups.values();
  }

  get size(): number {
    return this.#groups.size;
  }

  get(id: string): IndexedGroup | undefined {
    return this.#groups.get(id);
  }

  *setAll(papers: Iterable<Paper>): Steps<void> {
    let count = 0;
    for (const paper of papers) {
      this.#set(paper);
      if (++count % STEP === 0) yield;
    }
  }

  apply({ removed, added }: LibraryChange): void {
    for (const id of removed) this.#remove(id);
    for (const paper of added) this.#set(paper);
  }

  #set(paper: Paper): void {
    this.#remove(paper.id);
    const names = groupsOf(paper, this.#by);
    this.#groupsOf.set(paper.id, [...new Set(names.map(({ id }) => id))]);
    for (const { id, label } of names) {
      const group = this.#groups.get(id);
      if (!group) this.#groups.set(id, { id, label, papers: new Set([paper.id]) });
      else {
        group.papers.add(paper.id);
        // Of several spellings the first in code units, whatever came first.
        if (label < group.label) group.label = label;
      }
    }
  }

  #remove(id: string): void {
    for (const name of this.#groupsOf.get(id) ?? []) {
      const group = this.#groups.get(name);
      group?.papers.delete(id);
      if (group?.papers.size === 0) this.#groups.delete(name);
    }
    this.#groupsOf.delete(id);
  }
}
