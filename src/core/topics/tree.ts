import type { NamedTopic } from './naming.ts';

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
const SLICE = 20_000;

interface TreeInput {
  readonly ids: readonly string[];
  readonly topics: readonly NamedTopic[];
  readonly categories: ReadonlyMap<string, readonly string[]>;
  readonly given: readonly GivenTopic[];
}

/** Puts topics into a tree: the reader's own, then categories with automatic ones inside, then automatic ones for what has no category. */
export function* treeOf({ ids, topics, categories, given }: TreeInput): Generator<void, Topic[]> {
  const most = ids.length > 50 ? MOST_SHARE * ids.length : ids.length;
  const own = given.map(({ kind, label, papers }) => node(kind, `${kind}:${label}`, label, papers));
  const byCategory = new Map<string, Set<string>>();
  for (const [id, names] of categories) for (const name of names) addTo(byCategory, name, id);
  const said: Topic[] = [];
  const unsaid = new Set(ids);
  for (const [label, papers] of byCategory) {
    if (papers.size < FEWEST || papers.size > most) continue;
    for (const id of papers) unsaid.delete(id);
    const id = `category:${label}`;
    said.push(
      node('category', id, label, papers, nest(yield* narrowed(topics, papers), `${id}/`, LEVELS - 1, most)),
    );
  }
  const keptNames = new Set(given.map(({ label }) => label));
  const fresh = topics.filter(({ label }) => !keptNames.has(label));
  const automatic = nest(yield* narrowed(fresh, unsaid), '', LEVELS, most);
  for (const topic of automatic) for (const id of topic.papers) unsaid.delete(id);
  for (const { papers } of given) for (const id of papers) unsaid.delete(id);
  const grouped = withRest([...said, ...automatic], unsaid).sort(bySize);
  return [...own.sort((a, b) => compare(a.label, b.label)), ...grouped];
}

interface Loose {
  readonly term: string;
  readonly label: string;
  readonly papers: Set<string>;
}

/** The topics with the papers of a set only; those that hold too few there are left out. */
function* narrowed(topics: readonly NamedTopic[], within: ReadonlySet<string>): Generator<void, Loose[]> {
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

/**
 * Puts a topic below the one whose name its own ends with ("image editing" below "editing"), as the head of a name tells what kind of
 * thing it is. What would lie too deep, or make too much of one topic, stays where it is.
 */
function nest(topics: readonly Loose[], prefix: string, levels: number, most: number): Topic[] {
  const byTerm = new Map(topics.map((topic) => [topic.term, topic]));
  const below = new Map<Loose, Loose[]>();
  const roots: Loose[] = [];
  // Shorter names first: a parent is placed, and its depth known, before its children.
  const depth = new Map<Loose, number>();
  for (const topic of [...topics].sort((a, b) => a.term.length - b.term.length || compare(a.term, b.term))) {
    const parent = parentOf(topic, byTerm, (candidate) => (depth.get(candidate) ?? levels) < levels);
    const held = parent && new Set([...parent.papers, ...topic.papers]);
    if (parent && held!.size <= most) {
      depth.set(topic, depth.get(parent)! + 1);
      below.set(parent, [...(below.get(parent) ?? []), topic]);
      for (const id of topic.papers) parent.papers.add(id);
    } else {
      depth.set(topic, 1);
      roots.push(topic);
    }
  }
  const made = (topic: Loose): Topic => {
    const children = (below.get(topic) ?? []).map(made);
    const papers = new Set([...topic.papers, ...children.flatMap((child) => child.papers)]);
    return node('automatic', prefix + topic.term.replaceAll(' ', '-'), topic.label, papers, children);
  };
  return roots.map(made);
}

/** The topic with the longest name that ends this one's. */
function parentOf(
  { term }: Loose,
  byTerm: ReadonlyMap<string, Loose>,
  fits: (candidate: Loose) => boolean,
): Loose | null {
  for (let at = term.indexOf(' '); at >= 0; at = term.indexOf(' ', at + 1)) {
    const candidate = byTerm.get(term.slice(at + 1));
    if (candidate && fits(candidate)) return candidate;
  }
  return null;
}

function withRest(topics: readonly Topic[], rest: ReadonlySet<string>): Topic[] {
  if (rest.size === 0) return [...topics];
  const largest = [...topics].sort(bySize)[0];
  if (!largest) return [node('other', 'other', 'All papers', rest)];
  if (rest.size >= FEWEST) return [...topics, node('other', 'other', 'Other', rest)];
  // A single paper that is like no other: a topic of one says less than company.
  const joined = { ...largest, papers: [...largest.papers, ...rest].sort() };
  return topics.map((topic) => (topic === largest ? joined : topic));
}

function node(
  kind: Topic['kind'],
  id: string,
  label: string,
  papers: Iterable<string>,
  children: readonly Topic[] = [],
): Topic {
  return { id, label, kind, papers: [...new Set(papers)].sort(), children: [...children].sort(bySize) };
}

/** Larger first; what is left over last. */
function bySize(a: Topic, b: Topic): number {
  if ((a.kind === 'other') !== (b.kind === 'other')) return a.kind === 'other' ? 1 : -1;
  return b.papers.length - a.papers.length || compare(a.label, b.label) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
