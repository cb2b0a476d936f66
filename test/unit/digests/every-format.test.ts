import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import type { ParsedDigest } from '../../../src/core/digests/format.ts';
import { recogniseDigest } from '../../../src/core/digests/registry.ts';
import { damage, noise, parseChecked, sourceOf } from '../../support/digests.ts';
import { PRINTERS, printed, type Printable, type Printer } from '../../support/printers.ts';
import { random } from '../../support/random.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

const formatOf = (printer: Printer) => ALL_FORMATS.find(({ id }) => id === printer.format)!;

const word = fc.stringMatching(/^[a-zà-öø-ÿ漢湖αβ][a-zà-öø-ÿ漢湖αβ0-9'"&<$+-]{0,9}[a-zà-ö漢]$/);
const words = (minLength: number, maxLength: number) =>
  fc.array(word, { minLength, maxLength }).map((all) => all.join(' '));
const name = fc
  .stringMatching(/^[A-ZÀ-Ö][a-zà-öø-ÿ]{2,9}$/)
  .filter((made) => !/^(?:Van|Von|Del|Della|Dos|Iii|Team|Project|Group|Others|And)$/.test(made));
const paper = fc.record({
  title: words(3, 9).map((title) => `Study ${title}`),
  // A page divides by length: its abstracts are longer than its titles.
  abstract: words(45, 70).map((abstract) => `We ${abstract}.`),
  authors: fc.array(fc.record({ given: name, family: name }), { minLength: 2, maxLength: 5 }),
});
const papers = fc
  .array(paper, { minLength: 1, maxLength: 4 })
  .map((all): Printable[] => all.map((one, number) => ({ ...one, number })));

const PEAT: Printable[] = Array.from({ length: 6 }, (_, number) => ({
  number,
  title: `Study ${'ABCDEF'.charAt(number)} of Northern Peat`,
  abstract: `We count ${'peat and the carbon that it holds in the north of the world '.repeat(5)}once.`,
  authors: [
    { given: 'Ada', family: 'Moor' },
    { given: 'Bo', family: 'Lee' },
  ],
}));

const MANY = 1500;

const titlesIn = ({ entries }: ParsedDigest) => entries.map(({ title, spans }) => [title, spans.entry]);

for (const printer of PRINTERS)
  describe(printer.format, () => {
    const format = formatOf(printer);

    test('is recognised', () => {
      const recognised = recogniseDigest(sourceOf(printed(printer, PEAT), printer.path), ALL_FORMATS);
      assert.equal(recognised?.format.id, printer.format);
    });

    test('what is printed is read as it was', () => {
      fc.assert(
        fc.property(papers, (all) => {
          const { entries, problems } = parseChecked(format, printed(printer, all), printer.path);
          assert.deepEqual(
            entries.map(({ title, abstract, authors, authorCount }) => ({
              title,
              abstract,
              authorCount,
              authors: printer.names ? authors : [],
            })),
            all.map(({ title, abstract, authors }) => ({
              title,
              abstract,
              authorCount: authors.length,
              authors: printer.names ? authors.map(({ family, given }) => ({ family, given })) : [],
            })),
          );
          assert.deepEqual(problems, []);
        }),
        { numRuns: 40 },
      );
    });

    test('a large file is read in small steps, with the same result', () => {
      const many = Array.from({ length: MANY }, (_, number) => ({ ...PEAT[0]!, number }));
      const source = sourceOf(printed(printer, many), printer.path);
      const steps = format.parse(source, null);
      let count = 1;
      let step = steps.next();
      for (; !step.done; count++) step = steps.next();
      assert.ok(count > MANY / 250, `${count} steps`);
      assert.deepEqual(titlesIn(step.value), titlesIn(parseWhole(format, source)));
      assert.ok(step.value.entries.length >= MANY);
    });

    test('damage inside one paper loses no other', () => {
      const next = random(printer.format.length * 7);
      for (let round = 0; round < 300; round++) {
        const at = next(6);
        const pieces = PEAT.map(printer.paper);
        // The limits of a paper are its neighbours' too: its first and last characters stay.
        pieces[at] = damage(pieces[at]!, next, 12, pieces[at]!.length - 12);
        const text = printer.before + pieces.join(printer.between) + printer.after;
        const found = new Set(parseChecked(format, text, printer.path).entries.map(({ title }) => title));
        for (const { number, title } of PEAT)
          if (number !== at) assert.ok(found.has(title), `${title} in\n${text}`);
      }
    });

    test('noise from the format itself makes nothing throw', () => {
      const next = random(printer.format.length * 11);
      const tokens = printed(printer, PEAT.slice(0, 2)).match(/\w+|\s+|[^\w\s]+/g)!;
      for (let round = 0; round < 150; round++) {
        const text = printer.before + noise(next, tokens, 1 + next(60));
        parseChecked(format, text, printer.path);
      }
    });
  });

test('huge texts of one thing are read by every format in no time', () => {
  // Far less than a second for all; a pattern that backtracks, or a search that starts over, would take minutes.
  const units = [
    'a',
    ' ',
    '\n',
    '[',
    ']',
    '<',
    '>',
    '\\',
    '\\\\\n',
    '{',
    '{"',
    '"',
    '|',
    '`',
    '*',
    '-',
    '- ',
    '(',
    '>',
    '=',
    '&',
    ',',
    '\t"',
    '![',
    '[a](',
    '<entry>',
    '<item ',
    'TY  - \n',
    'PMID- 1\n',
    '- id: ',
    'a: ',
    '{"a":[',
    '<!--',
    '```\n',
    '| a ',
    'http://',
    'x\n\n',
    '“',
    '\ud800',
  ];
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(8_000 / unit.length));
    for (const { before, path, format } of PRINTERS) {
      const source = sourceOf(before + text, path);
      const recognised = recogniseDigest(source, ALL_FORMATS);
      if (recognised) parseWhole(recognised.format, source);
      parseWhole(
        ALL_FORMATS.find(({ id }) => id === format)!,
        source,
      );
    }
  }
});
