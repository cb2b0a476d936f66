import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NewestPapers } from '../../../src/core/features/newest-papers.ts';
import type { LibraryPaper } from '../../../src/core/library/library-paper.ts';
import { compareText } from '../../../src/core/library/merge.ts';

type Dated = Pick<LibraryPaper, 'id' | 'date'>;

const date = fc.option(fc.constantFrom('2019', '2020-05', '2020-05-03', '2021', '2023-11-30'));
const change = fc.array(fc.tuple(fc.nat(450), fc.option(date)), { minLength: 1, maxLength: 40 });

test('the newest papers are those of all papers sorted, after any changes, though all are seldom looked at', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.array(change, { maxLength: 30 }), fc.nat(60), (count, changes, wanted) => {
      const newest = new NewestPapers();
      const all = new Map<string, Dated>();
      for (let i = 0; i < count; i++) all.set(`p${i}`, { id: `p${i}`, date: String(2000 + (i % 20)) });
      let looks = 0;
      const check = (): void => {
        const expected = [...all.values()].sort(
          (a, b) => compareText(b.date ?? '', a.date ?? '') || compareText(a.id, b.id),
        );
        const found = newest.take(wanted, () => {
          looks++;
          return all.values() as Iterable<LibraryPaper>;
        });
        assert.deepEqual(found, expected.slice(0, wanted));
      };
      check();
      for (const steps of changes) {
        const removed: string[] = [];
        const added = new Map<string, Dated>();
        for (const [at, to] of steps) {
          const id = `p${at}`;
          if (all.delete(id)) removed.push(id);
          added.delete(id);
          if (to === null) continue;
          added.set(id, { id, date: to });
          all.set(id, added.get(id)!);
        }
        newest.apply({ removed, added: [...added.values()] as LibraryPaper[], retired: [] });
        check();
      }
      assert.ok(looks <= 1 + changes.length / 4);
    }),
    { numRuns: 200 },
  );
});
