import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NumberLists } from '../../../src/core/related/number-lists.ts';

const LISTS = 4;

type Step =
  | { readonly does: 'push' | 'remove'; readonly list: number; readonly value: number }
  | { readonly does: 'set'; readonly list: number; readonly count: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constantFrom('push' as const, 'push' as const, 'remove' as const),
    list: fc.nat(LISTS - 1),
    value: fc.nat(60),
  }),
  fc.record({
    does: fc.constant('set' as const),
    list: fc.nat(LISTS - 1),
    count: fc.constantFrom(0, 1, 2, 5, 40, 4096, 4097, 9000),
  }),
);

test('each list holds what was pushed, set and not removed, whatever becomes of the others', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const lists = new NumberLists();
      const expected = Array.from({ length: LISTS }, (): number[] => []);
      for (const one of steps) {
        const held = expected[one.list]!;
        if (one.does === 'set') {
          const values = Uint32Array.from({ length: one.count }, (_, i) => 2 ** 32 - 1 - i);
          lists.set(one.list, values);
          held.splice(0, Infinity, ...values);
        } else if (one.does === 'push') {
          lists.push(one.list, one.value);
          held.push(one.value);
        } else {
          lists.remove(one.list, one.value);
          const at = held.indexOf(one.value);
          if (at >= 0) held.splice(at, 1);
        }
      }
      expected.forEach((held, list) => {
        assert.equal(lists.lengthOf(list), held.length);
        assert.deepEqual([...lists.of(list)].sort(), held.sort());
      });
    }),
  );
});

test('a list that was never set is empty, and room that is free is used again', () => {
  const lists = new NumberLists();
  assert.deepEqual([...lists.of(5000)], []);
  lists.set(5000, Uint32Array.of(1, 2, 3));
  const room = lists.of(5000).buffer;
  lists.clear(5000);
  for (const value of [4, 5, 6]) lists.push(7, value);
  assert.deepEqual([...lists.of(7)], [4, 5, 6]);
  assert.equal(lists.of(7).buffer, room);
  assert.equal(lists.lengthOf(5000), 0);
});
