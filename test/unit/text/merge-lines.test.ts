import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeLines } from '../../../src/core/text/merge-lines.ts';

test('changes of different lines are joined, of the same lines refused', () => {
  assert.equal(mergeLines('a\nb\nc', 'x\nb\nc', 'a\nb\ny'), 'x\nb\ny');
  assert.equal(mergeLines('a', 'x', 'a\n\nmore'), 'x\n\nmore');
  assert.equal(mergeLines('a', 'a\n\nmore', 'x'), 'x\n\nmore');
  assert.equal(mergeLines('a\nb', 'b', 'a\nb\nc'), 'b\nc');
  assert.equal(mergeLines('a', 'x', 'y'), null);
  assert.equal(mergeLines('a', 'a\nx', 'a\ny'), null);
  assert.equal(mergeLines('', 'x', 'y'), null);
  assert.equal(mergeLines('a', 'x', 'x'), 'x');
});

test('whichever side it is asked for, a merge is the same and holds the new lines of both', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 6 })
    .map((all) => all.join('\n'));
  fc.assert(
    fc.property(text, text, text, (base, ours, theirs) => {
      const merged = mergeLines(base, ours, theirs);
      assert.equal(merged, mergeLines(base, theirs, ours));
      assert.equal(mergeLines(base, ours, base), ours);
      if (merged === null) return;
      const old = new Set(base.split('\n'));
      const lines = new Set(merged.split('\n'));
      for (const line of [...ours.split('\n'), ...theirs.split('\n')])
        assert.ok(old.has(line) || lines.has(line), `${line} is lost`);
    }),
    { numRuns: 2000 },
  );
});
