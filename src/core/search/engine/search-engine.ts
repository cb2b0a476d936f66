/** A document as an engine takes it: texts by field. */
export interface EngineDocument<F extends string> {
  readonly id: string;
  readonly fields: Readonly<Partial<Record<F, string>>>;
}

/** What an engine is asked at the leaves of a query. Words are folded. */
export interface Lookup<F extends string> {
  /** More than one: side by side in this order. */
  readonly words: readonly string[];
  readonly fields: readonly F[];
  /** Whether words that begin with the last one fit too, less well. */
  readonly prefix: boolean;
  /** Whether words of the same stem fit too, and, where hardly any fits, those with a typo. Single words only. */
  readonly forgiving: boolean;
}

/**
 * Finds documents by words. Documents have slots, small numbers; what is found is told by
 * slot, so that combining the answers of many lookups costs no more than arrays do.
 */
export interface SearchEngine<F extends string> {
  readonly size: number;
  /** Slots are below this. */
  readonly slots: number;
  /** The share of what the index holds that belongs to documents which are gone; built anew, it would be 0. */
  readonly waste: number;
  /** Gives the document's slot, which it keeps until it is set or removed again. */
  set(document: EngineDocument<F>): number;
  /** Gives the slot that is empty from now on; null where there was none. */
  remove(id: string): number | null;
  /** Undefined where the slot is empty. */
  idAt(slot: number): string | undefined;
  /** Whether any document has a word just as it is, or, for a prefix, one that begins so. */
  knows(word: string, prefix?: boolean): boolean;
  /** The score of each slot, above 0 where the document fits. The caller may keep and change it. */
  find(lookup: Lookup<F>): Float32Array;
}
