import assert from 'node:assert/strict';
import { test } from 'node:test';
import { One } from '../../../src/core/library/one.ts';

test('a set of one value is to everybody what a set is', () => {
  const [one, set] = [new One('peat'), new Set(['peat'])];
  assert.equal(one.size, set.size);
  assert.deepEqual([one.has('peat'), one.has('bog')], [true, false]);
  for (const all of ['keys', 'values', 'entries'] as const)
    assert.deepEqual([...one[all]()], [...set[all]()]);
  assert.deepEqual([...one], ['peat']);
  const told: string[] = [];
  one.forEach((value, again) => told.push(value, again));
  assert.deepEqual(told, ['peat', 'peat']);
});
