import { rootsOf } from '../../../src/core/related/related-index.ts';
import { WordIndex } from '../../../src/core/related/word-index.ts';
import { rootOf } from '../../../src/core/text/root.ts';
import { tokensOf } from '../../../src/core/text/terms.ts';
import { TopicIndex, type TopicPaper, type Topics } from '../../../src/core/topics/topics.ts';
import type { Topic } from '../../../src/core/topics/tree.ts';
import type { Evaluation, Table } from '../evaluation.ts';
import { mean } from '../measures.ts';
import { wordsOf } from '../related/baselines.ts';
import { agreement } from './agreement.ts';
import { chance, kMeans } from './k-means.ts';
import { samplePage, topicLibraries, type LabelledPaper, type TopicLibrary } from './libraries.ts';

const TRIALS = 10;
const SEEDS = [1, 2, 3];

/** Topics: how they agree with given categories, how steady they are, and what a reader sees of them. */
export const topicsEvaluation: Evaluation = {
  name: 'topics',
  run: async () => {
    const libraries = await topicLibraries();
    if (!libraries) return null;
    return {
      title: 'Topics',
      lead: [
        'Given categories (fields of study; the first arXiv category) are hidden and compared with what is found: normalised mutual information and ' +
          'purity of the one automatic topic of each paper. k-means knows what Carrel does not, how many categories there are; once it is given Carrel’s ' +
          'number of topics too. Its figures are means over three seeds.',
      ],
      tables: [
        ...libraries.flatMap(agreementTable),
        steadyTable(libraries),
        shapeTable(libraries),
        await pageTable(),
      ],
      remarks: [
        'Agreement is not what topics are made for: a name that papers use cuts across categories, and both figures grow with the number of groups, which is ' +
          'why the commonest word of a title, with a group for every other paper, stands first among 205 papers. What k-means has not is a name for its ' +
          'groups, and it begins anew with every paper.',
        'Steadiness: a twentieth of a library, drawn by chance, is taken away, the topics of the rest are found, then those of the whole. “Left” is the share of ' +
          'papers that are no longer in the topic that was their first; “first changed” counts those too that are still in it, beside another that comes first ' +
          'now. Below 500 papers a topic hangs on two or three of them, and more moves than one would wish; the fields of study have next to nothing in common.',
        'The sample page, read by a person: “Attention”, which nearly all say, has become the place of what is left over, with the kinds of attention below it, as ' +
          'one would look for them. “KV cache” and “linear attention” are missing, as only one paper makes them its subject.',
      ],
    };
  },
};

function agreementTable({ name, papers: all }: TopicLibrary): Table[] {
  const papers = all.filter((paper) => paper.label !== null);
  if (papers.length === 0) return [];
  const labels = papers.map(({ label }) => label!);
  const { main } = topicsOf(papers);
  const found = papers.map(({ id }) => main.get(id) ?? '');
  const row = (method: string, groups: readonly string[]): (string | number)[] => {
    const { nmi, purity } = agreement(groups, labels);
    return [method, String(new Set(groups).size), nmi, purity];
  };
  const given = new Set(labels).size;
  const own = new Set(found).size;
  const means = (clusters: number): (string | number)[] => {
    const runs = SEEDS.map((seed) => agreement(kMeans(papers, clusters, seed).map(String), labels));
    const over = (measure: 'nmi' | 'purity'): number => mean(runs.map((run) => run[measure]));
    return [`k-means on TF-IDF, k = ${clusters}`, String(clusters), over('nmi'), over('purity')];
  };
  return [
    {
      caption: `${name}: ${papers.length} papers, ${given} given categories`,
      columns: ['method', 'groups', 'NMI', 'purity'],
      rows: [
        row('Carrel', found),
        means(given),
        means(own),
        row('commonest word of the title', commonestWord(papers)),
        row(
          'all in one',
          papers.map(() => ''),
        ),
      ],
    },
  ];
}

/** The simplest topic: of a title's words, the one that most titles have, if not more than 40 % of them. */
function commonestWord(papers: readonly LabelledPaper[]): string[] {
  const titles = papers.map(({ title }) => new Set(wordsOf({ id: '', title, abstract: null })));
  const counts = new Map<string, number>();
  for (const words of titles) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return titles.map((words) => {
    const usable = [...words].filter((word) => counts.get(word)! <= 0.4 * papers.length);
    return usable.sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1))[0] ?? '';
  });
}

function steadyTable(libraries: readonly TopicLibrary[]): Table {
  return {
    caption: `Adding 5 % of a library: share of the other papers that move, of ${TRIALS} trials`,
    columns: ['library', 'papers', 'left, mean', 'left, worst', 'first changed, mean'],
    rows: libraries.map(({ name, papers }) => {
      const whole = topicsOf(papers);
      const trials = Array.from({ length: TRIALS }, (_, trial) => moved(papers, whole, trial + 1));
      const left = trials.map((trial) => trial.left);
      return [
        name,
        String(papers.length),
        percent(mean(left)),
        percent(Math.max(...left)),
        percent(mean(trials.map((trial) => trial.changed))),
      ];
    }),
  };
}

function moved(
  papers: readonly TopicPaper[],
  whole: Topics,
  seed: number,
): { left: number; changed: number } {
  const random = chance(seed);
  const kept = papers.filter(() => random() >= 0.05);
  const before = topicsOf(kept).main;
  const after = holders(whole);
  let left = 0;
  let changed = 0;
  for (const { id } of kept) {
    const first = before.get(id) ?? 'Other';
    if (first !== (whole.main.get(id) ?? 'Other')) changed++;
    if (!after.get(id)?.has(first)) left++;
  }
  return { left: left / kept.length, changed: changed / kept.length };
}

function holders({ tree }: Topics): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { label, papers } of everyTopic(tree))
    for (const id of papers) found.set(id, (found.get(id) ?? new Set()).add(label));
  return found;
}

function shapeTable(libraries: readonly TopicLibrary[]): Table {
  return {
    caption: 'Shape',
    columns: ['library', 'topics', 'on the first level', 'largest', 'in no named topic', 'the ten largest'],
    rows: libraries.map(({ name, papers }) => {
      const { tree } = topicsOf(papers);
      const named = tree.filter(({ kind }) => kind !== 'other');
      const rest = tree.find(({ kind }) => kind === 'other')?.papers.length ?? 0;
      return [
        name,
        String([...everyTopic(named)].length),
        String(named.length),
        percent((named[0]?.papers.length ?? 0) / papers.length),
        percent(rest / papers.length),
        named
          .slice(0, 10)
          .map(({ label }) => label)
          .join(', '),
      ];
    }),
  };
}

async function pageTable(): Promise<Table> {
  const { papers } = await samplePage();
  const titles = new Map(papers.map(({ id, title }) => [id, title]));
  return {
    caption: `The sample page of ${papers.length} papers, nearly all about attention`,
    columns: ['topic', 'papers', 'such as'],
    rows: [...everyTopic(topicsOf(papers).tree)].map(({ label, papers: ids, level }) => [
      `${'— '.repeat(level)}${label}`,
      String(ids.length),
      ids
        .slice(0, 3)
        .map((id) => titles.get(id)!)
        .join('; '),
    ]),
  };
}

function topicsOf(papers: readonly TopicPaper[]): Topics {
  const topics = new TopicIndex();
  const words = new WordIndex();
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  for (const paper of papers) {
    const texts = tokensOf(paper.title, paper.abstract);
    topics.set(paper, texts);
    words.set(paper.id, rootsOf(texts));
  }
  const steps = topics.build({
    textOf: (id) => byId.get(id),
    alike: (id) => words.alike(id, 10),
    saying: (word) => words.papersWith(rootOf(word)),
    given: () => [],
  });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* everyTopic(topics: readonly Topic[], level = 0): Generator<Topic & { readonly level: number }> {
  for (const topic of topics) {
    yield { ...topic, level };
    yield* everyTopic(topic.children, level + 1);
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
