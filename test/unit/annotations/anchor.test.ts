import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  anchor,
  AnchorText,
  contextOf,
  isUnique,
  type Anchoring,
} from '../../../src/core/annotations/anchor.ts';
import { normalText } from '../../../src/core/annotations/normal-text.ts';
import { evaluateAnchoring, madeCases, realCases } from '../../../scripts/eval/anchoring.ts';
import { withoutCorpus } from '../../support/corpora.ts';
import { random } from '../../support/random.ts';

const V1 =
  'We study long-term memory. Attention costs $O(n^2)$ time, which naïve models pay – always. Our method learns to memorize at test time. Memory helps.';

function find(
  text: string,
  exact: string,
  start: number | null = null,
  prefix: string | null = null,
  suffix: string | null = null,
): [string, string | null] {
  const found: Anchoring = anchor(new AnchorText(text), { exact, prefix, suffix }, start);
  return [found.state, 'start' in found ? text.slice(found.start, found.end) : null];
}

describe('finding a quote again', () => {
  test('the same words in other sources', () => {
    assert.deepEqual(
      find('We study {long-term} memory.\nAttention costs O(n²) time', 'Attention costs $O(n^2)$ time'),
      ['anchored', 'Attention costs O(n²) time'],
    );
    assert.deepEqual(find('which na{\\"i}ve models pay -- always', 'which naïve models pay – always'), [
      'anchored',
      'which na{\\"i}ve models pay -- always',
    ]);
    assert.deepEqual(
      find('an efﬁcient, state-of-\n  the-art “thing”', 'efficient, state-of-the-art "thing"'),
      ['anchored', 'efﬁcient, state-of-\n  the-art “thing”'],
    );
    assert.deepEqual(find('for $\\epsilon$-greedy and $\\mathcal{O}(n)$ steps', '𝒪(n) steps', 20), [
      'anchored',
      '$\\mathcal{O}(n)$ steps',
    ]);
  });

  test('its own position first, then the words nearest to it', () => {
    const text = 'memory here, and memory there, and memory everywhere';
    assert.deepEqual(anchor(new AnchorText(text), { exact: 'memory', prefix: null, suffix: null }, 17), {
      state: 'anchored',
      start: 17,
      end: 23,
      score: 1,
    });
    const moved = anchor(
      new AnchorText(`Indeed, ${text}`),
      { exact: 'memory', prefix: 'here, and ', suffix: ' there' },
      17,
    );
    assert.deepEqual(moved, { state: 'anchored', start: 25, end: 31, score: 1 });
  });

  test('a short quote that is found far from its place is shown as doubtful, a shorter one not at all', () => {
    const text = new AnchorText(
      `${'Much else is said here before. '.repeat(8)}We learn fast and well at last.`,
    );
    const state = (exact: string): string => anchor(text, { exact, prefix: null, suffix: null }, 3).state;
    assert.equal(state('learn fast and well'), 'approximate');
    assert.equal(state('learn fast'), 'orphan');
    assert.equal(state('learn fast and well at last'), 'anchored');
  });

  test('changed words are approximate, other words an orphan', () => {
    const quote = 'Our method learns to memorize long sequences at test time and beyond them';
    assert.equal(
      find(
        V1.replace('memorize at', 'memorise long sequences at').replace('time. Mem', 'time and beyond. Mem'),
        quote,
      )[0],
      'approximate',
    );
    assert.deepEqual(find('Something else entirely is written here now.', quote), ['orphan', null]);
    assert.deepEqual(find('A start of artists', 'art'), ['orphan', null]);
    assert.deepEqual(find(V1, ''), ['orphan', null]);
  });

  test('context is asked for where a quote does not stand alone', () => {
    const text = new AnchorText('The model learns. The model forgets.');
    assert.equal(isUnique(text, 'forgets'), true);
    assert.equal(isUnique(text, 'The model'), false);
    assert.equal(isUnique(text, 'odel learns'), false);
    assert.deepEqual(contextOf(text.text, { start: 18, end: 27 }), {
      prefix: 'The model learns. ',
      suffix: ' forgets.',
    });
  });

  test('a quote that began within a word is found within it, and in no other', () => {
    const moved = 'At test time we learn. We study long-term memory.';
    assert.deepEqual(find(moved, 'emory', 20, 'We study long-term m', '.'), ['anchored', 'emory']);
    assert.deepEqual(find(moved, 'term memory', 14, 'We study long-', '.'), ['anchored', 'term memory']);
    assert.equal(find(moved, 'emory', 20, 'We study long-term ', '.')[0], 'orphan');
    assert.equal(
      find('A memorial. We learn at test time.', 'emor', 10, 'We study long-term m', 'y helps')[0],
      'orphan',
    );
  });

  test('any passage is found in its own text, where it stands', () => {
    const piece = fc.constantFrom(
      'word ',
      'a',
      '-',
      '\n',
      '$x^2$',
      ' ',
      '\\alpha',
      'é',
      'ﬁ',
      '{',
      '}',
      '<b>',
      '“',
      '.',
      '  ',
      '\ud800',
      'Ω',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (pieces, a, b) => {
        const text = pieces.join('');
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        const normal = normalText(text);
        assert.equal(normal.starts.length, normal.text.length);
        assert.ok(
          normal.starts.every(
            (at, i) =>
              at >= 0 &&
              normal.ends[i]! >= at &&
              normal.ends[i]! <= text.length &&
              (i === 0 || at >= normal.starts[i - 1]!),
          ),
        );
        const exact = text.slice(start, end);
        if (normalText(exact).text === '') return;
        const found = anchor(new AnchorText(text), { exact, prefix: null, suffix: null }, start);
        assert.deepEqual(found, { state: 'anchored', start, end, score: 1 });
      }),
      { numRuns: 300 },
    );
  });
});

test(
  'on two versions of real abstracts no highlight moves onto other words',
  { skip: withoutCorpus('huggingface/api_json') },
  () => {
    const next = random(7);
    for (const cases of [realCases(), madeCases(200, next)]) {
      const tallies = evaluateAnchoring(cases, 6, next);
      const { wrong, right, orphan } = tallies.get('Carrel')!;
      assert.equal(wrong, 0);
      assert.ok(right > 3 * orphan);
      assert.ok(right > tallies.get('exact quote')!.right);
    }
  },
);
