import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EngineDocument, Lookup } from '../../../src/core/search/engine/search-engine.ts';
import { splitWords } from '../../../src/core/search/engine/split.ts';
import { TextIndex } from '../../../src/core/search/engine/text-index.ts';
import { Vocabulary } from '../../../src/core/search/engine/vocabulary.ts';
import { NO_FACTS } from '../../../src/core/search/facts.ts';
import { PaperSearch } from '../../../src/core/search/paper-search.ts';
import { paperOf } from '../../support/papers.ts';

type Field = 'title' | 'body';

function emptyIndex(): TextIndex<Field> {
  return new TextIndex<Field>(
    [
      { name: 'title', weight: 3, b: 0.5 },
      { name: 'body', weight: 1, b: 0.75 },
    ],
    { usual: 'body', phrases: true, words: new Vocabulary() },
  );
}

/** All that is found, by id: what must not depend on how the index came to be. */
function found(index: TextIndex<Field>, lookup: Lookup<Field>): [string, number][] {
  return [...index.find(lookup)]
    .flatMap((score, slot): [string, number][] =>
      score > 0 ? [[index.idAt(slot)!, Math.round(score * 1e4)]] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const WORDS = [
  'lake',
  'lakes',
  'laking',
  'peat',
  'peats',
  'carbon',
  'carbone',
  'carbons',
  'of',
  '湖',
  'état',
  'transformer',
  'transfomer',
  'a',
];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '));
const ids = ['p1', 'p2', 'p3', 'p4', 'p5', '__proto__'];
const change = fc.record({
  id: fc.constantFrom(...ids),
  fields: fc.option(fc.record({ title: text, body: text }), { nil: null }),
});
const lookup: fc.Arbitrary<Lookup<Field>> = fc.record({
  words: fc.array(fc.constantFrom(...WORDS.flatMap(splitWords)), { minLength: 1, maxLength: 3 }),
  fields: fc.constantFrom<readonly Field[]>(['title'], ['body'], ['title', 'body']),
  prefix: fc.boolean(),
  forgiving: fc.boolean(),
});

test('an index that was changed step by step equals one that was built at once', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 30 }),
      fc.array(lookup, { minLength: 4, maxLength: 8 }),
      (changes, lookups) => {
        const stepwise = emptyIndex();
        const left = new Map<string, EngineDocument<Field>>();
        for (const { id, fields } of changes) {
          if (fields) stepwise.set({ id, fields });
          else stepwise.remove(id);
          left.delete(id);
          if (fields) left.set(id, { id, fields });
        }
        const atOnce = emptyIndex();
        for (const document of [...left.values()].reverse()) atOnce.set(document);
        assert.equal(stepwise.size, atOnce.size);
        for (const asked of lookups) assert.deepEqual(found(stepwise, asked), found(atOnce, asked));
      },
    ),
    { numRuns: 400 },
  );
});

test('a phrase is found exactly where its words stand side by side in one field', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ title: text, body: text }), { maxLength: 6 }),
      fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 3 }),
      (documents, phrase) => {
        const index = emptyIndex();
        documents.forEach((fields, i) => index.set({ id: String(i), fields }));
        const words = phrase.flatMap(splitWords);
        const asked = { words, fields: ['title', 'body'] as const, prefix: false, forgiving: false };
        const expected = documents.flatMap(({ title, body }, i) => {
          const has = [title, body].some((part) =>
            ` ${splitWords(part).join(' ')} `.includes(` ${words.join(' ')} `),
          );
          return has ? [String(i)] : [];
        });
        assert.deepEqual(
          found(index, asked).map(([id]) => id),
          expected,
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('a paper is found by any word of its title', () => {
  const titles = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(titles, { minLength: 1, maxLength: 5 }), (all) => {
      const papers = new Map(
        all.map((parts, i) => [`p${i}`, paperOf({ id: `p${i}`, title: parts.join(' ') })]),
      );
      const search = new PaperSearch(NO_FACTS);
      for (const paper of papers.values()) search.set(paper);
      for (const { id, title } of papers.values())
        for (const word of splitWords(title)) {
          const hits = search.search(`${word} `, 100).hits;
          assert.ok(
            hits.some((hit) => hit.id === id),
            `${word} in ${title}`,
          );
        }
    }),
    { numRuns: 200 },
  );
});

test('the waste of what was removed is known', () => {
  const index = emptyIndex();
  for (let i = 0; i < 400; i++) index.set({ id: String(i % 100), fields: { title: `word ${i}` } });
  assert.equal(index.size, 100);
  assert.equal(index.waste, 0.75);
});
