import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { basesOfKey, keyStem, longestKey } from '../../../src/core/library/citekey.ts';

function base(
  title: string,
  date: string | null = null,
  arxiv: string | null = null,
  dateInferred = false,
): string {
  return keyStem({ title, date, dateInferred, arxiv }).base;
}

test('a short name before the colon is the key, with the printed year', () => {
  assert.equal(
    base('HyperAttention: Long-context Attention in Near-Linear Time', '2023-10-09'),
    'hyperattention2023',
  );
  assert.equal(base('Less is More: Focus Attention for Efficient DETR', '2023-07-24'), 'less-is-more2023');
  assert.equal(base('RelationNet++: Bridging Visual Representations', '2020'), 'relationnet2020');
});

test('without a short name the first significant words are, within three words and 24 characters', () => {
  assert.equal(base('Pointer Networks', '2015-06-09'), 'pointer-networks2015');
  assert.equal(base('The Nature of Mathematical Modeling', '2024'), 'nature-mathematical2024');
  assert.equal(base('On the Use of It'), 'on-the-use');
  assert.equal(base('Pneumonoultramicroscopicsilicovolcanoconiosis'), 'pneumonoultramicroscopic');
});

test('an inferred year stays out; the year of the arXiv id comes first', () => {
  assert.equal(base('NOSA: Native and Offloadable Sparse Attention', '2025-10-15', null, true), 'nosa');
  assert.equal(base('Titans: Learning to Memorize at Test Time', '2025-01-02', '2501.00663'), 'titans2025');
  assert.equal(base('Some Old Result', null, 'hep-th/9901001'), 'old-result1999');
});

test('letters of other alphabets stay, accents go', () => {
  assert.equal(base('Über Gödels Sätze', '1931'), 'uber-godels-satze1931');
  assert.equal(base('注意力机制综述'), '注意力机制综述');
});

test('an entry without title is named by its identifier', () => {
  assert.equal(base('', null, '2310.05869'), '2310-058692023');
  assert.equal(base('???'), 'untitled');
});

test('every form of a key leads back to its base, and a base holds no underscore', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.option(fc.constantFrom('2020', '2021-05')),
      (title, date) => {
        const stem = keyStem({ title, date, dateInferred: false, arxiv: null });
        assert.ok(!stem.base.includes('_'));
        assert.ok(stem.base.length > 0 && stem.base.length <= 28);
        assert.ok(basesOfKey(stem.longer).includes(stem.base));
        assert.ok(basesOfKey(longestKey(stem, title)).includes(stem.base));
        assert.match(stem.base, /^[\p{L}\p{N}-]+$/u);
      },
    ),
  );
});
