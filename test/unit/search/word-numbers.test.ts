import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WordNumbers } from '../../../src/core/search/engine/word-numbers.ts';

test('each word keeps its number, however many come', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 30 }), fc.nat(3000), (some, more) => {
      const words = [...new Set([...some, ...Array.from({ length: more }, (_, i) => `word${i}`)])];
      const numbers = new WordNumbers();
      words.forEach((word, i) => {
        assert.equal(numbers.find(word), undefined);
        assert.equal(numbers.add(word), i);
      });
      assert.equal(numbers.size, words.length);
      words.forEach((word, i) => {
        assert.equal(numbers.find(word), i);
        assert.equal(numbers.wordOf(i), word);
      });
    }),
    { numRuns: 20 },
  );
});
