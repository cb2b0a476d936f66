import MiniSearch from 'minisearch';
import { fold, words } from '../text/fold.ts';

/** What papers are found by as one types their names. */
export interface NamedPaper {
  readonly id: string;
  readonly key: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly abstract: string | null;
}

export interface Hit {
  readonly id: string;
  readonly score: number;
}

/** A paper as the index takes it: plain fields of text. */
interface Row {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly abstract: string;
}

const NAME_FIELDS = ['key', 'title', 'authors', 'year'];

/** An index over names alone, for completion, or over abstracts too, for search. MiniSearch behind what we need of it. */
export class PaperIndex {
  readonly #index: MiniSearch<Row>;
  readonly #rows = new Map<string, Row>();
  readonly #full: boolean;

  constructor(kind: 'names' | 'full') {
    this.#full = kind === 'full';
    this.#index = new MiniSearch<Row>({
      fields: this.#full ? [...NAME_FIELDS, 'abstract'] : NAME_FIELDS,
      tokenize: words,
      processTerm: (term) => term,
    });
  }

  set(paper: NamedPaper): void {
    this.remove(paper.id);
    const row: Row = {
      id: paper.id,
      key: [paper.key, ...paper.aliases].join(' '),
      title: paper.title,
      authors: paper.authors.join(' '),
      year: paper.date?.slice(0, 4) ?? '',
      abstract: this.#full ? (paper.abstract ?? '') : '',
    };
    this.#rows.set(row.id, row);
    this.#index.add(row);
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#index.remove(row);
  }

  /** Papers in which every word of the query begins a word or nearly is one; best first, ties by id. */
  search(query: string, limit: number): Hit[] {
    if (words(query).length === 0) return [];
    const hits = this.#index.search(query, {
      combineWith: 'AND',
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      maxFuzzy: 2,
      boost: { key: 3, title: 2.5, authors: 2, year: 1 },
    });
    const typed = fold(query.trim());
    const rank = ({ id, score }: Hit): number =>
      fold(this.#rows.get(id)?.key ?? '').startsWith(typed) ? score * 4 : score;
    return hits
      .map(({ id, score }) => ({ id: id as string, score }))
      .map((hit) => ({ id: hit.id, score: Math.round(rank(hit) * 1000) / 1000 }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }
}
