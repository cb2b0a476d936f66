import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { NoteDialect } from '../../../src/core/notes/citation.ts';
import { NoteScanner } from '../../../src/core/notes/note-scanner.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';
import { random } from '../../support/random.ts';
import { randomNote, randomTokens } from './grammar.ts';

/** What a note cites, briefly: how it is written and what it names. */
function cited(text: string, dialect?: NoteDialect): string[] {
  return scanNote(text, dialect).citations.map(({ form, name, span }) => {
    assert.ok(text.slice(span.start, span.end).includes(name), `${name} stands in its span`);
    return `${form} ${name}`;
  });
}

describe('keys', () => {
  const cases: readonly [string, readonly string[]][] = [
    ['See @lakes2021.', ['lakes2021']],
    ['See [@lakes2021].', ['lakes2021']],
    ['See [see @lakes2021, p. 3; -@peat:2020, ch. 2 and *passim*].', ['lakes2021', 'peat:2020']],
    ['Says @lakes2021 [p. 33; @peat2020].', ['lakes2021', 'peat2020']],
    ['Odd @{10.1000/x(1)} and @a-b.c/d_e.', ['10.1000/x(1)', 'a-b.c/d_e']],
    ['Umlaut @müller2003 and @李2020.', ['müller2003', '李2020']],
    ['Mail me@lakes.example and @ alone and \\@no.', []],
    ['Code `@no` and $@no$ and <!-- @no -->.', []],
    ['```\n@no\n```\n\n    @no\n', []],
    ['- item @a\n- [@b]\n\n> @c\n\n| x |\n|---|\n| [@d] |\n', ['a', 'b', 'c', 'd']],
    ['Text.[^1]\n\n[^1]: See [@note1].\n', ['note1']],
    ['# On @head1\n', ['head1']],
    ['---\ntitle: "@no"\n---\n\n@yes\n', ['yes']],
  ];
  for (const [text, keys] of cases)
    test(JSON.stringify(text), () =>
      assert.deepEqual(
        cited(text),
        keys.map((key) => `pandoc ${key}`),
      ),
    );

  test('a group tells prefix, suffix and which are its own', () => {
    const { citations } = scanNote('A [see @a, p. 3; cf. @b] @c.');
    assert.deepEqual(
      citations.map((c) => c.form === 'pandoc' && [c.name, c.prefix, c.suffix, c.inText, c.group?.start]),
      [
        ['a', 'see', ', p. 3', false, 2],
        ['b', 'cf.', '', false, 2],
        ['c', '', '', true, undefined],
      ],
    );
  });
});

test('wikilinks name a key or a title, with heading, block and alias', () => {
  const text = 'In [[Titans: Memory]], [[@k1#^h3|that]], [[k2#Part|x]] and `[[no]]`.';
  assert.deepEqual(
    scanNote(text).citations.map((c) => c.form === 'wikilink' && [c.name, c.marked, c.fragment]),
    [
      ['Titans: Memory', false, null],
      ['k1', true, '^h3'],
      ['k2', false, 'Part'],
    ],
  );
});

test('printed identifiers and URLs are mentions', () => {
  assert.deepEqual(cited('arXiv:2310.05869v2, doi:10.1000/xyz and https://arxiv.org/abs/2501.00663.'), [
    'identifier 2310.05869',
    'identifier 10.1000/xyz',
    'identifier 2501.00663',
  ]);
});

test('cross-references of Quarto are no citations; elsewhere they are keys', () => {
  assert.deepEqual(cited('See @fig-map and @lakes2021.', 'quarto'), ['pandoc lakes2021']);
  assert.deepEqual(cited('See @fig-map.', 'markdown'), ['pandoc fig-map']);
});

test("captions of a cell's figures and tables cite, its code does not", () => {
  const cell = [
    '```{r}',
    '#| label: fig-a',
    '#| fig-cap: "One [@one, p. 3]"',
    '#| tbl-cap: >',
    '#|   Two lines and',
    '#|   @two.',
    '#| fig-subcap:',
    '#|   - "Left @three"',
    '#|   - Right [@four]',
    '#| fig-alt: "@no"',
    '#| fig-scap: !expr paste("@no")',
    'x@slot # | fig-cap: @no',
    '#| fig-cap: "@no"',
    '```',
    '',
    '- item',
    '',
    '  ```{ojs}',
    '  //| fig-cap: "Five [@five]"',
    '  ```',
    '',
    '```{r plot, fig.cap="Six [@six] and \\"@seven\\"", fig.alt="@no", echo=FALSE}',
    'plot()',
    '```',
    '',
    '```r',
    '#| fig-cap: "@no"',
    '```',
    '',
  ].join('\n');
  const keys = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((key) => `pandoc ${key}`);
  assert.deepEqual(cited(cell, 'quarto'), keys);
  assert.deepEqual(cited(cell.replaceAll('\n', '\r\n'), 'rmarkdown'), keys);
  assert.deepEqual(cited(cell), []);
});

test("Quarto's shortcodes are no text", () => {
  const text = 'See {{< video https://example.org/@who title="[@no]" >}} and {{<meta @x>}} [@yes] {{< @open.';
  assert.deepEqual(cited(text, 'quarto'), ['pandoc yes', 'pandoc open']);
  assert.deepEqual(cited(text).length, 5);
});

test('front matter that is no YAML costs a problem, not the note', () => {
  const { citations, problems } = scanNote('---\na: [1,\nb: }\n---\n\nSee @lakes2021.\n');
  assert.equal(citations.length, 1);
  assert.ok(problems.length > 0);
});

const notes = fc.oneof(
  fc.nat().map((seed) => randomNote(random(seed))),
  fc.nat().map((seed) => randomTokens(random(seed), 14)),
  fc.string({ unit: 'binary' }),
);

test('mentions lie in the note, in order, and never overlap', () => {
  fc.assert(
    fc.property(notes, (text) => {
      let end = 0;
      for (const { span, target } of scanNote(text).citations) {
        assert.ok(span.start >= end && span.end > span.start && span.end <= text.length);
        assert.ok(target.start >= span.start && target.end <= span.end);
        ({ end } = span);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a note that is edited is read as if it were new', () => {
  fc.assert(
    fc.property(fc.array(notes, { minLength: 2, maxLength: 5 }), fc.nat(), (texts, seed) => {
      const next = random(seed);
      const scanner = new NoteScanner();
      let text = '';
      for (const piece of texts) {
        const at = next(text.length + 1);
        text = text.slice(0, at) + piece + text.slice(at + next(30));
        assert.deepEqual(scanner.scan(text), scanNote(text));
      }
    }),
    { numRuns: 400 },
  );
});
