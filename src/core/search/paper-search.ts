import type { Paper } from '../library/paper.ts';
import { conditionOf } from './conditions.ts';
import type { EngineDocument, SearchEngine } from './engine/search-engine.ts';
import { TextIndex } from './engine/text-index.ts';
import { Vocabulary } from './engine/vocabulary.ts';
import { evaluate, type PaperTextField } from './evaluate.ts';
import type { PaperFacts } from './facts.ts';
import { parseQuery } from './query/parser.ts';
import type { ParsedQuery, Query } from './query/query.ts';
import { bestOf, countOf } from './ranking.ts';

export interface SearchHit {
  readonly id: string;
  readonly score: number;
}

export interface SearchResult {
  /** Best first; of equal ones the newest. */
  readonly hits: readonly SearchHit[];
  /** How many fit, of which `hits` are the best. */
  readonly total: number;
  /** True where no paper has all that was asked for: these have some of it. */
  readonly partly: boolean;
  readonly parsed: ParsedQuery;
}

/** Title and key over authors over the abstract. A name or key is as much there in a long list as in a short one. */
const FIELDS: ConstructorParameters<typeof TextIndex<PaperTextField>>[0] = [
  { name: 'key', weight: 4, b: 0 },
  { name: 'title', weight: 3, b: 0.5 },
  { name: 'author', weight: 2, b: 0.3 },
  { name: 'notes', weight: 1.5, b: 0.75 },
  { name: 'abstract', weight: 1, b: 0.75 },
  { name: 'venue', weight: 0.5, b: 0.3 },
  { name: 'year', weight: 0.5, b: 0 },
];

/** Full-text search of papers in the query language. Papers are indexed by `set`; what is asked of them beside text is looked up. */
export class PaperSearch {
  readonly #engine: SearchEngine<PaperTextField>;
  /** By slot. */
  readonly #papers: (Paper | undefined)[] = [];
  readonly #dates: string[] = [];
  readonly #facts: PaperFacts;

  /** `words` may be shared with other indexes. */
  constructor(facts: PaperFacts, words = new Vocabulary()) {
    this.#facts = facts;
    this.#engine = new TextIndex(FIELDS, { usual: 'abstract', phrases: true, words });
  }

  get waste(): number {
    return this.#engine.waste;
  }

  get size(): number {
    return this.#engine.size;
  }

  set(paper: Paper): void {
    this.remove(paper.id);
    const slot = this.#engine.set(documentOf(paper, this.#facts.notes(paper.id)));
    this.#papers[slot] = paper;
    this.#dates[slot] = paper.date ?? '';
  }

  remove(id: string): void {
    const slot = this.#engine.remove(id);
    if (slot !== null) this.#papers[slot] = undefined;
  }

  search(text: string, limit: number): SearchResult {
    return this.find(parseQuery(text), limit);
  }

  /** An empty query finds every paper, newest first. */
  find(parsed: ParsedQuery, limit: number): SearchResult {
    const engine = this.#engine;
    const matches = evaluate(parsed.query ?? ALL, {
      engine,
      unfinished: parsed.unfinished,
      condition: (query) => {
        const condition = conditionOf(query, this.#facts);
        return (slot) => {
          const paper = this.#papers[slot];
          return paper !== undefined && condition(paper);
        };
      },
    });
    const newer = (a: number, b: number): number =>
      compareText(this.#dates[b]!, this.#dates[a]!) || compareText(engine.idAt(a)!, engine.idAt(b)!);
    const hits = bestOf(matches, limit, newer).map(({ slot, score }) => ({ id: engine.idAt(slot)!, score }));
    return { hits, total: countOf(matches), partly: matches.partly && hits.length > 0, parsed };
  }
}

/** What everything fits: nothing is not there. */
const ALL: Query = { kind: 'not', part: { kind: 'or', parts: [] } };

function documentOf(paper: Paper, notes: string): EngineDocument<PaperTextField> {
  const names = paper.authors.map((author) =>
    'literal' in author ? author.literal : `${author.given ?? ''} ${author.family}`,
  );
  return {
    id: paper.id,
    fields: {
      key: [paper.key, ...paper.aliases].join('\n'),
      title: paper.title,
      author: names.join('\n'),
      notes,
      abstract: paper.abstract ?? '',
      venue: paper.venue ?? '',
      year: paper.date?.slice(0, 4) ?? '',
    },
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
