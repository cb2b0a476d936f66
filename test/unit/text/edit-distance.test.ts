import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance } from '../../../src/core/text/edit-distance.ts';

test('insertions, deletions, replacements and swaps count one each, and no more than asked for', () => {
  assert.equal(editDistance('abc', 'abc', 2), 0);
  assert.equal(editDistance('abc', 'acb', 2), 1);
  assert.equal(editDistance('abc', 'ab', 2), 1);
  assert.equal(editDistance('smith2020', 'smyth2021', 3), 2);
  assert.equal(editDistance('', 'abc', 5), 3);
  assert.equal(editDistance('aaaa', 'bbbb', 2), 3);
  assert.equal(editDistance('a', 'abcdef', 2), 3);
});
