import { sortSteps } from '../text/sort-steps.ts';
import { setSteps, type Steps } from '../text/steps.ts';
import type { NamedTopic } from './naming.ts';
import { nested, type Nest, type Loose } from './nesting.ts';

/** A topic with the narrower ones below it. */
export interface Topic {
  /** Stable while the names on the way to it are. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'kept' | 'search' | 'tag' | 'category' | 'automatic' | 'other';
  /** All its papers by id, sorted, those of narrower topics among them. */
  readonly papers: readonly string[];
  readonly children: readonly Topic[];
}

/** A topic that the reader named. */
export interface GivenTopic {
  readonly kind: 'kept' | 'search' | 'tag';
  readonly label: string;
  readonly papers: readonly string[];
}

const LEVELS = 3;
/** No topic that was not asked for holds more of a library of more than fifty papers, or a single paper. */
const MOST_SHARE = 0.4;
const FEWEST = 2;
/** So many papers of topics are looked at between two steps. */
const SLICE = 10_000;

interface TreeInput {
  readonly ids: readonly string[];
  readonly topics: readonly NamedTopic[];
  readonly categories: ReadonlyMap<string, readonly string[]>;
  readonly given: Iterable<GivenTopic>;
}

/** Puts topics into a tree: the reader's own, then categories with automatic ones inside, then automatic ones for what has no category. */
export function* treeOf({ ids, topics, categories, given }: TreeInput): Steps<Topic[]> {
  const most = ids.length > 50 ? MOST_SHARE * ids.length : ids.length;
  const sorted = yield* Sorted.of(ids);
  const own: Topic[] = [];
  for (const { kind, label, papers } of given) {
    own.push({ id: `${kind}:${label}`, label, kind, papers: sorted.of(papers), children: [] });
    yield;
  }
  const byCategory = yield* turned(categories);
  const said: Topic[] = [];
  const unsaid = yield* setSteps(ids, () => true);
  for (const [label, papers] of byCategory) {
    if (papers.size < FEWEST || papers.size > most) continue;
    for (const id of papers) unsaid.delete(id);
    const id = `category:${label}`;
    const inside = yield* nested(yield* narrowed(topics, papers), LEVELS - 1, most);
    const children = yield* made(inside, `${id}/`, sorted);
    said.push({ id, label, kind: 'category', papers: sorted.of(papers), children });
    yield;
  }
  const keptNames = new Set(own.map(({ label }) => label));
  const fresh = topics.filter(({ label }) => !keptNames.has(label));
  const loose = yield* nested(yield* narrowed(fresh, unsaid), LEVELS, most);
  const automatic = yield* made(loose, '', sorted);
  for (const topic of [...automatic, ...own]) {
    for (const id of topic.papers) unsaid.delete(id);
    yield;
  }
  const grouped = withRest([...said, ...automatic], sorted.of(unsaid)).sort(bySize);
  return [...own.sort((a, b) => compare(a.label, b.label)), ...grouped];
}

/** Brings papers into the order of their ids, without comparing ids again for each topic. */
class Sorted {
  readonly #ids: readonly string[];
  readonly #rankOf: ReadonlyMap<string, number>;

  private constructor(ids: readonly string[], rankOf: ReadonlyMap<string, number>) {
    this.#ids = ids;
    this.#rankOf = rankOf;
  }

  static *of(ids: readonly string[]): Steps<Sorted> {
    const sorted = yield* sortSteps(ids);
    const rankOf = new Map<string, number>();
    for (const id of sorted) {
      rankOf.set(id, rankOf.size);
      if (rankOf.size % SLICE === 0) yield;
    }
    return new Sorted(sorted, rankOf);
  }

  /** The library's papers among some, each once. */
  of(papers: Iterable<string>): string[] {
    const ranks: number[] = [];
    for (const id of new Set(papers)) {
      const rank = this.#rankOf.get(id);
      if (rank !== undefined) ranks.push(rank);
    }
    return Array.from(Uint32Array.from(ranks).sort(), (rank) => this.#ids[rank]!);
  }
}

function* turned(categories: TreeInput['categories']): Steps<Map<string, Set<string>>> {
  const byCategory = new Map<string, Set<string>>();
  let read = 0;
  for (const [id, names] of categories) {
    for (const name of names) {
      const papers = byCategory.get(name);
      if (papers) papers.add(id);
      else byCategory.set(name, new Set([id]));
    }
    if (++read % SLICE === 0) yield;
  }
  return byCategory;
}

/** The topics with the papers of a set only; those that hold too few there are left out. */
function* narrowed(topics: readonly NamedTopic[], within: ReadonlySet<string>): Steps<Loose[]> {
  const found: Loose[] = [];
  let read = 0;
  for (const { term, label, papers: all } of topics) {
    const papers = new Set<string>();
    for (const id of all) if (within.has(id)) papers.add(id);
    if (papers.size >= FEWEST) found.push({ term, label, papers });
    read += all.size;
    if (read < SLICE) continue;
    read = 0;
    yield;
  }
  return found;
}

function* made(nests: readonly Nest[], prefix: string, sorted: Sorted): Steps<Topic[]> {
  const topics: Topic[] = [];
  for (const { topic, below } of nests) {
    const children = (yield* made(below, prefix, sorted)).sort(bySize);
    const id = prefix + topic.term.replaceAll(' ', '-');
    topics.push({ id, label: topic.label, kind: 'automatic', papers: sorted.of(topic.papers), children });
    yield;
  }
  return topics.sort(bySize);
}

function withRest(topics: readonly Topic[], rest: readonly string[]): Topic[] {
  if (rest.length === 0) return [...topics];
  const largest = [...topics].sort(bySize)[0];
  if (!largest) return [other('All papers', rest)];
  if (rest.length >= FEWEST) return [...topics, other('Other', rest)];
  // A single paper that is like no other: a topic of one says less than company.
  const joined = { ...largest, papers: [...largest.papers, ...rest].sort() };
  return topics.map((topic) => (topic === largest ? joined : topic));
}

function other(label: string, papers: readonly string[]): Topic {
  return { id: 'other', label, kind: 'other', papers, children: [] };
}

/** Larger first; what is left over last. */
function bySize(a: Topic, b: Topic): number {
  if ((a.kind === 'other') !== (b.kind === 'other')) return a.kind === 'other' ? 1 : -1;
  return b.papers.length - a.papers.length || compare(a.label, b.label) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
