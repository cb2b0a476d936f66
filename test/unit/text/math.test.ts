import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cardText } from '../../../src/core/features/card-text.ts';
import { formulasIn } from '../../../src/core/text/math.ts';

const found = (text: string): string[] => formulasIn(text).map(({ start, end }) => text.slice(start, end));

test('formulas are found by their delimiters', () => {
  assert.deepEqual(found('runs in $O(n \\log n)$ time, \\(x^2\\) and $$a=b$$ or \\[c\\]'), [
    '$O(n \\log n)$',
    '\\(x^2\\)',
    '$$a=b$$',
    '\\[c\\]',
  ]);
  assert.deepEqual(found('the $k$th of $n$-grams, a $(1+\\epsilon)$-approximation'), [
    '$k$',
    '$n$',
    '$(1+\\epsilon)$',
  ]);
  assert.deepEqual(
    found('$f(x)$, $O(n)$, $n - 1$, $x_i$, $\\text{a $b$ c}$, $50\\%$, $π_0$, $poly(n, 1/d)$'),
    ['$f(x)$', '$O(n)$', '$n - 1$', '$x_i$', '$\\text{a $b$ c}$', '$50\\%$', '$π_0$', '$poly(n, 1/d)$'],
  );
});

test('operators stand between numbers, and faces of crystals behind their names', () => {
  assert.deepEqual(
    found('a 3$\\times$3 grid with $<$30 or x$≤$0.15, on Cu$(100)$ and MgO $[1,1,0]$ in $O(nm)$'),
    ['$\\times$', '$<$', '$≤$', '$(100)$', '$[1,1,0]$', '$O(nm)$'],
  );
});

test('money, variables of a shell and lost delimiters stay text', () => {
  for (const text of [
    'costs $5 and $6',
    'from $5M to $6M, or $5-$6 an hour',
    '$5/$6',
    'US$5 or C$ 6',
    'A$5,B$ and more',
    '5$-10$ a day',
    'set $HOME_DIR/$PATH',
    '$PATH=$HOME/bin',
    'a lone $ sign, and $x without an end',
    '$$ $$ and \\(\\) and $$',
    '\\$x\\$ is escaped',
    'broken $a}b{c$',
    `$${'x '.repeat(600)}y$`,
  ])
    assert.deepEqual(found(text), [], text);
});

const sign = fc.constantFrom(
  '$',
  '$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\',
  '{',
  '}',
  'x',
  '^2',
  ' ',
  '5',
  'word',
  '\\alpha',
  '=',
);
const texts = fc.array(sign, { maxLength: 40 }).map((all) => all.join(''));

test('formulas stand in their order, apart, between delimiters', () => {
  fc.assert(
    fc.property(texts, (text) => {
      let at = 0;
      for (const { start, end, tex } of formulasIn(text)) {
        assert.ok(start >= at && end > start && tex.trim() !== '');
        const whole = text.slice(start, end);
        assert.match(whole, /^(?:\$.*\$|\\\(.*\\\)|\\\[.*\\\])$/s);
        assert.ok(whole.includes(tex));
        at = end;
      }
    }),
  );
});

test('the card shows formulas as their source, and what is between as everywhere', () => {
  const { text, formulas } = cardText('Costs 1.5sim3.0 more  than\n$O(n^2)$ for \\emph{all} $\\\\alpha$.');
  assert.equal(text, 'Costs 1.5∼3.0 more than $O(n^2)$ for all $\\\\alpha$.');
  assert.deepEqual(
    formulas.map(({ start, end, tex }) => [text.slice(start, end), tex]),
    [
      ['$O(n^2)$', 'O(n^2)'],
      ['$\\\\alpha$', '\\alpha'],
    ],
  );
});

test('places of formulas are true of the text that is shown, whatever it is', () => {
  fc.assert(
    fc.property(texts, fc.string(), (a, b) => {
      const { text, formulas } = cardText(`${a}${b}`);
      let pieces = '';
      let at = 0;
      for (const { start, end, tex } of formulas) {
        assert.ok(start >= at && end <= text.length);
        pieces += text.slice(at, start) + text.slice(start, end);
        if (!tex.includes('\\')) assert.ok(text.slice(start, end).includes(tex));
        at = end;
      }
      assert.equal(pieces + text.slice(at), text);
    }),
  );
});
