import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/text/text-edit.ts';
import { keepTopic, parseTopics } from '../../../src/core/topics/kept-topics.ts';

const LAKES = { name: 'Shallow lakes', query: '"shallow lakes" OR title:turbid' };

function kept(text: string, topic = LAKES): string | null {
  const edits = keepTopic(text, topic);
  return edits && applyEdits(text, edits);
}

test('a topic is kept in a new file, and another behind it', () => {
  const one = kept('')!;
  const two = kept(one, { name: 'Peat: "bogs"', query: 'peat # carbon' })!;
  assert.deepEqual(parseTopics(two), {
    topics: [LAKES, { name: 'Peat: "bogs"', query: 'peat # carbon' }],
    problems: [],
  });
  assert.equal(kept(two), null);
});

test('comments, order, indentation and line ends stay', () => {
  const text =
    '# Mine\r\ntopics:\r\n    # soils\r\n    - name: Peat # brown\r\n      query: peat\r\n\r\n# The end';
  const after = kept(text)!;
  assert.ok(after.startsWith(text));
  assert.deepEqual(parseTopics(after).topics, [{ name: 'Peat', query: 'peat' }, LAKES]);
  assert.doesNotMatch(after.slice(text.length), /(?<!\r)\n/);
});

test('a topic that is wrong costs itself, and a file of another form is not written', () => {
  const { topics, problems } = parseTopics(
    'topics:\n- name: Peat\n- 3\n- name: Bog\n  query: bog\n- {name: Bog, query: x}\n',
  );
  assert.deepEqual(topics, [{ name: 'Bog', query: 'bog' }]);
  assert.equal(problems.length, 3);
  for (const text of ['- a\n', 'topics: [{name: Peat, query: peat}]\n', 'topics: {', 'more: 1\n...\n'])
    assert.equal(kept(text), null, text);
});

test('no text is lost, and what is written reads back', () => {
  const text = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom(
          'topics:',
          '\n',
          '  - name: a',
          '    query: b',
          '# c',
          ' ',
          '- {',
          '&a *a',
          '\t',
          '---',
          '...',
          '|',
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (given, name, query) => {
      const topic = { name, query };
      const edits = keepTopic(given, topic);
      if (!edits) return;
      const after = applyEdits(given, edits);
      assert.ok(after.startsWith(given));
      assert.equal(parseTopics(after).topics.length, parseTopics(given).topics.length + 1);
    }),
  );
});
