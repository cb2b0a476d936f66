import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteSlices } from '../../../../src/core/text/bytes/byte-slices.ts';
import { NumberRecords } from '../../../../src/core/text/bytes/number-records.ts';

test('streams give back what was written, however they are mixed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 5 }), fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 31 - 1 }))), {
        maxLength: 400,
      }),
      (writes) => {
        const slices = new ByteSlices();
        const expected: number[][] = Array.from({ length: 6 }, () => []);
        for (const [stream, value] of writes) {
          slices.append(stream, value);
          expected[stream]!.push(value);
        }
        for (let stream = 0; stream < 6; stream++) {
          const reader = slices.reader(stream);
          const read: number[] = [];
          while (!reader.done) read.push(reader.next());
          assert.deepEqual(read, expected[stream]);
        }
      },
    ),
  );
  const long = new ByteSlices();
  for (let i = 0; i < 400_000; i++) long.append(0, i);
  const reader = long.reader(0);
  for (let i = 0; i < 400_000; i++) if (reader.next() !== i) assert.fail(`at ${i}`);
  assert.ok(reader.done);
});

test('records give back what was written, however many and however long they are', () => {
  const number = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 31 - 1 }));
  const short = fc.array(number, { maxLength: 200 });
  const long = fc
    .constantFrom(20_000, 52_427, 52_428, 60_000, 300_000)
    .map((length) => Array.from({ length }, (_, i) => (i * 7919) % 2 ** 31));
  const record = fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: long });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 40 }), fc.nat({ max: 3 }), (written, more) => {
      const records = new NumberRecords();
      for (const numbers of written)
        // What stands behind the count is left alone.
        records.add([...numbers, ...Array.from({ length: more }, () => 1)], numbers.length);
      for (const [i, numbers] of written.entries()) {
        const reader = records.reader(i);
        const read: number[] = [];
        while (reader.left > 0) read.push(reader.next());
        assert.deepEqual(read, numbers);
      }
    }),
    { numRuns: 60 },
  );
});
