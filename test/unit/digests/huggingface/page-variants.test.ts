import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { huggingFacePage } from '../../../../src/core/digests/huggingface/page.ts';
import { sourceOf } from '../../../support/digests.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

// What such pages bring elsewhere than in the usual layout, in our own words.

const LAKES = 'Turbid States of Shallow Lakes';
const PEAT = 'A Census of Northern Peat';
const ON_LAKES =
  'Shallow lakes stay clear for decades and then turn turbid within a season. We follow forty lakes over thirty years, find that the turn is announced by slower recovery from storms, and give a measure that a warden can take with a rope and a white disc.';
const ON_PEAT =
  'Peat stores more carbon than all forests together, yet nobody has counted it. We combine eight thousand cores with a map of ice retreat, estimate depth where no core was taken, and publish the error of every estimate beside it.';

interface Given {
  readonly path?: string;
  readonly today?: string;
}

function papers(text: string, { path = 'digests/page.txt', today = '2026-11-24' }: Given = {}) {
  return parseWhole(huggingFacePage, { ...sourceOf(text, path), today });
}

function briefly(text: string, given?: Given) {
  return papers(text, given).entries.map(({ title, abstract, authorCount, date, comments }) => ({
    title,
    abstract,
    authorCount,
    date,
    comments,
  }));
}

const PAGE = `new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Mar 9

${LAKES}

${ON_LAKES}

  • 3 authors
·
May 3, 2021

${PEAT}

${ON_PEAT}

  • 1 authors
·
Jan 7, 2020 4
`;

const BOTH = [
  { title: LAKES, abstract: ON_LAKES, authorCount: 3, date: '2021-05-03', comments: null },
  { title: PEAT, abstract: ON_PEAT, authorCount: 1, date: '2020-01-07', comments: 4 },
];

describe('the same papers', () => {
  const variants: readonly [string, string][] = [
    ['as the site has them', PAGE],
    ['with Windows line ends and a byte order mark', `\ufeff${PAGE.replaceAll('\n', '\r\n')}`],
    [
      'with no-break spaces',
      PAGE.replaceAll('3 authors', '3\u00a0authors').replaceAll('  •', '\u00a0\u202f•\u00a0'),
    ],
    ['with other bullets and dots', PAGE.replaceAll('•', '‣').replaceAll('·', '∙')],
    ['with Markdown bullets', PAGE.replaceAll('•', '*')],
    ['without bullets', PAGE.replaceAll('  • ', '')],
    [
      'without blank lines',
      PAGE.split('\n')
        .filter((line) => line !== '')
        .join('\n'),
    ],
    ['with twice the blank lines', PAGE.replaceAll('\n\n', '\n\n\n \n')],
    ['with footers on one line', PAGE.replaceAll(/(authors)\n·\n/g, '$1\n· ')],
    [
      'with every entry twice',
      PAGE.replace(/Turbid[^]*2021\n/, '$&\n$&').replace(/A Census[^]*2020 4\n/, '$&\n$&'),
    ],
    ['with a submitter', PAGE.replaceAll(/\n(Turbid|A Census)/g, '\nSubmitted by\n\nwillow\n\n$1')],
    ['with a submitter on one line', PAGE.replaceAll(/\n(Turbid|A Census)/g, '\nSubmitted by willow\n\n$1')],
    ['with upvotes', PAGE.replaceAll(/\n(Turbid|A Census)/g, '\nUpvote\n\n17\n\n$1')],
    ['with links of a capture', PAGE.replaceAll(/\n\n {2}•/g, '\n\nhttps://huggingface.co/papers/1\n\n  •')],
  ];
  for (const [name, text] of variants)
    test(name, () => {
      const unique = [...new Set(briefly(text).map((paper) => JSON.stringify(paper)))];
      assert.deepEqual(
        unique.map((paper) => JSON.parse(paper) as unknown),
        BOTH,
      );
    });
});

describe('authors', () => {
  const withFooter = (footer: string): ReturnType<typeof papers>['entries'][number] =>
    papers(PAGE.replace('3 authors', footer)).entries[0]!;

  test('may be an organisation', () => {
    assert.deepEqual(withFooter('Lake Survey').authors, [{ literal: 'Lake Survey' }]);
    assert.equal(withFooter('Lake Survey').authorCount, 1);
    assert.equal(withFooter('Lake Survey').abstract, ON_LAKES);
  });

  test('may be named', () => {
    const { authors, authorCount } = withFooter('Ada Moor, Bo van Dyke and Chi');
    assert.deepEqual(authors, [
      { family: 'Moor', given: 'Ada' },
      { family: 'Dyke', given: 'Bo van' },
      { literal: 'Chi' },
    ]);
    assert.equal(authorCount, 3);
  });
});

describe('titles and abstracts', () => {
  test('an abstract may be missing, and that is said', () => {
    const { entries, problems } = papers(PAGE.replace(`${ON_LAKES}\n\n`, ''));
    assert.deepEqual(
      entries.map(({ title, abstract }) => [title, abstract]),
      [
        [LAKES, null],
        [PEAT, ON_PEAT],
      ],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['page-entry-without-abstract'],
    );
  });

  test('a footer may be missing', () => {
    const { entries, problems } = papers(PAGE.replace('  • 3 authors\n·\nMay 3, 2021\n', ''));
    assert.deepEqual(
      entries.map(({ title, abstract, date }) => [title, abstract, date]),
      [
        [LAKES, ON_LAKES, null],
        [PEAT, ON_PEAT, '2020-01-07'],
      ],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['page-entry-without-footer'],
    );
  });

  test('an abstract may have paragraphs', () => {
    const more =
      'A second part repeats the count for the tropics, where cores are rare and the error is large, and says which hundred cores would halve it.';
    const [, peat] = briefly(PAGE.replace(ON_PEAT, `${ON_PEAT}\n\n${more}`));
    assert.equal(peat!.title, PEAT);
    assert.equal(peat!.abstract, `${ON_PEAT}\n\n${more}`);
  });

  for (const title of [
    'Lakes Turn.',
    'What Turns a Lake?',
    `On ${'the Slow and the Sudden Turns of Shallow Lakes and '.repeat(4)}Ponds`,
    '7 Lakes',
    'lakes: a reader',
    '«Lakes» — 湖の状態',
  ])
    test(`a title may be ${JSON.stringify(title.slice(0, 30))}`, () => {
      assert.deepEqual(briefly(PAGE.replace(LAKES, title)), [{ ...BOTH[0], title }, BOTH[1]]);
    });

  test('an abstract may be of short sentences, in paragraphs', () => {
    const [, peat] = briefly(
      PAGE.replace(ON_PEAT, 'Peat is an archive.\n\nWe read it, and tell what it says.'),
    );
    assert.equal(peat!.title, PEAT);
    assert.equal(peat!.abstract, 'Peat is an archive.\n\nWe read it, and tell what it says.');
  });

  test('a footer without anything above it is no paper, and that is said', () => {
    const { entries, problems } = papers(
      PAGE.replace(`${LAKES}\n\n${ON_LAKES}\n\n`, `${ON_LAKES} ${ON_LAKES}\n\n`),
    );
    assert.deepEqual(
      entries.map(({ title }) => title),
      [PEAT],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['page-entry-without-title'],
    );
  });

  test('LaTeX stays as the page has it', () => {
    const broken = `${ON_PEAT} It is 9times smaller at Oleft(n^{1.5}dright) and 50\\% of 1.5sim3.0.`;
    assert.equal(briefly(PAGE.replace(ON_PEAT, broken))[1]!.abstract, broken);
  });
});

describe('a date without a year', () => {
  const DATED = PAGE.replace('May 3, 2021', 'May 3');
  const UNHEADED = DATED.replace('Mar 9\n\n', '');
  const dates = (text: string, given?: Given): unknown[] =>
    papers(text, given).entries.map(({ date, dateInferred }) => [date, dateInferred]);
  const certain = ['2020-01-07', false];

  test("is in the year of the page's own date", () => {
    assert.deepEqual(dates(DATED.replace('Mar 9', 'Jun 9, 2023')), [['2023-05-03', true], certain]);
    assert.deepEqual(dates(DATED.replace('Mar 9', 'Mar 9, 2023')), [['2022-05-03', true], certain]);
  });
  test("is in the year of the file's name", () => {
    assert.deepEqual(dates(UNHEADED, { path: 'digests/2022-06-01.txt' }), [['2022-05-03', true], certain]);
  });
  test('is in the year of the front matter', () => {
    assert.deepEqual(dates(`---\ndate: 2024-08-01\n---\n${UNHEADED}`), [['2024-05-03', true], certain]);
  });
  test('is in the year after the latest that is written out', () => {
    assert.deepEqual(dates(DATED), [['2021-05-03', true], certain]);
  });
  test('is never to come', () => {
    assert.deepEqual(dates(DATED, { today: '2021-02-01' }), [['2020-05-03', true], certain]);
  });
  test('is unknown where nothing tells it', () => {
    const none = DATED.replace('Jan 7, 2020 4', 'Jan 7 4');
    assert.deepEqual(dates(none), [
      [null, false],
      [null, false],
    ]);
    assert.deepEqual(
      papers(none).problems.map(({ code }) => code),
      ['page-year-unknown', 'page-year-unknown'],
    );
  });
  test('is that of its own day where a file holds several', () => {
    const page = (day: string, title: string) =>
      `Daily Papers\n\n${day}\n\n${title}\n\n${ON_LAKES}\n\n  • 2 authors\n·\nDec 30\n\n`;
    assert.deepEqual(
      dates(page('Jan 2, 2023', LAKES) + page('Dec 31, 2024', PEAT)).map((d) => d),
      [
        ['2022-12-30', true],
        ['2024-12-30', true],
      ],
    );
  });
});

test('upvotes and addresses of a capture are kept', () => {
  const text = PAGE.replace(LAKES, `https://huggingface.co/papers/2105.00001\n\n- 12 upvotes\n\n${LAKES}`);
  const [lakes] = papers(text).entries;
  assert.equal(lakes!.arxiv, '2105.00001');
  assert.equal(lakes!.upvotes, 12);
});

test('what is no page is not taken for one', () => {
  for (const text of [
    '',
    'A letter about lakes.\n\nBy 3 authors, in May 2021.\n',
    `# Notes\n\n- ${LAKES}\n- ${PEAT}\n`,
    '{"title": "3 authors"}',
    `@article{a, title = {${LAKES}}}`,
  ])
    assert.equal(huggingFacePage.recognise(sourceOf(text)), 'no', text.slice(0, 20));
  assert.equal(huggingFacePage.recognise(sourceOf(PAGE)), 'content');
});
