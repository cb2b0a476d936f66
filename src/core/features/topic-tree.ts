import type { LibraryPaper } from '../library/library-paper.ts';
import { arxivCategoryName } from '../topics/arxiv-categories.ts';
import type { TopicInput } from '../topics/paper-names.ts';
import type { TopicPaper, Topics } from '../topics/topics.ts';
import type { Topic } from '../topics/tree.ts';
import type { FoundTopic } from './finder.ts';

/** A tree of topics as features ask it: by topic and by paper. */
export class TopicTree {
  readonly roots: readonly FoundTopic[];
  readonly #byId = new Map<string, Topic>();
  readonly #labelsOf = new Map<string, string[]>();

  constructor({ tree, main }: Topics) {
    this.roots = tree.map(found);
    for (const topic of tree) this.#enter(topic);
    for (const [id, label] of main) {
      const labels = this.#labelsOf.get(id);
      const at = labels?.indexOf(label) ?? -1;
      if (at > 0) labels!.unshift(...labels!.splice(at, 1));
    }
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

  #enter(topic: Topic): void {
    this.#byId.set(topic.id, topic);
    // Narrower topics say more, and so come first.
    for (const child of topic.children) this.#enter(child);
    for (const id of topic.papers) {
      const labels = this.#labelsOf.get(id);
      if (!labels) this.#labelsOf.set(id, [topic.label]);
      else if (!labels.includes(topic.label)) labels.push(topic.label);
    }
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
