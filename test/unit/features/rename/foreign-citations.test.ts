import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bibliographiesNamed, foreignUses } from '../../../../src/core/features/rename/foreign-citations.ts';

/** `«key»` marks a certain use, `‹key›` a doubtful one; all other words of the text are none. */
function check(path: string, marked: string, key = 'smith-etal.2020'): void {
  const certain: number[] = [];
  const doubtful: number[] = [];
  let text = '';
  for (const char of marked) {
    if (char === '«') certain.push(text.length);
    else if (char === '‹') doubtful.push(text.length);
    else if (char !== '»' && char !== '›') text += char;
  }
  const found = foreignUses(path, text, key);
  const starts = (spans: typeof found.certain): number[] => spans.map(({ start }) => start);
  assert.deepEqual([starts(found.certain), starts(found.doubtful)], [certain, doubtful], marked);
}

test('TeX cites by command, with options, in lists and over lines', () => {
  check('a.tex', '\\cite{«smith-etal.2020»}');
  check('a.tex', '\\parencite*[see][p.~3]{other,«smith-etal.2020»}');
  check('a.tex', '\\autocites[1]{a}[2]{«smith-etal.2020»}');
  check('a.tex', '\\nocite{x,\n  «smith-etal.2020»,\n  y}');
  check('a.tex', '\\bibitem{«smith-etal.2020»} Someone.');
  check('a.tex', '\\citeauthor{«smith-etal.2020»} and \\Citet {«smith-etal.2020»}');
});

test('what only looks like the key is left alone, and what may be it is doubtful', () => {
  check('a.tex', '\\cite{smith-etal.2020b} \\cite{x-smith-etal.2020} \\cite{smith-etal.2020-x}');
  check('a.tex', '% \\cite{‹smith-etal.2020›}');
  check('a.tex', 'As ‹smith-etal.2020› says. \\label{‹smith-etal.2020›}');
  check('a.tex', '100\\% of \\cite{«smith-etal.2020»}');
});

test('Jupyter cites in Markdown cells, by data-cite and by TeX', () => {
  check('a.ipynb', '{"source": ["See [@«smith-etal.2020»].\\n", "\\n@«smith-etal.2020» says"]}');
  check('a.ipynb', '{"source": ["<cite data-cite=\\"«smith-etal.2020»\\"></cite>"]}');
  check('a.ipynb', '{"source": ["\\\\cite{«smith-etal.2020»}"]}');
  check('a.ipynb', '{"source": ["x = \'‹smith-etal.2020›\'"]}');
});

test('Typst cites by label', () => {
  check('a.typ', '#cite(<«smith-etal.2020»>) and @«smith-etal.2020».');
  check('a.typ', '= Section <‹smith-etal.2020›>\nSee @‹smith-etal.2020›.');
});

test('no text makes it throw or hang', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('k', '\\', 'cite', '{', '}', '[', ']', '@', '%', '<', '\n') }),
      (text) => {
        for (const path of ['a.tex', 'a.ipynb', 'a.typ']) {
          const { certain, doubtful } = foreignUses(path, text, 'k');
          for (const { start, end } of [...certain, ...doubtful]) assert.equal(text.slice(start, end), 'k');
        }
      },
    ),
    { numRuns: 300 },
  );
  foreignUses('a.tex', `\\cite${'[x]'.repeat(50_000)}{k}`, 'k');
  foreignUses('a.tex', 'k,'.repeat(50_000), 'k');
});

test('a file tells which bibliographies it uses', () => {
  const check = (text: string, ...expected: string[]) =>
    assert.deepEqual(bibliographiesNamed(text), expected);
  check('\\bibliography{refs, sub/other.bib}', 'refs', 'sub/other');
  check('\\addbibresource[glob=true]{../refs.bib}\n\\addbibresource{b}', '../refs', 'b');
  check('#bibliography("works.bib", title: none)', 'works');
  check('#bibliography(("a.bib", "b.yml"))', 'a', 'b.yml');
  check('\\bibliographystyle{plain} \\cite{refs}');
  // In time in proportion to the text, whatever stands there.
  check(`${'bibliography('.repeat(2000)}${' '.repeat(200_000)}${'\\bibliography'.repeat(2000)}`);
});
