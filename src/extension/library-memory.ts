import type * as vscode from 'vscode';
import { GROUPING_IDS, SORT_IDS, type GroupingId, type SortId } from '../protocol/library.ts';

const KEY = 'carrel.libraryView';
/** So many open groups are remembered. */
const MOST_OPEN = 500;

/** How the reader arranged the library view; it survives a reload. */
export class LibraryMemory {
  readonly #memory: vscode.Memento;
  #by: GroupingId = 'topic';
  #sort: SortId = 'relevance';
  /** Ids of the groups that are open, by grouping. */
  readonly #open = new Set<string>();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    const kept = memory.get<{ by?: unknown; sort?: unknown; open?: unknown }>(KEY) ?? {};
    this.#by = GROUPING_IDS.find((id) => id === kept.by) ?? 'topic';
    this.#sort = SORT_IDS.find((id) => id === kept.sort) ?? 'relevance';
    if (Array.isArray(kept.open)) for (const id of kept.open) if (typeof id === 'string') this.#open.add(id);
  }

  get by(): GroupingId {
    return this.#by;
  }

  get sort(): SortId {
    return this.#sort;
  }

  isOpen(group: string): boolean {
    return this.#open.has(`${this.#by}/${group}`);
  }

  async arrange(by: GroupingId, sort: SortId): Promise<void> {
    this.#by = by;
    this.#sort = sort;
    await this.#keep();
  }

  async setOpen(group: string, open: boolean): Promise<void> {
    const id = `${this.#by}/${group}`;
    this.#open.delete(id);
    if (open) this.#open.add(id);
    for (const oldest of this.#open) {
      if (this.#open.size <= MOST_OPEN) break;
      this.#open.delete(oldest);
    }
    await this.#keep();
  }

  async #keep(): Promise<void> {
    await this.#memory.update(KEY, { by: this.#by, sort: this.#sort, open: [...this.#open] });
  }
}
