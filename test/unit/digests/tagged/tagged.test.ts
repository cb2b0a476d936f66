import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nbib } from '../../../../src/core/digests/tagged/nbib.ts';
import { ris } from '../../../../src/core/digests/tagged/ris.ts';
import { webOfScience } from '../../../../src/core/digests/tagged/web-of-science.ts';
import { damage, known, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

const RECORD = `TY  - JOUR
TI  - A Census of Northern Peat
AU  - Moor, Ada
AU  - van Dyke, Bo
PY  - 2021
DA  - 2021/05/03/
JO  - Journal of Bogs
AB  - Peat holds carbon.
We count it.
DO  - https://doi.org/10.1000/Bogs.1
KW  - peat
KW  - carbon; cores
UR  - https://bogs.example/1
ID  - moor2021
ER  - 
`;
const MOOR = {
  key: 'moor2021',
  title: 'A Census of Northern Peat',
  authors: [
    { family: 'Moor', given: 'Ada' },
    { family: 'van Dyke', given: 'Bo' },
  ],
  authorCount: 2,
  date: '2021-05-03',
  venue: 'Journal of Bogs',
  abstract: 'Peat holds carbon. We count it.',
  doi: '10.1000/bogs.1',
  subjects: ['peat', 'carbon', 'cores'],
  url: 'https://bogs.example/1',
};

const all = (text: string) => parseChecked(ris, text, 'a.ris').entries;
const one = (lines: string) => all(`TY  - JOUR\nTI  - T\n${lines}\nER  - \n`)[0]!;

describe('RIS', () => {
  const variants: readonly [string, string][] = [
    ['as it is specified', RECORD],
    ['with a byte order mark and Windows line ends', `\ufeff${RECORD.replaceAll('\n', '\r\n')}`],
    ['with fewer blanks in its tags', RECORD.replaceAll('  - ', ' - ')],
    ['without blanks in its tags', RECORD.replaceAll('  - ', '-  ')],
    ['without an end', RECORD.replace('ER  - \n', '')],
    ['with its tags in small letters', RECORD.replace(/^[A-Z][A-Z0-9]/gm, (tag) => tag.toLowerCase())],
    [
      'with other tags',
      RECORD.replace('TI', 'T1')
        .replaceAll('AU', 'A1')
        .replace('AB', 'N2')
        .replace('JO', 'T2')
        .replace('DO', 'M3'),
    ],
  ];
  for (const [name, text] of variants) test(name, () => assert.deepEqual(all(text).map(known), [MOOR]));

  test('a missing end costs nothing: the next record begins with its type', () => {
    assert.equal(all(RECORD.replace('ER  - \n', '') + RECORD).length, 2);
  });

  test('dates', () => {
    const cases: readonly [string, string | null][] = [
      ['PY  - 2020', '2020'],
      ['PY  - 2020/05//', '2020-05'],
      ['Y1  - 2020///Spring', '2020'],
      ['DA  - 2020-05-01', '2020-05-01'],
      ['DA  - 2020 May 3', '2020-05-03'],
      ['PY  - in press', null],
      ['Y2  - 2019/03/28\nPY  - 2005', '2005'],
      ['DA  - 2019/03/28\nPY  - 2005', '2005'],
      ['DA  - 2005/07/15\nPY  - 2005', '2005-07-15'],
      ['Y2  - 2019/03/28', null],
    ];
    for (const [line, date] of cases) assert.equal(one(line).date, date, line);
  });

  test('names without comma, identifiers in other places, numbers that are no keys', () => {
    assert.deepEqual(one('AU  - Fanning E.').authors, [{ family: 'Fanning', given: 'E.' }]);
    assert.equal(one('N1  - doi: 10.1000/x.').doi, '10.1000/x');
    assert.equal(one('UR  - https://arxiv.org/abs/2310.05869v2').arxiv, '2310.05869');
    assert.equal(one('ID  - 12345').key, null);
    for (const key of ['k9', 'k', 'smith20', 'Müller:2020']) assert.equal(one(`ID  - ${key}`).key, key);
  });

  test('keywords on lines of their own, several authors of a line, markup in titles', () => {
    assert.deepEqual(one('KW  - peat\ncarbon cores\nbogs; fens').subjects, [
      'peat',
      'carbon cores',
      'bogs',
      'fens',
    ]);
    assert.equal(one('AU  - Moor, Ada; Lee, Bo').authorCount, 2);
    const [entry] = all(
      'TY  - JOUR\nTI  - Peat &amp; <i>Sphagnum</i> at p < 0.5\nAB  - <p>One.</p><p>Two.</p>\nER  - \n',
    );
    assert.equal(entry!.title, 'Peat & Sphagnum at p < 0.5');
    assert.equal(entry!.abstract, 'One. Two.');
  });

  test('a record that lost its first line is kept', () => {
    const titles = all(`${RECORD}TI  - Ponds\nAU  - Lee, Bo\nER  - \n${RECORD}`).map(({ title }) => title);
    assert.deepEqual(titles, [MOOR.title, 'Ponds', MOOR.title]);
  });

  test('a tag without the blank behind its hyphen', () => {
    assert.deepEqual(all(RECORD.replaceAll('  - ', '  -')).map(known), [MOOR]);
  });

  test('a record without title is left out, and that is said', () => {
    const { entries, problems } = parseChecked(ris, `TY  - JOUR\nPY  - 2020\nER  - \n${RECORD}`, 'a.ris');
    assert.equal(entries.length, 1);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['record-without-title'],
    );
  });

  test('what an export says of itself above its records is no record', () => {
    const { entries, problems } = parseChecked(ris, `VN  - A Library\nDB  - Bogs\n\n${RECORD}`, 'a.ris');
    assert.equal(entries.length, 1);
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['lines-before-records', 'information']],
    );
  });
});

describe('PubMed', () => {
  const text = `
PMID- 12345678
OWN - NLM
TI  - A census of northern peat
      and its carbon.
AB  - Peat holds carbon.
FAU - Moor, Ada
AU  - Moor A
DP  - 2021 May 3
JT  - Journal of bogs
LID - 10.1000/bogs.1 [doi]
OT  - peat

PMID- 2
OWN - NLM
TI  - Ponds
AU  - van Dyke B
DP  - 2020 Spring
`;
  test('records are read', () => {
    assert.equal(nbib.recognise(sourceOf(text, 'a.txt')), 'content');
    assert.deepEqual(parseChecked(nbib, text, 'a.nbib').entries.map(known), [
      {
        title: 'A census of northern peat and its carbon.',
        abstract: 'Peat holds carbon.',
        authors: [{ family: 'Moor', given: 'Ada' }],
        authorCount: 1,
        date: '2021-05-03',
        doi: '10.1000/bogs.1',
        url: 'https://pubmed.ncbi.nlm.nih.gov/12345678/',
        venue: 'Journal of bogs',
        subjects: ['peat'],
      },
      {
        title: 'Ponds',
        authors: [{ family: 'van Dyke', given: 'B' }],
        authorCount: 1,
        date: '2020',
        url: 'https://pubmed.ncbi.nlm.nih.gov/2/',
      },
    ]);
  });
});

test('records of PubMed that lost their number are records still', () => {
  const text =
    'PMID- 1\nTI  - Peat\n\nSome words.\n\nPMC - PMC2\nTI  - Ponds\nPMC - PMC3\n\nPMID-3\nTI  - Bogs\n';
  assert.deepEqual(
    parseChecked(nbib, text).entries.map(({ title }) => title),
    ['Peat', 'Ponds', 'Bogs'],
  );
});

test('what is printed is read as it was', () => {
  const words = fc.stringMatching(/^[A-Za-zÀ-ÿ漢][A-Za-zÀ-ÿ漢0-9 ,.:;(){}\\"'-]{0,40}[a-z]$/);
  const name = fc.stringMatching(/^[A-Z][a-z]{1,9}$/);
  fc.assert(
    fc.property(
      words,
      words,
      fc.array(fc.tuple(name, name), { maxLength: 4 }),
      (title, abstract, authors) => {
        const lines = [
          'TY  - JOUR',
          `TI  - ${title}`,
          `AB  - ${abstract}`,
          ...authors.map(([f, g]) => `AU  - ${f}, ${g}`),
          'ER  - ',
          '',
        ];
        const [entry] = all(lines.join('\r\n'));
        assert.equal(entry!.title, title);
        assert.equal(entry!.abstract, abstract);
        assert.deepEqual(
          entry!.authors,
          authors.map(([family, given]) => ({ family, given })),
        );
      },
    ),
  );
});

test('damage to one record loses no other, and no text makes it throw', () => {
  const next = random(31);
  const records = Array.from({ length: 6 }, (_, i) => RECORD.replace('Northern Peat', `Peat ${i}`));
  for (let round = 0; round < 1500; round++) {
    const at = next(6);
    // The first and last line of a record are its neighbours' limits.
    const damaged = damage(records[at]!, next, 11, RECORD.length - 8);
    const found = new Set(
      parseWhole(ris, sourceOf(records.map((r, i) => (i === at ? damaged : r)).join('\n'))).entries.map(
        ({ title }) => title,
      ),
    );
    for (let i = 0; i < 6; i++) if (i !== at) assert.ok(found.has(`A Census of Peat ${i}`), damaged);
  }
  const pieces = [
    'TY  - JOUR\n',
    'TI  - x\n',
    'ER  - \n',
    'PMID- 1\n',
    '      more\n',
    'AU  - A, B\n',
    '\r\n',
  ];
  for (let round = 0; round < 1500; round++) {
    const text = noise(next, pieces, 1 + next(30));
    parseChecked(ris, text);
    parseChecked(nbib, text);
  }
});

describe('Web of Science', () => {
  const text = `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Moor, A
   van Dyke, B
AF Moor, Ada
   van Dyke, Bo
TI A Census of
   Northern Peat
SO JOURNAL OF BOGS
DE peat; carbon
   cores
AB Peat holds carbon.
   We count it.
PD OCT 3
PY 2021
VL 22
IS 1
BP 13
EP 15
DI 10.1000/Bogs.1
UT WOS:000000000000001
ER

PT J
AU Lee, B
TI Ponds
PD NOV-DEC
PY 2020
UT WOS:000000000000002
ER

EF
`;
  test('records are read, and the head and end of the file are none', () => {
    assert.equal(webOfScience.recognise(sourceOf(text, 'savedrecs.txt')), 'content');
    assert.equal(ris.recognise(sourceOf(text, 'savedrecs.txt')), 'no');
    const { entries, problems } = parseChecked(webOfScience, text, 'savedrecs.txt');
    assert.deepEqual(problems, []);
    const { title, authors, authorCount, abstract, doi } = MOOR;
    assert.deepEqual(entries.map(known), [
      {
        title,
        authors,
        authorCount,
        abstract,
        doi,
        date: '2021-10-03',
        venue: 'JOURNAL OF BOGS',
        subjects: ['peat', 'carbon cores'],
        locator: { volume: '22', number: '1', page: '13' },
      },
      { title: 'Ponds', authors: [{ family: 'Lee', given: 'B' }], authorCount: 1, date: '2020-11' },
    ]);
  });

  test('what only looks like it is not taken for it', () => {
    for (const other of [
      'PT J\nAU Moor\n',
      'FN is short for footnote\n',
      '@misc{k, title = {UT WOS:1}}\nPT J\n',
    ])
      assert.equal(webOfScience.recognise(sourceOf(other, 'a.txt')), 'no', other);
  });
});
