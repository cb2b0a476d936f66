import type { Library, LibraryChange } from '../library/library.ts';
import { Vocabulary } from '../search/engine/vocabulary.ts';
import { NameIndex } from '../search/name-index.ts';
import { PaperSearch } from '../search/paper-search.ts';
import type { PaperFacts } from '../search/facts.ts';

/** So many papers are named at once in `apply`; more follow in slices. */
const AT_ONCE = 300;
/** An index is built anew when more of it than this belongs to papers that are gone. */
const MOST_WASTE = 0.5;

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** The indexes of names and of full text, kept up with the library in slices. */
export class SearchIndexes {
  readonly #library: Library;
  readonly #facts: PaperFacts;
  #names: NameIndex;
  #full: PaperSearch;
  /** Built anew in the background; takes the place of the others when it holds all papers. */
  #next: { readonly names: NameIndex; readonly full: PaperSearch; readonly left: string[] } | null = null;
  /** Ids of papers that came, changed or went since they were indexed. */
  readonly #unnamed = new Set<string>();
  readonly #waiting = new Set<string>();

  constructor(library: Library, facts: PaperFacts) {
    this.#library = library;
    this.#facts = facts;
    ({ names: this.#names, full: this.#full } = this.#empty());
  }

  get names(): NameIndex {
    return this.#names;
  }

  get full(): PaperSearch {
    return this.#full;
  }

  /** How far the full text is; null when all of it is indexed. */
  get progress(): Progress | null {
    if (this.#unnamed.size === 0 && this.#waiting.size === 0) return null;
    const left = Math.max(this.#unnamed.size, this.#waiting.size);
    const total = Math.max(this.#library.size, left);
    return { done: total - left, total };
  }

  apply({ removed, added }: LibraryChange): void {
    for (const id of removed) this.#await(id);
    for (const { id } of added) this.#await(id);
    if (this.#unnamed.size <= AT_ONCE) while (this.#name());
  }

  /** The reader's notes of these papers changed. */
  refresh(ids: Iterable<string>): void {
    for (const id of ids) this.#waiting.add(id);
  }

  /** Does a small piece of what is left; false when nothing is. */
  step(): boolean {
    return this.#name() || this.#index() || this.#renew();
  }

  #await(id: string): void {
    this.#unnamed.add(id);
    this.#waiting.add(id);
  }

  #name(): boolean {
    const id = first(this.#unnamed);
    if (id === undefined) return false;
    this.#unnamed.delete(id);
    const paper = this.#library.byId(id);
    for (const names of this.#next ? [this.#names, this.#next.names] : [this.#names])
      if (paper) names.set(paper);
      else names.remove(id);
    return true;
  }

  #index(): boolean {
    const id = first(this.#waiting);
    if (id === undefined) return false;
    this.#waiting.delete(id);
    const paper = this.#library.byId(id);
    for (const full of this.#next ? [this.#full, this.#next.full] : [this.#full])
      if (paper) full.set(paper);
      else full.remove(id);
    return true;
  }

  #renew(): boolean {
    if (!this.#next) {
      if (Math.max(this.#names.waste, this.#full.waste) <= MOST_WASTE) return false;
      const left = Array.from(this.#library.papers, ({ id }) => id);
      this.#next = { ...this.#empty(), left };
    }
    const id = this.#next.left.pop();
    const paper = id === undefined ? undefined : this.#library.byId(id);
    if (paper) {
      this.#next.names.set(paper);
      this.#next.full.set(paper);
    }
    if (id === undefined) {
      this.#names = this.#next.names;
      this.#full = this.#next.full;
      this.#next = null;
    }
    return true;
  }

  /** Both have nearly the same words. */
  #empty(): { readonly names: NameIndex; readonly full: PaperSearch } {
    const words = new Vocabulary();
    return { names: new NameIndex(words), full: new PaperSearch(this.#facts, words) };
  }
}

function first<T>(set: ReadonlySet<T>): T | undefined {
  for (const value of set) return value;
  return undefined;
}
