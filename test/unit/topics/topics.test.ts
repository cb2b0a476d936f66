import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TopicInput } from '../../../src/core/topics/candidates.ts';
import { buildTopics, type Topic } from '../../../src/core/topics/topics.ts';

function topicsOf(papers: readonly TopicInput[]): readonly Topic[] {
  const steps = buildTopics(papers);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['shallow lakes', ['turbid water', 'sediment cores', 'early warning signs', 'nutrient load']],
  ['sparse attention', ['long inputs', 'memory cost', 'key hashing', 'decoding speed']],
  ['bird migration', ['radar tracks', 'night flight', 'stopover sites', 'wind drift']],
];

/** Papers of three fields; each speaks of its field and of one thing of that field. */
const PAPERS: readonly TopicInput[] = FIELDS.flatMap(([field, themes], f) =>
  Array.from({ length: 12 }, (_, i) => ({
    id: `p${f}-${i}`,
    title: `On ${themes[i % themes.length]} in ${field}, part ${i}`,
    abstract: `We study ${field}. A survey of ${themes[i % themes.length]} and ${themes[(i + 1) % themes.length]} in ${field} is given, and the results show what was hoped.`,
  })),
);

test('each field is a topic, named by its phrase', () => {
  const labels = topicsOf(PAPERS).map(({ label }) => label);
  for (const [field] of FIELDS)
    assert.ok(labels.includes(field.charAt(0).toUpperCase() + field.slice(1)), labels.join(', '));
});

test('every paper is in a topic, and no topic holds one paper alone or nearly all', () => {
  const topics = topicsOf(PAPERS);
  const held = new Set(topics.flatMap(({ papers }) => papers));
  assert.equal(held.size, PAPERS.length);
  for (const { id, label, papers } of topics) {
    assert.ok(papers.length < 0.6 * PAPERS.length, label);
    if (id !== 'other') assert.ok(papers.length > 1, label);
  }
});

test('no topic is named by words that every paper of any field has', () => {
  for (const { label } of topicsOf(PAPERS))
    assert.doesNotMatch(label, /\b(?:we|the|results?|study|survey|part)\b/i);
});

test('the order in which papers come does not matter', () => {
  const expected = topicsOf(PAPERS);
  fc.assert(
    fc.property(fc.shuffledSubarray([...PAPERS], { minLength: PAPERS.length }), (shuffled) =>
      assert.deepEqual(topicsOf(shuffled), expected),
    ),
    { numRuns: 20 },
  );
});

test('no papers, one paper and papers without words are no trouble', () => {
  assert.deepEqual(topicsOf([]), []);
  assert.deepEqual(
    topicsOf([{ id: 'a', title: '???', abstract: null }]).map(({ id, papers }) => [id, papers]),
    [['other', ['a']]],
  );
});
