import type { Steps } from '../text/steps.ts';

/** An automatic topic that has no place yet. */
export interface Loose {
  readonly term: string;
  readonly label: string;
  readonly papers: Set<string>;
}

/** A topic that holds its papers and those of what lies below it. */
export interface Nest {
  readonly topic: Loose;
  readonly below: Nest[];
}

interface Placed extends Nest {
  readonly parent: Placed | null;
  /** 1 for a root. */
  readonly level: number;
}

/**
 * Puts a topic below the one whose name its own ends with ("image editing" below "editing"), as the head of a name tells what kind of
 * thing it is. What would lie too deep, or make too much of one topic, stays where it is.
 */
export function* nested(topics: readonly Loose[], levels: number, most: number): Steps<Nest[]> {
  const byTerm = new Map<string, Placed>();
  const roots: Nest[] = [];
  // Shorter names first: a parent is placed before its children.
  for (const topic of [...topics].sort(
    (a, b) => a.term.length - b.term.length || (a.term < b.term ? -1 : 1),
  )) {
    const parent = parentOf(topic, byTerm, levels);
    const above = parent && lineage(parent);
    const fits = above?.every(({ topic: { papers } }) => sizeOfBoth(papers, topic.papers) <= most);
    const placed = { topic, below: [], parent: fits ? parent : null, level: fits ? parent!.level + 1 : 1 };
    byTerm.set(topic.term, placed);
    (fits ? parent!.below : roots).push(placed);
    if (fits) for (const { topic: wider } of above!) for (const id of topic.papers) wider.papers.add(id);
    yield;
  }
  return roots;
}

/** A topic and all that it lies below. */
function lineage(topic: Placed): Placed[] {
  return topic.parent ? [topic, ...lineage(topic.parent)] : [topic];
}

/** The topic with the longest name that ends this one's and has room below it. */
function parentOf({ term }: Loose, byTerm: ReadonlyMap<string, Placed>, levels: number): Placed | null {
  for (let at = term.indexOf(' '); at >= 0; at = term.indexOf(' ', at + 1)) {
    const candidate = byTerm.get(term.slice(at + 1));
    if (candidate && candidate.level < levels) return candidate;
  }
  return null;
}

function sizeOfBoth(held: ReadonlySet<string>, more: ReadonlySet<string>): number {
  let size = held.size;
  for (const id of more) if (!held.has(id)) size++;
  return size;
}
