import type { LibraryPaper } from '../library/library-paper.ts';
import type { Steps } from '../text/steps.ts';
import { arxivCategoryName } from '../topics/arxiv-categories.ts';
import type { TopicInput } from '../topics/paper-names.ts';
import type { TopicPaper, Topics } from '../topics/topics.ts';
import type { Topic } from '../topics/tree.ts';
import type { FoundTopic } from './finder.ts';

const STEP = 2000;

/** A tree of topics as features ask it: by topic and by paper. */
export class TopicTree {
  static readonly EMPTY = new TopicTree([]);
  readonly roots: readonly FoundTopic[];
  readonly #byId = new Map<string, Topic>();
  readonly #labelsOf = new Map<string, string[]>();

  private constructor(tree: readonly Topic[]) {
    this.roots = tree.map(found);
  }

  static *of({ tree, main }: Topics): Steps<TopicTree> {
    const made = new TopicTree(tree);
    for (const topic of tree) yield* made.#enter(topic);
    let read = 0;
    for (const [id, label] of main) {
      const labels = made.#labelsOf.get(id);
      const at = labels?.indexOf(label) ?? -1;
      if (at > 0) labels!.unshift(...labels!.splice(at, 1));
      if (++read % STEP === 0) yield;
    }
    return made;
  }

  byId(id: string): FoundTopic | undefined {
    const topic = this.#byId.get(id);
    return topic && found(topic);
  }

  /** The papers of a topic that none of its narrower ones holds. */
  ownPapers(id: string): readonly string[] {
    const topic = this.#byId.get(id);
    if (!topic) return [];
    const narrower = new Set(topic.children.flatMap(({ papers }) => papers));
    return topic.papers.filter((paper) => !narrower.has(paper));
  }

  labelsOf(id: string): readonly string[] {
    return this.#labelsOf.get(id) ?? [];
  }

  *#enter(topic: Topic): Steps<void> {
    this.#byId.set(topic.id, topic);
    // Narrower topics say more, and so come first.
    for (const child of topic.children) yield* this.#enter(child);
    let read = 0;
    for (const id of topic.papers) {
      const labels = this.#labelsOf.get(id);
      if (!labels) this.#labelsOf.set(id, [topic.label]);
      else if (!labels.includes(topic.label)) labels.push(topic.label);
      if (++read % STEP === 0) yield;
    }
    yield;
  }
}

function found({ id, label, kind, papers, children }: Topic): FoundTopic {
  return { id, label, kind, count: papers.length, children: children.map(found) };
}

export function topicInputOf(paper: LibraryPaper | undefined): TopicInput | undefined {
  return paper && topicPaperOf(paper);
}

/** What a paper's digests say of its topics: arXiv's categories and a list's headings group papers, other subjects are keywords. */
export function topicPaperOf(paper: LibraryPaper): TopicPaper {
  const categories: string[] = [];
  const keywords: string[] = [];
  for (const { format, entry } of paper.entries)
    for (const subject of entry.subjects) {
      const category = arxivCategoryName(subject) ?? (format === 'markdown-list' ? subject : null);
      if (category === null) keywords.push(subject);
      else categories.push(category);
    }
  return {
    id: paper.id,
    keywords,
    categories,
    title: paper.title,
    abstract: paper.abstract,
  };
}
