import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSidecar } from '../../../src/core/annotations/sidecar-edits.ts';
import { parseSidecar, printSidecar } from '../../../src/core/annotations/sidecar.ts';
import { mergeAdditions, mergeAnnotators } from '../../../scripts/eval/merging.ts';
import { randomEdit, said } from '../../support/annotating.ts';
import { random } from '../../support/random.ts';

test('after any sequence of edits a sidecar says what was meant, and reading it again finds the same', () => {
  for (let seed = 0; seed < 3; seed++) {
    const next = random(seed);
    let text = newSidecar({ citekey: 'a2024', title: 'A', paper: null });
    for (let step = 0; step < 200; step++) {
      const edit = randomEdit(text, next, 'anna');
      assert.ok('after' in edit, 'refused' in edit ? edit.refused : '');
      text = edit.after;
      assert.equal(printSidecar(parseSidecar(text)), text);
    }
    assert.ok(said(text).length > 20);
    assert.deepEqual(parseSidecar(text).problems, []);
  }
});

test('two annotators on two branches never meet, and one on two machines never loses a word', () => {
  const next = random(5);
  assert.deepEqual(mergeAnnotators(8, next), { conflicts: 0, damaged: 0, tries: 8 });
  for (const existing of [null, 0, 3]) assert.equal(mergeAdditions(existing, 15, next).damaged, 0);
});
