// Measures related papers and topics with so many papers, in a process of its own: node --expose-gc finding-one.ts COUNT. Prints JSON.
import { RelatedIndex, type RelatedFacts } from '../../src/core/related/related-index.ts';
import { tokensOf } from '../../src/core/text/terms.ts';
import { TopicIndex, type TopicPaper, type Topics } from '../../src/core/topics/topics.ts';
import { madeUpPapers } from './made-up-papers.ts';

const QUERIES = 200;

/** CPU times of this thread in milliseconds, memory in MB. */
export interface MeasuredFinding {
  readonly relatedBuild: number;
  readonly relatedMemory: number;
  readonly relatedUpdate: number;
  readonly relatedMedian: number;
  readonly related95: number;
  readonly topicsBuild: number;
  readonly topicsMemory: number;
  readonly tree: number;
  /** The longest that the tree held the thread, garbage collection included. */
  readonly longestStep: number;
  readonly topics: number;
}

const count = Number(process.argv[2]);
const papers = madeUpPapers(count).map((paper): TopicPaper => ({
  id: paper.id,
  title: prose(paper.title),
  abstract: prose(paper.abstract),
  keywords: [],
  categories: [],
}));
const byId = new Map(papers.map((paper) => [paper.id, paper]));

const before = held();
const related = new RelatedIndex();
const relatedBuild = cpu(() => {
  for (const paper of papers) related.set(paper);
});
const relatedMemory = held() - before;
const facts: RelatedFacts = { textOf: (id) => byId.get(id), bondsOf: () => [], isUnwanted: () => false };
const some = Array.from({ length: QUERIES }, (_, i) => papers[(i * 7919) % count]!);
const times = some.map((paper) => cpu(() => related.related(paper, 10, facts))).sort((a, b) => a - b);
const relatedUpdate = cpu(() => {
  for (const paper of some) related.set(paper);
});

const between = held();
const topics = new TopicIndex();
const topicsBuild = cpu(() => {
  for (const paper of papers) topics.set(paper, tokensOf(paper.title, paper.abstract));
});
const topicsMemory = held() - between;
let longestStep = 0;
let found: Topics | undefined;
const tree = cpu(() => {
  const steps = topics.build({
    textOf: (id) => byId.get(id),
    alike: (id) => related.alike(id),
    saying: (word) => related.saying(word),
    given: () => [],
  });
  while (!found) {
    longestStep = Math.max(
      longestStep,
      cpu(() => {
        const { done, value } = steps.next();
        if (done) found = value;
      }),
    );
  }
});

const measured: MeasuredFinding = {
  relatedBuild,
  relatedMemory,
  relatedUpdate: relatedUpdate / QUERIES,
  relatedMedian: times[QUERIES / 2]!,
  related95: times[Math.floor(QUERIES * 0.95)]!,
  topicsBuild,
  topicsMemory,
  tree,
  longestStep,
  topics: found!.tree.length,
};
console.log(JSON.stringify(measured));

function cpu(task: () => void): number {
  const start = process.threadCpuUsage().user;
  task();
  return (process.threadCpuUsage().user - start) / 1000;
}

function held(): number {
  global.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Made-up words with the function words and full stops of real sentences between. */
function prose(words: string): string {
  const glue = ['of the', 'in', 'for', 'and', 'with', 'is', 'by'];
  return words
    .split(' ')
    .map((word, i) => (i % 12 === 11 ? `${word}.` : i % 3 === 2 ? `${word} ${glue[i % glue.length]!}` : word))
    .join(' ');
}
