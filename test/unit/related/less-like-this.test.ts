import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { appendUnwanted, parseUnwanted, UnwantedPairs } from '../../../src/core/related/less-like-this.ts';
import { applyEdits } from '../../../src/core/text/text-edit.ts';

const LINE = {
  paper: 'arxiv:2310.05869',
  other: 'key:moor2020',
  verdict: 'less' as const,
  time: '2026-11-24T10:00:00Z',
};

function beside(lines: readonly string[], paper: string): string[] {
  const pairs = new UnwantedPairs();
  pairs.setFile('.carrel/less-like-this.tsv', parseUnwanted(lines.join('\n')).unwanted);
  return [...pairs.beside([paper])];
}

test('what is appended is read back, in a new file and behind any text', () => {
  assert.deepEqual(parseUnwanted(applyEdits('', appendUnwanted('', LINE))).unwanted, [LINE]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      const after = applyEdits(text, appendUnwanted(text, LINE));
      assert.ok(after.startsWith(text));
      assert.deepEqual(parseUnwanted(after).unwanted.at(-1), LINE);
    }),
  );
});

test('the latest line on a pair counts, in any order, and only in its direction', () => {
  const less = 'key:a\tkey:b\tless\t2026-01-01T00:00:00Z';
  const fine = 'key:a\tkey:b\tfine\t2026-01-02T00:00:00Z';
  assert.deepEqual(beside([less], 'key:a'), ['key:b']);
  assert.deepEqual(beside([less], 'key:b'), []);
  for (const lines of [
    [less, fine],
    [fine, less],
  ])
    assert.deepEqual(beside(lines, 'key:a'), []);
});

test('a line that cannot be read costs itself and says why', () => {
  const { unwanted, problems } = parseUnwanted(
    [
      'key:a\tkey:b\tless',
      'key:a\tkey:b\tmore\t2026-01-01T00:00:00Z',
      'a\tb\tless\t2026-01-01T00:00:00Z',
      '<<<<<<< HEAD',
      'key:a\tkey:b\tless\tsoon',
      'key:a\tkey:b\tless\t2026-01-01T00:00:00Z',
    ].join('\r\n'),
  );
  assert.equal(unwanted.length, 1);
  assert.equal(problems.length, 5);
});
