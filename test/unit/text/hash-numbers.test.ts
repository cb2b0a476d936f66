import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashTerm } from '../../../src/core/text/hash.ts';
import { HashNumbers } from '../../../src/core/text/hash-numbers.ts';

test('each hash keeps its number, however many come and however near they lie', () => {
  const near = fc.nat(2 ** 20).map((first) => Array.from({ length: 9000 }, (_, i) => first + 4096 * i));
  const far = fc.constant(Array.from({ length: 9000 }, (_, i) => hashTerm(`term ${i}`)));
  fc.assert(
    fc.property(fc.oneof(near, far), (hashes) => {
      const numbers = new HashNumbers();
      for (const hash of [...hashes, ...hashes]) numbers.number(hash);
      assert.equal(numbers.size, hashes.length);
      hashes.forEach((hash, i) => assert.equal(numbers.find(hash), i));
      assert.equal(numbers.find(2 ** 47 + 1), -1);
    }),
    { numRuns: 6 },
  );
});
