import type { Library, LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { compareText } from '../library/merge.ts';
import { RelatedIndex } from '../related/related-index.ts';
import { PaperIndex, type NamedPaper } from '../search/name-index.ts';
import { buildTopics, type Topic } from '../topics/topics.ts';
import type { BondSource } from './paper-bonds.ts';
import type { FoundRelation, FoundTopic, Finder } from './finder.ts';

/** `now` tells milliseconds from any start: background work shares its thread by it. */
export function createFinder(library: Library, now: () => number, bonds: BondSource): Finder {
  return new LibraryFinder(library, now, bonds);
}

class LibraryFinder implements Finder {
  readonly #library: Library;
  readonly #now: () => number;
  readonly #bonds: BondSource;
  readonly #names = new PaperIndex('names');
  readonly #full = new PaperIndex('full');
  readonly #relations = new RelatedIndex();
  /** Ids of papers that came, changed or went since they were indexed. */
  readonly #waiting = new Set<string>();
  #topics: readonly Topic[] = [];
  #topicsOf = new Map<string, Topic[]>();
  #building: Generator<void, Topic[]> | null = null;
  #topicsStale = false;
  #recent: readonly LibraryPaper[] | null = null;

  constructor(library: Library, now: () => number, bonds: BondSource) {
    this.#library = library;
    this.#now = now;
    this.#bonds = bonds;
  }

  get ready(): boolean {
    return this.#waiting.size === 0 && !this.#topicsStale && this.#building === null;
  }

  apply(change: LibraryChange): void {
    const { removed, added } = change;
    this.#bonds.apply(change);
    for (const id of removed) {
      this.#names.remove(id);
      this.#waiting.add(id);
    }
    for (const paper of added) {
      this.#names.set(namedPaper(paper));
      this.#waiting.add(paper.id);
    }
    if (removed.length === 0 && added.length === 0) return;
    this.#recent = null;
    this.#topicsStale = true;
    this.#building = null;
  }

  work(milliseconds: number): boolean {
    const end = this.#now() + milliseconds;
    for (const id of this.#waiting) {
      this.#index(id);
      this.#waiting.delete(id);
      if (this.#now() > end) return false;
    }
    if (this.#topicsStale) {
      this.#topicsStale = false;
      this.#building = buildTopics(this.#sorted());
    }
    while (this.#building) {
      const step = this.#building.next();
      if (step.done) {
        this.#building = null;
        this.#setTopics(step.value);
      } else if (this.#now() > end) return false;
    }
    return true;
  }

  match(query: string, limit: number): readonly LibraryPaper[] {
    if (query.trim() === '') return this.#byRecency().slice(0, limit);
    return this.#names.search(query, limit).flatMap(({ id }) => this.#library.byId(id) ?? []);
  }

  search(query: string, limit: number): { paper: LibraryPaper; score: number }[] {
    return this.#full.search(query, limit).flatMap(({ id, score }) => {
      const paper = this.#library.byId(id);
      return paper ? [{ paper, score }] : [];
    });
  }

  topics(): readonly FoundTopic[] {
    return this.#topics.map(({ id, label, papers }) => ({ id, label, papers: this.#papers(papers) }));
  }

  papersOfTopic(id: string): readonly LibraryPaper[] {
    const topic = this.#topics.find((known) => known.id === id);
    return topic ? [...this.#papers(topic.papers)].sort(newestFirst) : [];
  }

  topicsOf(id: string): readonly string[] {
    return (this.#topicsOf.get(id) ?? []).map((topic) => topic.label);
  }

  related(paper: LibraryPaper, limit: number): readonly FoundRelation[] {
    const relations = this.#relations.related(paper, limit, {
      textOf: (id) => this.#library.byId(id),
      bondsOf: () => this.#bonds.bondsOf(paper),
      isUnwanted: () => false,
    });
    return relations.flatMap(({ id, ...relation }) => {
      const other = this.#library.byId(id);
      return other ? [{ paper: other, ...relation }] : [];
    });
  }

  #index(id: string): void {
    const paper = this.#library.byId(id);
    if (paper) {
      this.#full.set(namedPaper(paper));
      this.#relations.set(paper);
    } else {
      this.#full.remove(id);
      this.#relations.remove(id);
    }
  }

  #setTopics(topics: readonly Topic[]): void {
    this.#topics = topics;
    this.#topicsOf = new Map();
    for (const topic of topics) {
      for (const id of topic.papers) {
        const known = this.#topicsOf.get(id);
        if (known) known.push(topic);
        else this.#topicsOf.set(id, [topic]);
      }
    }
  }

  #papers(ids: readonly string[]): readonly LibraryPaper[] {
    return ids.flatMap((id) => this.#library.byId(id) ?? []);
  }

  #sorted(): LibraryPaper[] {
    return [...this.#library.papers].sort((a, b) => compareText(a.id, b.id));
  }

  #byRecency(): readonly LibraryPaper[] {
    return (this.#recent ??= [...this.#library.papers].sort(newestFirst));
  }
}

function newestFirst(a: LibraryPaper, b: LibraryPaper): number {
  return compareText(b.date ?? '', a.date ?? '') || compareText(a.id, b.id);
}

function namedPaper(paper: LibraryPaper): NamedPaper {
  return {
    id: paper.id,
    key: paper.key,
    aliases: paper.aliases,
    title: paper.title,
    authors: paper.authors.map((author) =>
      'literal' in author ? author.literal : `${author.given ?? ''} ${author.family}`,
    ),
    date: paper.date,
    get abstract() {
      return paper.abstract;
    },
  };
}
