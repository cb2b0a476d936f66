import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sortSteps } from '../../../src/core/text/sort-steps.ts';
import { finish } from '../../../src/core/text/steps.ts';

test('texts are sorted in steps as `sort` does at once', () => {
  const count = fc.oneof(fc.nat(20), fc.constantFrom(999, 1000, 1001, 3500));
  fc.assert(
    fc.property(count, fc.array(fc.string(), { minLength: 1 }), (length, some) => {
      const texts = Array.from({ length }, (_, i) => `${some[i % some.length]!}${(i * 7919) % 1013}`);
      assert.deepEqual(finish(sortSteps(texts)), texts.toSorted());
    }),
    { numRuns: 30 },
  );
});

test('no step of it sorts much', () => {
  const texts = Array.from({ length: 10_000 }, (_, i) => String((i * 7919) % 10_007));
  assert.ok([...sortSteps(texts)].length >= 10);
});
