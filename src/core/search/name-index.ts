import { fold } from '../text/fold.ts';
import type { Paper } from '../library/paper.ts';
import { splitWords } from './engine/split.ts';
import { TextIndex, type IndexedField } from './engine/text-index.ts';
import { Vocabulary } from './engine/vocabulary.ts';
import type { SearchHit } from './paper-search.ts';
import { bestOf } from './ranking.ts';

/** What papers are found by as one types their names. */
export type NamedPaper = Pick<Paper, 'id' | 'key' | 'aliases' | 'title' | 'authors' | 'date'>;

type NameField = 'key' | 'title' | 'author' | 'year';
const FIELDS: readonly IndexedField<NameField>[] = [
  { name: 'key', weight: 4, b: 0 },
  { name: 'title', weight: 3, b: 0.5 },
  { name: 'author', weight: 2, b: 0.3 },
  { name: 'year', weight: 1, b: 0 },
];
const FIELD_NAMES = FIELDS.map(({ name }) => name);

/** How much more a paper counts whose key begins with what is typed. */
const KEY_BEGINS = 4;

/** An index over names alone, for completion: small, and ready before the abstracts are. */
export class NameIndex {
  readonly #index: TextIndex<NameField>;
  /** By slot: keys, folded, and dates. */
  readonly #keys: string[] = [];
  readonly #dates: string[] = [];

  /** `words` may be shared with other indexes. */
  constructor(words = new Vocabulary()) {
    this.#index = new TextIndex(FIELDS, { usual: 'title', phrases: false, words });
  }

  get waste(): number {
    return this.#index.waste;
  }

  set({ id, key, aliases, title, authors, date }: NamedPaper): void {
    const names = authors.map((author) =>
      'literal' in author ? author.literal : `${author.given ?? ''} ${author.family}`,
    );
    const fields = {
      key: [key, ...aliases].join('\n'),
      title,
      author: names.join('\n'),
      year: date?.slice(0, 4) ?? '',
    };
    const slot = this.#index.set({ id, fields });
    this.#keys[slot] = fold(key);
    this.#dates[slot] = date ?? '';
  }

  remove(id: string): void {
    this.#index.remove(id);
  }

  /** Papers in which every word of the query begins a word or nearly is one; best first, of equal ones the newest. */
  search(query: string, limit: number): SearchHit[] {
    const lookups = [...new Set(splitWords(query))];
    if (lookups.length === 0) return [];
    const all = lookups.map((word) =>
      this.#index.find({ words: [word], fields: FIELD_NAMES, prefix: true, forgiving: true }),
    );
    const scores = all[0]!;
    const fits = new Uint8Array(scores.length);
    const typed = fold(query.trim());
    for (const found of all.slice(1))
      for (let slot = 0; slot < scores.length; slot++)
        scores[slot] = scores[slot]! > 0 && found[slot]! > 0 ? scores[slot]! + found[slot]! : 0;
    for (let slot = 0; slot < scores.length; slot++) {
      if (scores[slot] === 0) continue;
      fits[slot] = 1;
      if (this.#keys[slot]!.startsWith(typed)) scores[slot] = scores[slot]! * KEY_BEGINS;
    }
    const before = (a: number, b: number): number =>
      compareText(this.#dates[b]!, this.#dates[a]!) ||
      compareText(this.#index.idAt(a)!, this.#index.idAt(b)!);
    return bestOf({ fits, scores }, limit, before).map(({ slot, score }) => ({
      id: this.#index.idAt(slot)!,
      score,
    }));
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
