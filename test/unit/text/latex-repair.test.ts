import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { repairForDisplay } from '../../../src/core/text/latex-repair.ts';

const REPAIRED: readonly [string, string][] = [
  ['between 1.5sim3.0 times', 'between 1.5∼3.0 times'],
  ['runs in Oleft(n^{1.5}dright) steps', 'runs in O(n¹·⁵d) steps'],
  ['9times faster', '9× faster'],
  ['by 50\\% or 3\\%', 'by 50% or 3%'],
  ['a 2times2 grid', 'a 2×2 grid'],
  ['\\emph{never} and \\textbf{always}', 'never and always'],
  ['the $\\alpha$-stable case', 'the α-stable case'],
  ['of order $n^2$', 'of order n²'],
  ['Erd\\"os and G\\"{o}del', 'Erdös and Gödel'],
  ['a rate of $\\frac{1}{n+1}$ and $O(\\sqrt{n})$', 'a rate of 1/(n+1) and O(√n)'],
  ['H_{2}O', 'H₂O'],
  ['<i>In vivo</i> H<sub>2</sub>O', 'In vivo H2O'],
];

const KEPT = [
  'a hundred times faster',
  'simulated at times',
  'it left (as birds do) and came right (as they must)',
  'between $5 and $10 a head',
  'snake_case and file_name.txt',
  'C:\\temp',
  'costs 50 % more',
  'the set {a, b}',
  'a < b and c > d',
];

test('what a page broke is readable again where it is shown', () => {
  for (const [broken, shown] of REPAIRED) assert.equal(repairForDisplay(broken), shown);
});

test('what may be ordinary text stays as it is', () => {
  for (const text of KEPT) assert.equal(repairForDisplay(text), text);
});

test('a second repair changes nothing, and none throws', () => {
  const piece = fc.constantFrom(
    ...REPAIRED.flatMap(([broken]) => broken.split(' ')),
    ...KEPT,
    '$',
    '{',
    '}',
    '\\',
    '^{2}',
    '_{i}',
    ' ',
    '漢',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
      const once = repairForDisplay(pieces.join(''));
      assert.equal(repairForDisplay(once), once);
    }),
    { numRuns: 2000 },
  );
});
