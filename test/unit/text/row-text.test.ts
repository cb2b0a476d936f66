import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rowText } from '../../../src/core/text/row-text.ts';

/** Whether no half of a character stands in it. */
const isWhole = (text: string): boolean => !/[\ud800-\udfff]/u.test(text);

test('what fits a row stays as it is', () => {
  assert.equal(rowText('Attention Is All You Need'), 'Attention Is All You Need');
  assert.equal(rowText('אש ומים'), 'אש ומים');
});

test('nothing turns what stands beside a row, and no row is longer than its measure', () => {
  assert.equal(rowText('a\u202eb\u2066c'), 'abc');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
      const row = rowText(text);
      assert.ok(row.length <= 300);
      assert.doesNotMatch(row, /[\u202a-\u202e\u2066-\u2069]/);
      assert.ok(text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').startsWith(row.replace(/…$/, '')));
      if (isWhole(text)) assert.ok(isWhole(row));
    }),
  );
});
