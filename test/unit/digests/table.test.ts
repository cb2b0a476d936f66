import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { table } from '../../../src/core/digests/table/table.ts';
import { readTableAuthors } from '../../../src/core/digests/table/table-authors.ts';
import { damage, known, noise, parseChecked, sourceOf } from '../../support/digests.ts';
import { random } from '../../support/random.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

const all = (text: string) => parseChecked(table, text, 'a.csv').entries;

test('columns are found by their names, in any order', () => {
  const text = `\ufeffDOI;Publication Year;Article Title;Authors;Abstract;x\r\n10.1000/A;2021;"Peat; or ""bog""";"Moor, Ada; Lee, Bo";"Peat\r\nholds carbon.";1\r\n`;
  assert.equal(table.recognise(sourceOf(text)), 'content');
  assert.deepEqual(all(text).map(known), [
    {
      title: 'Peat; or "bog"',
      authors: [
        { family: 'Moor', given: 'Ada' },
        { family: 'Lee', given: 'Bo' },
      ],
      authorCount: 2,
      date: '2021',
      abstract: 'Peat holds carbon.',
      doi: '10.1000/a',
    },
  ]);
});

test('a table of arXiv', () => {
  const text =
    '\tabstract\tarxiv_id\tauthor_text\tcategories\tcreated\ttitle\n7\tWe "count".\thep-th/9301001\tG. K. Moor, B. Lee\thep-th,gr-qc\t1993-01-01\tStrings\n';
  assert.deepEqual(all(text).map(known), [
    {
      title: 'Strings',
      authors: [
        { family: 'Moor', given: 'G. K.' },
        { family: 'Lee', given: 'B.' },
      ],
      authorCount: 2,
      date: '1993-01-01',
      abstract: 'We "count".',
      arxiv: 'hep-th/9301001',
      subjects: ['hep-th', 'gr-qc'],
    },
  ]);
});

test('other tables and prose are none', () => {
  for (const text of [
    'title,price\nBread,2\n',
    'name\tauthors\nx\ty\n',
    'The title, as authors say, is long.\n',
    '',
  ])
    assert.equal(table.recognise(sourceOf(text, 'a.txt')), 'no', text);
});

test('rows without title are told of, empty ones are nothing', () => {
  const { entries, problems } = parseChecked(table, 'title,abstract\n,lorem\n\n,\nPeat,ipsum\n');
  assert.deepEqual([entries.length, problems.map(({ code }) => code)], [1, ['record-without-title']]);
});

describe('authors as programs write them', () => {
  const MOOR_LEE = [
    ['Moor', 'Lee'],
    ['Moor', 'Lee'],
  ] as const;
  for (const cell of [
    'Moor, Ada; Lee, Bo',
    "['Moor, Ada', 'Lee, Bo']",
    'Moor A., Lee B.',
    'Moor, A., Lee, B.',
    'Ada Moor, Bo Lee',
    'Moor A.; Lee B.',
  ])
    test(cell, () => {
      const { authors, authorCount } = readTableAuthors(cell);
      assert.deepEqual(
        [authors.map((author) => ('family' in author ? author.family : '')), authorCount],
        [MOOR_LEE[0], 2],
      );
    });
});

test('a list of authors that says so has others', () => {
  for (const cell of [
    'Moor, Ada; Lee, Bo; et al.',
    'Moor, Ada; Lee, Bo et al',
    "['Moor, Ada', 'Lee, Bo', 'et al.']",
    'Moor A., Lee B., et al.',
    'Moor, A., Lee, B., et al.',
    'Ada Moor, Bo Lee et al.',
    'Ada Moor, Bo Lee and others',
  ]) {
    const { authors, authorCount } = readTableAuthors(cell);
    const names = authors.map((author) => ('family' in author ? author.family : author.literal));
    assert.deepEqual([names, authorCount], [['Moor', 'Lee'], null], cell);
  }
  assert.equal(readTableAuthors('Jane Others').authorCount, 1);
});

test('what is printed is read as it was', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'B', '"', ',', ';', '\n', ' ', '漢', "'", '\t'),
    minLength: 1,
    maxLength: 30,
  });
  const print = (value: string): string => `"${value.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = [
        'title,abstract',
        ...rows.map(([title, abstract], i) => `${print(`T${i} ${title}x`)},${print(abstract)}`),
      ].join('\r\n');
      const entries = all(text);
      const folded = (value: string): string => value.replace(/\s+/g, ' ').trim();
      assert.deepEqual(
        entries.map(({ title, abstract }) => [folded(title), folded(abstract ?? '')]),
        rows.map(([title, abstract], i) => [folded(`T${i} ${title}x`), folded(abstract)]),
      );
    }),
  );
});

test('damage to one row loses no other, and no text makes it throw', () => {
  const next = random(57);
  const rows = Array.from({ length: 6 }, (_, i) => `"Study, ${i}","Moor, Ada","some, ""quoted"" words"`);
  for (let round = 0; round < 1500; round++) {
    const at = next(6);
    const damaged = damage(rows[at]!, next);
    const text = ['title,authors,abstract', ...rows.map((row, i) => (i === at ? damaged : row))].join('\n');
    const found = new Set(parseWhole(table, sourceOf(text)).entries.map(({ title }) => title));
    for (let i = 0; i < 6; i++) if (i !== at) assert.ok(found.has(`Study, ${i}`), damaged);
  }
  const pieces = ['title,abstract\n', '"', '""', ',', ',"x"\n', '",', '\r\n', 'a'];
  for (let round = 0; round < 1500; round++)
    parseChecked(table, `title,abstract\n${noise(next, pieces, 1 + next(30))}`);
});
