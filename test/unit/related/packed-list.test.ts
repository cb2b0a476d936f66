import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PackedList } from '../../../src/core/related/packed-list.ts';

test('holds what was pushed and not removed, short or long', () => {
  const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(80)), { maxLength: 300 });
  fc.assert(
    fc.property(steps, (pushes) => {
      const list = new PackedList();
      const expected = new Set<number>();
      for (const [push, value] of pushes) {
        if (!push) {
          expected.delete(value);
          list.remove(value);
        } else if (!expected.has(value)) {
          expected.add(value);
          list.push(value);
        }
      }
      const held = Array.from({ length: list.length }, (_, i) => list.values[i]!);
      assert.deepEqual(
        held.sort((a, b) => a - b),
        [...expected].sort((a, b) => a - b),
      );
    }),
  );
});
