import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IdentifierIndex } from '../../../src/core/search/identifier-index.ts';

const name = fc.stringMatching(/^[12][01]\.[01]{0,2}$/);
const change = fc.record({ id: fc.stringMatching(/^[a-e]$/), name: fc.option(name) });

test('an index that follows changes finds what all papers at that time would give', () => {
  fc.assert(
    fc.property(fc.array(change), fc.array(change), name, (before, later, prefix) => {
      const papers = new Map(before.map((paper) => [paper.id, paper.name]));
      const all = () => [...papers].map(([id, now]) => ({ id, name: now }));
      const index = new IdentifierIndex();
      const found = () => [
        ...new Set(
          [...index.startingWith(prefix, all)].filter(({ id, name: was }) => papers.get(id) === was),
        ),
      ];
      found();
      for (const paper of later) {
        papers.set(paper.id, paper.name);
        index.add([paper], 0);
      }
      const expected = all().filter((paper) => paper.name?.startsWith(prefix));
      const line = (one: { name: string | null; id: string }) => `${one.name}\n${one.id}`;
      assert.deepEqual(found().map(line), expected.map(line).sort().reverse());
    }),
  );
});

test('many changes at once are read anew', () => {
  const index = new IdentifierIndex();
  const many = Array.from({ length: 3000 }, (_, i) => ({ id: `p${i}`, name: `${1000 + i}.1` }));
  const ids = (papers: typeof many) => [...index.startingWith('39', () => papers)].map(({ id }) => id);
  assert.deepEqual(ids(many.slice(0, 2)), []);
  index.add(many, 0);
  assert.equal(ids(many).length, 100);
  assert.equal(ids(many)[0], 'p2999');
});
