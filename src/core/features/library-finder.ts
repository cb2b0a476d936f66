import type { Library, LibraryChange } from '../library/library.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import { RelatedIndex } from '../related/related-index.ts';
import type { PaperFacts } from '../search/facts.ts';
import { IdentifierIndex } from '../search/identifier-index.ts';
import type { Steps } from '../text/steps.ts';
import { tokensOf } from '../text/terms.ts';
import { TopicIndex } from '../topics/topics.ts';
import type { GivenTopic } from '../topics/tree.ts';
import type { BondSource } from './paper-bonds.ts';
import type { FoundPapers, FoundRelation, FoundTopic, Finder } from './finder.ts';
import { NewestPapers } from './newest-papers.ts';
import { SearchIndexes, type Progress } from './search-indexes.ts';
import { TopicTree, topicInputOf, topicPaperOf } from './topic-tree.ts';

/** `now` tells milliseconds from any start: background work shares its thread by it. */
export function createFinder(
  library: Library,
  now: () => number,
  bonds: BondSource,
  facts: PaperFacts,
): Finder {
  return new LibraryFinder(library, now, bonds, facts);
}

class LibraryFinder implements Finder {
  readonly #library: Library;
  readonly #now: () => number;
  readonly #bonds: BondSource;
  readonly #facts: PaperFacts;
  readonly #indexes: SearchIndexes;
  readonly #relations = new RelatedIndex();
  /** Ids of papers that came, changed or went since they were related. */
  readonly #waiting = new Set<string>();
  readonly #topicIndex = new TopicIndex();
  #topics = TopicTree.EMPTY;
  #building: Steps<TopicTree> | null = null;
  #topicsStale = false;
  readonly #newest = new NewestPapers();
  readonly #identifiers = { arxiv: new IdentifierIndex(), doi: new IdentifierIndex() };

  constructor(library: Library, now: () => number, bonds: BondSource, facts: PaperFacts) {
    this.#library = library;
    this.#now = now;
    this.#bonds = bonds;
    this.#facts = facts;
    this.#indexes = new SearchIndexes(library, { ...facts, topics: (id) => this.topicsOf(id) });
  }

  get ready(): boolean {
    return (
      this.searchProgress === null &&
      this.#waiting.size === 0 &&
      !this.#topicsStale &&
      this.#building === null
    );
  }

  get searchProgress(): Progress | null {
    return this.#indexes.progress;
  }

  apply(change: LibraryChange): void {
    const { removed, added } = change;
    this.#bonds.apply(change);
    this.#indexes.apply(change);
    this.#newest.apply(change);
    for (const id of removed) this.#waiting.add(id);
    for (const { id } of added) this.#waiting.add(id);
    for (const scheme of ['arxiv', 'doi'] as const) {
      const names = added.map((paper) => ({ id: paper.id, name: paper[scheme] }));
      this.#identifiers[scheme].add(names, removed.length);
    }
    if (removed.length === 0 && added.length === 0) return;
    this.#topicsStale = true;
    this.#building = null;
  }

  work(milliseconds: number, topics = true): boolean {
    const end = this.#now() + milliseconds;
    while (this.#indexes.step()) if (this.#now() > end) return false;
    for (const id of this.#waiting) {
      this.#index(id);
      this.#waiting.delete(id);
      if (this.#now() > end) return false;
    }
    while (this.#relations.renew()) if (this.#now() > end) return false;
    if (!topics) return true;
    if (this.#topicsStale) {
      this.#topicsStale = false;
      this.#building = this.#buildTopics();
    }
    while (this.#building) {
      const step = this.#building.next();
      if (step.done) {
        this.#building = null;
        this.#topics = step.value;
      } else if (this.#now() > end) return false;
    }
    return true;
  }

  match(query: string, limit: number): readonly LibraryPaper[] {
    if (query.trim() === '') return this.#newest.take(limit, () => this.#library.papers);
    return this.#papers(this.#indexes.names.search(query, limit).map(({ id }) => id));
  }

  identified(scheme: 'arxiv' | 'doi', prefix: string, limit: number): readonly LibraryPaper[] {
    const found = new Set<LibraryPaper>();
    const all = this.#library.papers;
    const named = this.#identifiers[scheme].startingWith(prefix.toLowerCase(), () => namesOf(all, scheme));
    for (const { name, id } of named) {
      const paper = this.#library.byId(id);
      if (paper?.[scheme] === name) found.add(paper);
      if (found.size >= limit) break;
    }
    return [...found];
  }

  search(query: string, limit: number): FoundPapers {
    const { hits, ...result } = this.#indexes.full.search(query, limit);
    const found = hits.flatMap(({ id, score }) => {
      const paper = this.#library.byId(id);
      return paper ? [{ paper, score }] : [];
    });
    return { ...result, found, progress: this.searchProgress };
  }

  notesOf(id: string): string {
    return this.#facts.notes(id);
  }

  notesChanged(ids: Iterable<string>): void {
    const changed = [...ids];
    if (changed.length === 0) return;
    this.#indexes.refresh(changed);
    if (this.#bonds.notesChanged(changed)) this.namedTopicsChanged();
  }

  namedTopicsChanged(): void {
    this.#topicsStale = true;
    this.#building = null;
  }

  topics(): readonly FoundTopic[] {
    return this.#topics.roots;
  }

  topic(id: string): FoundTopic | undefined {
    return this.#topics.byId(id);
  }

  papersOfTopic(id: string): readonly LibraryPaper[] {
    return this.#papers(this.#topics.ownPapers(id));
  }

  topicsOf(id: string): readonly string[] {
    return this.#topics.labelsOf(id);
  }

  related(paper: LibraryPaper, limit: number): readonly FoundRelation[] {
    const isUnwanted = this.#bonds.unwantedBeside(paper);
    const relations = this.#relations.related(paper, limit, {
      textOf: (id) => this.#library.byId(id),
      bondsOf: () => this.#bonds.bondsOf(paper),
      isUnwanted: (_, id) => {
        const other = this.#library.byId(id);
        return other !== undefined && isUnwanted(other);
      },
    });
    return relations.flatMap(({ id, ...relation }) => {
      const other = this.#library.byId(id);
      return other ? [{ paper: other, ...relation }] : [];
    });
  }

  *#buildTopics(): Steps<TopicTree> {
    const topics = yield* this.#topicIndex.build({
      textOf: (id) => topicInputOf(this.#library.byId(id)),
      alike: (id) => this.#relations.alike(id),
      saying: (word) => this.#relations.saying(word),
      given: () => this.#given(),
    });
    return yield* TopicTree.of(topics);
  }

  *#given(): Generator<GivenTopic> {
    const { kept, tags } = this.#bonds.named();
    for (const { name, query } of kept) {
      const { hits, partly } = this.#indexes.full.search(query, this.#library.size);
      yield { kind: 'kept', label: name, papers: partly ? [] : hits.map(({ id }) => id) };
    }
    for (const [label, papers] of tags)
      if (papers.length > 1) yield { kind: 'tag', label: `#${label}`, papers };
  }

  #index(id: string): void {
    const paper = this.#library.byId(id);
    this.#bonds.index(id, paper);
    if (paper) {
      const topical = topicPaperOf(paper);
      const texts = tokensOf(topical.title, topical.abstract);
      this.#relations.set(topical, texts);
      this.#topicIndex.set(topical, texts);
    } else {
      this.#relations.remove(id);
      this.#topicIndex.remove(id);
    }
  }

  #papers(ids: readonly string[]): LibraryPaper[] {
    return ids.flatMap((id) => this.#library.byId(id) ?? []);
  }
}

function* namesOf(papers: Iterable<LibraryPaper>, scheme: 'arxiv' | 'doi') {
  for (const paper of papers) yield { id: paper.id, name: paper[scheme] };
}
