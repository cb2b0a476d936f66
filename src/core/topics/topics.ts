import { setSteps, type Steps } from '../text/steps.ts';
import type { PaperTokens } from '../text/terms.ts';
import { chooseTopics } from './votes.ts';
import { nameTopics, type NamedTopic } from './naming.ts';
import { packNames, type PackedNames, type TopicInput } from './paper-names.ts';
import { treeOf, type GivenTopic, type Topic } from './tree.ts';

/** A paper with all that says its topics. */
export interface TopicPaper extends TopicInput {
  /** What its digests put it under: categories by readable names, section headings. */
  readonly categories: readonly string[];
}

/** What building needs and the index does not hold. */
export interface TopicFacts {
  /** The texts of a paper that was set. */
  readonly textOf: (id: string) => TopicInput | undefined;
  /** The papers most like one, best first: they tell where one belongs whose own words name no topic. */
  readonly alike: (id: string) => readonly { readonly id: string; readonly likeness: number }[];
  /** The papers that say a word. */
  readonly saying: (word: string) => Iterable<string>;
  /** What the reader named: kept topics, tags and saved searches, each with its papers. */
  readonly given: () => Iterable<GivenTopic>;
}

const SLICE = 20;

export interface Topics {
  readonly tree: readonly Topic[];
  /** The label of each paper's one automatic topic; papers that are like no other have none. */
  readonly main: ReadonlyMap<string, string>;
}

/**
 * The topics of a library, as a tree of at most three levels: what the reader named, what digests say (categories, headings), and
 * automatic ones. Setting or removing a paper costs what that paper holds; `build` makes the tree anew from numbers, in steps. The tree is
 * a function of the set of papers. See docs/topics.md.
 */
export class TopicIndex {
  readonly #names = new Map<string, PackedNames>();
  readonly #categories = new Map<string, readonly string[]>();

  /** `texts` may be given where they have been read already. */
  set(paper: TopicPaper, texts?: PaperTokens): void {
    this.#names.set(paper.id, packNames(paper, texts));
    if (paper.categories.length > 0) this.#categories.set(paper.id, [...new Set(paper.categories)]);
    else this.#categories.delete(paper.id);
  }

  remove(id: string): void {
    this.#names.delete(id);
    this.#categories.delete(id);
  }

  *build(facts: TopicFacts): Steps<Topics> {
    const ids = [...this.#names.keys()];
    const chosen = yield* chooseTopics(this.#names);
    const topics = yield* nameTopics(chosen, facts.textOf);
    const main = yield* placeAll(ids, topics, facts);
    const tree = yield* treeOf({ ids, topics, categories: this.#categories, given: facts.given() });
    return { tree, main };
  }
}

/**
 * Finds the one automatic topic of each paper. What no topic holds is put into the largest whose name it says at all, else where the
 * papers most like it are.
 */
function* placeAll(
  ids: readonly string[],
  topics: readonly NamedTopic[],
  facts: TopicFacts,
): Steps<Map<string, string>> {
  const topicOf = new Map<string, NamedTopic>();
  const main = new Map<string, string>();
  const place = (id: string, topic: NamedTopic): void => {
    topic.papers.add(id);
    main.set(id, topic.label);
  };
  for (const topic of topics) {
    for (const id of topic.first) {
      topicOf.set(id, topic);
      main.set(id, topic.label);
    }
    yield;
  }
  const left = yield* setSteps(ids, (id) => !topicOf.has(id));
  for (const topic of topics.filter(({ term }) => !term.includes(' ')).sort(largestFirst)) {
    // Phrases that a paper says once it has voted on.
    for (const id of facts.saying(topic.term)) {
      if (!left.delete(id)) continue;
      topicOf.set(id, topic);
      place(id, topic);
    }
    yield;
  }
  yield;
  if (topicOf.size === 0) return main;
  let read = 0;
  for (const id of left) {
    const topic = favourite(facts.alike(id), topicOf);
    if (topic) place(id, topic);
    if (++read % SLICE === 0) yield;
  }
  return main;
}

function largestFirst(a: NamedTopic, b: NamedTopic): number {
  return b.first.size - a.first.size || (a.term < b.term ? -1 : 1);
}

/** The topic that most of some papers are in, each counted by its likeness. */
function favourite(
  papers: ReturnType<TopicFacts['alike']>,
  topicOf: ReadonlyMap<string, NamedTopic>,
): NamedTopic | null {
  const votes = new Map<NamedTopic, number>();
  for (const { id, likeness } of papers) {
    const topic = topicOf.get(id);
    if (topic) votes.set(topic, (votes.get(topic) ?? 0) + likeness);
  }
  const [best] = [...votes].sort(([a, x], [b, y]) => y - x || (a.term < b.term ? -1 : 1));
  return best?.[0] ?? null;
}
