import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formulasIn } from '../../../src/core/text/math.ts';
import { readableFormula, readableText } from '../../../src/core/text/readable-math.ts';

const READ: readonly [string, string][] = [
  ['in $\\mathcal{O}(n \\log n)$ time', 'in O(n log n) time'],
  ['$\\sum_{i=1}^n x_i \\leq \\frac{1}{2}$', '∑ᵢ₌₁ⁿ xᵢ ≤ 1/2'],
  ['for $x \\in \\mathbb{R}^n$ and $\\mathbb{E}[X]$', 'for x ∈ ℝⁿ and 𝔼[X]'],
  ['$\\hat\\theta_{t-1}$, $\\tilde{O}(n^{1/2})$, $\\mathbf{x}^\\top W$', 'θ̂ₜ₋₁, Õ(n^(1/2)), xᵀ W'],
  ['$\\|x\\|_2$ and $\\left(\\frac{a}{b}\\right)$', '‖x‖₂ and (a/b)'],
  ['$\\frac{\\partial L}{\\partial \\theta}$', '∂L/∂θ'],
  ['$\\arg\\max_x f$ of $\\{0,1\\}^n$', 'arg maxₓ f of {0,1}ⁿ'],
  ['Fe$_2$O$_3$ at $90^\\circ$', 'Fe₂O₃ at 90°'],
  ['$L_{\\text{CLIP}}$ and $\\lfloor n/2 \\rfloor$', 'L_CLIP and ⌊n/2⌋'],
  ['an $\\epsilon$-greedy \\emph{agent} and $k$-NN', 'an ε-greedy agent and k-NN'],
  ['costs $5 and $6, 95\\% of it', 'costs $5 and $6, 95% of it'],
  ['\\(x^2\\) and $\\softmax(x)$', 'x² and softmax(x)'],
];

test('formulas are read as text where nothing sets them', () => {
  for (const [source, shown] of READ) assert.equal(readableText(source), shown);
});

test('a text without formulas, commands or marks stays as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z ,.()-]{0,60}$/), (text) =>
      assert.equal(readableText(text), text),
    ),
  );
});

test('whatever stands in a formula, no command and no brace of TeX is left, and each text around it', () => {
  const piece = fc.constantFrom(
    '\\frac{', '{', '}', '\\alpha', '\\mathbb{R}', '^', '_', 'x', '2', '\\hat', ' ', '\\{', '\\}', '\\unknown', '\\sqrt{n}', '\\\\', '&', '|', '\\left(', '\\right)', '\\text{', '\\,',
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const tex = pieces.join('');
      assert.doesNotMatch(readableFormula(tex), /\\[A-Za-z]|[\ue000-\ue004]/);
      const text = `A $${tex}$ b`;
      if (formulasIn(text).length === 1) assert.match(readableText(text), /^A .*b$/s);
    }),
    { numRuns: 1000 },
  );
});

test('a long formula takes time in proportion', () => {
  assert.ok(readableFormula('\\frac{'.repeat(20_000)).length > 0);
  assert.ok(readableFormula('x_'.repeat(20_000)).length > 0);
});
