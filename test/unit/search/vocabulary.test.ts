import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KnownWords } from '../../../src/core/search/engine/known-words.ts';
import { Vocabulary } from '../../../src/core/search/engine/vocabulary.ts';
import { editDistance } from '../../../src/core/text/edit-distance.ts';

/** Letters whose lowest eight bits are the same are among them. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'š', '湖', 'ū', 's'), minLength: 1, maxLength: 9 });

test('words are found by how they begin, and by a typo that does not touch both ends, in each index by itself', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 60 }),
      fc.array(word, { minLength: 1, maxLength: 8 }),
      (words, asked) => {
        const shared = new Vocabulary();
        const index = new KnownWords(shared);
        // Every third is a word of another index only.
        const own = words.filter((_, i) => i % 3 > 0);
        for (const one of words) shared.add(one);
        for (const one of own) index.count(index.add(one), 1);
        const spelled = (ids: readonly number[]): string[] => ids.map((id) => shared.wordOf(id)).sort();
        for (const query of [...asked, ...words]) {
          const longer = own.filter((one) => one.startsWith(query) && one !== query);
          assert.deepEqual(spelled(index.beginningWith(query)), longer.sort(), query);
          if (query.length < 4) continue;
          const most = query.length < 8 ? 1 : 2;
          const near = index.nearlyLike(query).map(({ id }) => id);
          const expected = own.filter((one) => {
            const typos = editDistance(query, one, most);
            const oneEnd =
              query.length < 7 || query.slice(0, 3) === one.slice(0, 3) || query.slice(-3) === one.slice(-3);
            return typos > 0 && typos <= most && oneEnd;
          });
          if (expected.length <= 20) assert.deepEqual(spelled(near), expected.sort(), query);
        }
      },
    ),
    { numRuns: 300 },
  );
});
