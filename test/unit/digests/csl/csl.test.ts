import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cslJson } from '../../../../src/core/digests/csl/csl-json.ts';
import { cslYaml } from '../../../../src/core/digests/csl/csl-yaml.ts';
import type { Entry } from '../../../../src/core/digests/entry.ts';
import { known, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';

const ITEM = {
  id: 'moor2021',
  type: 'article-journal',
  title: 'A Census of Northern Peat',
  author: [
    { family: 'Moor', given: 'Ada' },
    { family: 'Dyke', given: 'Bo', 'non-dropping-particle': 'van' },
    { literal: 'Bog Survey' },
  ],
  issued: { 'date-parts': [[2021, 5, 3]] },
  'container-title': 'Journal of Bogs',
  DOI: '10.1000/Bogs.1',
  abstract: 'Peat holds carbon.',
  keyword: 'peat, carbon',
};
const MOOR = {
  key: 'moor2021',
  title: 'A Census of Northern Peat',
  authors: [{ family: 'Moor', given: 'Ada' }, { family: 'van Dyke', given: 'Bo' }, { literal: 'Bog Survey' }],
  authorCount: 3,
  date: '2021-05-03',
  venue: 'Journal of Bogs',
  doi: '10.1000/bogs.1',
  abstract: 'Peat holds carbon.',
  subjects: ['peat', 'carbon'],
};

const json = (value: unknown) => parseChecked(cslJson, JSON.stringify(value, null, 1), 'a.csl.json').entries;
const dated = (issued: unknown): string | null =>
  json([{ id: 'a', type: 'book', title: 'T', issued }])[0]!.date;

describe('CSL-JSON', () => {
  test('an item gives its fields', () => {
    assert.deepEqual(json([ITEM]).map(known), [MOOR]);
    assert.deepEqual(
      json({ items: [ITEM, { ...ITEM, id: 'b' }] }).map(({ key }) => key),
      ['moor2021', 'b'],
    );
  });

  test('what stands among the items and is none is told at its place; an id is enough to be one', () => {
    const list = (open: string, close: string): string =>
      [
        `${open}null,`,
        JSON.stringify(ITEM) + ',',
        '"junk",',
        '{ "id": "bare", "type": "book" },',
        '{ "type": "book" }, {},',
        '{ "title": "No type" },',
        JSON.stringify({ ...ITEM, id: 'b' }) + ',',
        `[1, 2], 7, true${close}`,
      ].join('\n');
    const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
    for (const text of [list('[', ']'), list('{"items": [', '], "next": "x"}')]) {
      const { entries, problems } = parseChecked(cslJson, text, 'a.csl.json');
      assert.deepEqual(
        entries.map(({ key, title }) => key ?? title),
        ['moor2021', 'bare', 'No type', 'b'],
      );
      assert.deepEqual(
        problems.map(({ code, severity, span }) => [lineOf(text, span.start), code, severity]),
        [
          [1, 'json-entry-no-paper', 'warning'],
          [3, 'json-entry-no-paper', 'warning'],
          [4, 'json-entry-without-title', 'information'],
          [5, 'json-entry-without-title', 'warning'],
          [5, 'json-entry-without-title', 'warning'],
          [8, 'json-entry-no-paper', 'warning'],
          [8, 'json-entry-no-paper', 'warning'],
          [8, 'json-entry-no-paper', 'warning'],
        ],
      );
    }
    assert.deepEqual(
      parseChecked(cslJson, '["junk"]', 'a.csl.json').problems.map(({ code }) => code),
      ['json-entry-no-paper'],
    );
  });

  test('what wraps items is no item of its own', () => {
    const wrapped = [
      [{ item: ITEM }, { item: { ...ITEM, id: 'b' } }],
      [[ITEM], [{ ...ITEM, id: 'b' }], []],
      { status: 'ok', message: { total: 2, items: [ITEM, { ...ITEM, id: 'b' }], per: 20 } },
      { a: ITEM, b: { ...ITEM, id: 'b' }, c: 'x' },
    ];
    for (const value of wrapped) {
      const { entries, problems } = parseChecked(cslJson, JSON.stringify(value, null, 1), 'a.csl.json');
      assert.deepEqual([entries.map(({ key }) => key), problems], [['moor2021', 'b'], []]);
    }
  });

  test('dates', () => {
    assert.equal(dated({ 'date-parts': [['2020', '5']] }), '2020-05');
    assert.equal(
      dated({
        'date-parts': [
          [2020, 5],
          [2020, 7],
        ],
      }),
      '2020-05',
    );
    assert.equal(dated({ raw: '2020-05-01' }), '2020-05-01');
    assert.equal(dated({ literal: 'spring of 1999' }), '1999');
    assert.equal(dated('2020-05'), '2020-05');
    assert.equal(dated({ 'date-parts': [[]] }), null);
    assert.equal(dated({ season: 1 }), null);
  });

  test('identifiers, keys that are numbers, and Zotero keys', () => {
    const [entry] = json([{ id: 7, type: 'article', title: 'T', number: 'arXiv:2310.05869' }]);
    assert.equal(entry!.key, '7');
    assert.equal(entry!.arxiv, '2310.05869');
    assert.equal(
      json([{ id: 'http://zotero.org/x', 'citation-key': 'k', type: 'book', title: 'T' }])[0]!.key,
      'k',
    );
    assert.equal(
      json([{ id: 'a', type: 'book', title: 'T', URL: 'https://doi.org/10.1000/X' }])[0]!.doi,
      '10.1000/x',
    );
  });

  test('Pandoc goes by the id: a key beside it leads to the item too, and is shown where the id is a program’s own', () => {
    const named = (id: string, beside: string) => {
      const [entry] = json([{ id, 'citation-key': beside, type: 'book', title: 'T' }]);
      const text = `references:\n- id: ${id}\n  citation-key: ${beside}\n  type: book\n  title: T\n`;
      const [item] = parseChecked(cslYaml, text, 'a.csl.yaml').entries;
      const names = ({ key, otherKeys, pandocKey }: Entry) => ({ key, otherKeys, pandocKey });
      assert.deepEqual(names(item!), names(entry!));
      return names(entry!);
    };
    assert.deepEqual(named('a', 'a'), { key: 'a', otherKeys: [], pandocKey: undefined });
    assert.deepEqual(named('a', 'b'), { key: 'a', otherKeys: ['b'], pandocKey: undefined });
    for (const id of ['http://zotero.org/x', '1234/ABCD'])
      assert.deepEqual(named(id, 'b'), { key: 'b', otherKeys: [id], pandocKey: id });
  });

  test('escapes lead back to the file', () => {
    assert.equal(
      json([{ ...ITEM, title: 'A "quoted" \\ title\nwrapped é' }])[0]!.title,
      'A "quoted" \\ title wrapped é',
    );
  });
});

const YAML = `---
references:
- id: moor2021
  type: article-journal
  title: "A Census of Northern Peat"
  author:
  - {family: Moor, given: Ada}
  - family: Dyke
    given: Bo
    non-dropping-particle: van
  - literal: Bog Survey
  issued: 2021-05-03
  container-title: Journal of Bogs
  DOI: 10.1000/Bogs.1
  abstract: |
    Peat holds
    carbon.
  keyword: peat, carbon
- id: 2310.05860
  type: article
  title: 'Numbers: a reader'
...
`;

describe('CSL-YAML', () => {
  test('items are read, ids that look like numbers as they are written', () => {
    const { entries } = parseChecked(cslYaml, YAML, 'a.yaml');
    assert.deepEqual(known(entries[0]!), MOOR);
    assert.equal(entries[1]!.key, '2310.05860');
    assert.equal(entries[1]!.title, 'Numbers: a reader');
  });

  test('a list that is indented, items that begin below their hyphen, quotes and line ends in scalars', () => {
    const text = `references:\n  # two\n  - id: "a"\n    title: >-\n      Of *Peat*\n      and <i>Bogs</i>\n    type: book\n    author: [{family: "O'Neil, A", given: Bo}]\n\n  -\n    id: b\n    title: 'Ada''s\n      Ponds'   \n    issued:\n      date-parts:\n      - [2021, 5]\n    abstract: "One.\\n\\nTwo \\u00e9."\n    type: book\nnocite: |\n  @x\nother:\n- y\n`;
    const { entries, problems } = parseChecked(cslYaml, text, 'a.yaml');
    assert.deepEqual(
      entries.map(({ key, title, date, abstract, authorCount }) => [key, title, date, abstract, authorCount]),
      [
        ['a', 'Of Peat and Bogs', null, null, 1],
        ['b', "Ada's Ponds", '2021-05', 'One.\n\nTwo é.', null],
      ],
    );
    assert.deepEqual(problems, []);
  });

  test('a quote that is not closed costs its member', () => {
    const { entries, problems } = parseChecked(
      cslYaml,
      YAML.replace('Northern Peat"', 'Northern Peat'),
      'a.yaml',
    );
    assert.deepEqual(
      entries.map(({ title, authorCount }) => [title, authorCount]),
      [
        ['A Census of Northern Peat', 3],
        ['Numbers: a reader', null],
      ],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['yaml-broken'],
    );
  });

  test('what is broken is said and the rest read', () => {
    const { entries, problems } = parseChecked(
      cslYaml,
      `${YAML.replace('...\n', '')}- id: [broken\n`,
      'a.yaml',
    );
    assert.equal(entries.length, 2);
    assert.ok(problems.some(({ code }) => code === 'yaml-broken'));
  });

  test('other YAML is not taken for it', () => {
    assert.equal(cslYaml.recognise(sourceOf('title: x\nlist:\n- a\n', 'a.yaml')), 'no');
    assert.equal(cslYaml.recognise(sourceOf(YAML, 'a.yaml')), 'content');
  });
});

test('whatever text a title holds comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const title = `T ${text} T`.replace(/[\s\u0000-\u001f\u0085\u00a0\u2028\u2029\ufeff]+/gu, ' ');
      assert.equal(json([{ ...ITEM, title }])[0]!.title, title);
    }),
  );
});

test('no text makes them throw', () => {
  const next = random(37);
  const pieces = [
    '{"id":"a","type":"b","title":"c"}',
    '- id: a\n  type: b\n',
    'references:\n',
    'author: [',
    '"issued":{',
    '&a *a',
    '|\n',
    '? ',
  ];
  for (let round = 0; round < 1500; round++) {
    const text = noise(next, pieces, 1 + next(20));
    parseChecked(cslJson, text);
    parseChecked(cslYaml, text);
  }
});
