import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { topicPaperOf } from '../../../src/core/features/topic-tree.ts';
import { ROOT } from '../../../scripts/harness/paths.ts';
import { rootOf } from '../../../src/core/text/root.ts';
import { tokensOf } from '../../../src/core/text/terms.ts';
import { rootsOf } from '../../../src/core/related/related-index.ts';
import { WordIndex } from '../../../src/core/related/word-index.ts';
import { TopicIndex, type TopicPaper, type Topics } from '../../../src/core/topics/topics.ts';
import type { GivenTopic, Topic } from '../../../src/core/topics/tree.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const SAMPLE = join(ROOT, 'sample');

type Paper = Partial<TopicPaper> & Pick<TopicPaper, 'id' | 'title'>;

class Indexes {
  readonly #topics = new TopicIndex();
  readonly #words = new WordIndex();
  readonly #papers = new Map<string, TopicPaper>();

  set(given: Paper): void {
    const paper = { abstract: null, keywords: [], categories: [], ...given };
    this.#papers.set(paper.id, paper);
    this.#topics.set(paper);
    this.#words.set(paper.id, rootsOf(tokensOf(paper.title, paper.abstract)));
  }

  remove(id: string): void {
    this.#papers.delete(id);
    this.#topics.remove(id);
    this.#words.remove(id);
  }

  build(given: readonly GivenTopic[] = []): Topics {
    const steps = this.#topics.build({
      textOf: (id) => this.#papers.get(id),
      alike: (id) => this.#words.alike(id, 10),
      saying: (word) => this.#words.papersWith(rootOf(word)),
      given: () => given,
    });
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }
}

function topicsOf(papers: readonly Paper[], given?: readonly GivenTopic[]): readonly Topic[] {
  const indexes = new Indexes();
  for (const paper of papers) indexes.set(paper);
  return indexes.build(given).tree;
}

function* everyTopic(topics: readonly Topic[], level = 1): Generator<Topic & { level: number }> {
  for (const topic of topics) {
    yield { ...topic, level };
    yield* everyTopic(topic.children, level + 1);
  }
}

const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['shallow lakes', ['turbid water', 'sediment cores', 'early warning signs', 'nutrient load']],
  ['sparse attention', ['long inputs', 'memory cost', 'key hashing', 'decoding speed']],
  ['bird migration', ['radar tracks', 'night flight', 'stopover sites', 'wind drift']],
];

/** Papers of three fields; each speaks of its field and of one thing of that field. */
const PAPERS: readonly Paper[] = FIELDS.flatMap(([field, themes], f) =>
  Array.from({ length: 20 }, (_, i) => ({
    id: `p${f}-${i}`,
    title: `On ${themes[i % themes.length]} in ${field}`,
    abstract: `We study ${field}. A survey of ${themes[i % themes.length]} and ${themes[(i + 1) % themes.length]} in ${field} is given, and the results show what was hoped.`,
  })),
);

/** As a topic is labelled: in the singular, with a capital. */
function labelled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replace(/s$/, '');
}

test('each field is a topic, named by its phrase', () => {
  const labels = topicsOf(PAPERS).map(({ label }) => label);
  for (const [field] of FIELDS) assert.ok(labels.includes(labelled(field)), labels.join(', '));
});

test('every paper is in a topic, and no topic holds one paper alone or nearly all', () => {
  const topics = topicsOf(PAPERS);
  assert.equal(new Set(topics.flatMap(({ papers }) => papers)).size, PAPERS.length);
  for (const { label, papers, level } of everyTopic(topics)) {
    assert.ok(papers.length <= 0.4 * PAPERS.length, label);
    assert.ok(papers.length > 1, label);
    assert.ok(level <= 3);
  }
});

test('what nearly all papers say in their titles is no topic', () => {
  const same = Array.from({ length: 200 }, (_, i) => ({ id: `s${i}`, title: `Great Survey Part ${i}` }));
  for (const { label, kind, papers } of everyTopic(topicsOf([...PAPERS, ...same])))
    if (kind !== 'other') assert.ok(papers.length <= 0.4 * (PAPERS.length + same.length), label);
});

test('no topic is named by words that every paper of any field has', () => {
  for (const { label } of everyTopic(topicsOf(PAPERS)))
    assert.doesNotMatch(label, /\b(?:we|the|results?|study|survey|part)\b/i);
});

test('a topic lies below the one that ends its name', () => {
  const papers = ['image editing', 'video editing', 'music editing', 'editing'].flatMap((name, n) =>
    Array.from({ length: 6 }, (_, i) => ({
      id: `e${n}-${i}`,
      title: `Faster ${name} for all`,
      abstract: `Here ${name} is fast.`,
    })),
  );
  const [editing] = topicsOf([...PAPERS, ...papers]).filter(({ label }) => label === 'Editing');
  const children = editing?.children.map(({ label }) => label) ?? [];
  assert.deepEqual(children.sort(), ['Image editing', 'Music editing', 'Video editing']);
  for (const child of editing!.children)
    for (const id of child.papers) assert.ok(editing!.papers.includes(id));
});

test('an abbreviation and its phrase are one topic', () => {
  const papers = Array.from({ length: 12 }, (_, i) => ({
    id: `m${i}`,
    title: i % 2 === 0 ? `Tuning of world knowledge graphs ${i}` : `Growth of WKGs`,
    abstract: i % 2 === 0 ? 'A world knowledge graph is grown.' : 'WKGs are large.',
  }));
  const found = topicsOf([...PAPERS, ...papers]).filter(({ papers: ids }) =>
    ids.some((id) => id.startsWith('m')),
  );
  assert.deepEqual(
    found.map(({ label, papers: ids }) => [label, ids.length]),
    [['World knowledge graph', 12]],
  );
});

test('what digests say groups papers, with topics inside; what they say of nearly all or of one is not used', () => {
  const papers = PAPERS.map((paper, i) => ({
    ...paper,
    categories: ['Everything', ...(i % 3 === 0 ? ['Ecology'] : []), ...(i === 0 ? ['Alone'] : [])],
  }));
  const topics = topicsOf(papers);
  const ecology = topics.find(({ label }) => label === 'Ecology');
  assert.equal(ecology?.papers.length, 20);
  assert.ok(ecology.children.length > 0);
  const labels = [...everyTopic(topics)].map(({ label }) => label);
  assert.ok(!labels.includes('Everything') && !labels.includes('Alone'), labels.join());
});

test('what the reader named comes first, whatever it holds', () => {
  const given: GivenTopic[] = [
    { kind: 'tag', label: 'to present', papers: ['p0-1'] },
    { kind: 'kept', label: 'Birds', papers: PAPERS.map(({ id }) => id) },
  ];
  assert.deepEqual(
    topicsOf(PAPERS, given)
      .slice(0, 2)
      .map(({ label, papers }) => [label, papers.length]),
    [
      ['Birds', PAPERS.length],
      ['to present', 1],
    ],
  );
});

test('a paper without words of its own is put beside what is most like it, and a last one is not left alone', () => {
  const topics = topicsOf([...PAPERS, { id: 'x', title: 'Lakes?' }, { id: 'y', title: '???' }]);
  const lakes = topics.find(({ label }) => label === 'Shallow lake');
  assert.ok(lakes?.papers.includes('x'));
  assert.ok(topics.some(({ papers }) => papers.includes('y') && papers.length > 1));
});

test('what was set, changed and removed on the way does not matter, nor the order', () => {
  const expected = topicsOf(PAPERS);
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...PAPERS], { minLength: PAPERS.length }),
      fc.array(fc.tuple(fc.nat(PAPERS.length - 1), fc.nat(PAPERS.length - 1))),
      (shuffled, steps) => {
        const indexes = new Indexes();
        for (const [at, text] of steps) indexes.set({ ...PAPERS[text]!, id: PAPERS[at]!.id });
        indexes.set({ id: 'passing', title: 'Passing Lakes' });
        indexes.remove('passing');
        for (const paper of shuffled) indexes.set(paper);
        assert.deepEqual(indexes.build().tree, expected);
      },
    ),
    { numRuns: 15 },
  );
});

test('in a small library of one field, one paper more moves next to no other', async () => {
  const papers = await samplePapers();
  const before = new Map(topicHolders(topicsOf(papers)));
  const about = ['attention', 'large language models', 'diffusion models', 'dark matter', 'frozen lakes'];
  for (const subject of about) {
    const one = { id: 'one more', title: `A look at ${subject}`, abstract: `We look at ${subject} again.` };
    const after = new Map(topicHolders(topicsOf([...papers, one])));
    const moved = papers.filter(({ id }) => before.get(id) !== after.get(id));
    assert.ok(moved.length <= 2, `${subject}: ${moved.map(({ title }) => title).join('; ')}`);
  }
});

test('the sample library has the topics that one would look for', async () => {
  const labels = [...everyTopic(topicsOf(await samplePapers()))].map(({ label }) => label);
  for (const wanted of ['Language model', 'Large language model', 'Transformer', 'Question answering'])
    assert.ok(labels.includes(wanted), labels.join(', '));
  assert.ok(!labels.includes('Open-domain'), labels.join(', '));
});

function* topicHolders(topics: readonly Topic[]): Generator<[string, string]> {
  for (const { label, papers, level } of everyTopic(topics))
    if (level === 1) for (const id of papers) yield [id, label];
}

/** The papers of the library that Carrel brings along. */
async function samplePapers(): Promise<TopicPaper[]> {
  const workspace = emptyWorkspace();
  for (const path of await readdir(SAMPLE, { recursive: true }))
    if (/^digests.*\.txt$|\.bib$/.test(path))
      workspace.setFile(path, await readFile(join(SAMPLE, path), 'utf8'));
  workspace.commit();
  return [...workspace.library.papers].map(topicPaperOf);
}

test('no papers, one paper and papers without words are no trouble', () => {
  assert.deepEqual(topicsOf([]), []);
  assert.deepEqual(
    topicsOf([{ id: 'a', title: '???' }]).map(({ id, papers }) => [id, papers]),
    [['other', ['a']]],
  );
  assert.equal(topicsOf([{ id: '__proto__', title: 'constructor' }]).length, 1);
});
