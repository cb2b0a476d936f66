import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { huggingFacePage } from '../../../../src/core/digests/huggingface/page.ts';
import { damage, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';

// A day's page: cards without abstracts, in the orders in which browsers give their parts. All papers and people are made up.

interface Card {
  readonly title: string;
  readonly submitter: string;
  readonly upvotes: number;
  readonly authors: number;
  readonly organisation: readonly string[];
  readonly stars: string | null;
  readonly comments: number | null;
}

type Layout = (card: Card) => readonly string[];

const counts = ({ stars, comments }: Card): string[] => [
  ...(stars === null ? [] : [stars]),
  ...(comments === null ? [] : [String(comments)]),
];

const LAYOUTS: Record<string, Layout> = {
  'submitter, upvotes, title, organisation': (c) => [
    ...['Submitted by', c.submitter, String(c.upvotes), c.title, ...c.organisation, `· ${c.authors} authors`],
    ...counts(c),
  ],
  'a dot on its own line': (c) => [
    ...['Submitted by', c.submitter, String(c.upvotes), c.title, ...c.organisation, '·'],
    `${c.authors} authors`,
    ...counts(c),
  ],
  'a word before the upvotes': (c) => [
    ...['Submitted by', c.submitter, 'Upvote', String(c.upvotes), c.title, ...c.organisation],
    `· ${c.authors} authors`,
    ...counts(c),
  ],
  'a submitter on one line': (c) => [
    ...[`Submitted by ${c.submitter}`, String(c.upvotes), c.title, ...c.organisation],
    `· ${c.authors} authors`,
    ...counts(c),
  ],
  'upvotes above the submitter': (c) => [
    ...[String(c.upvotes), 'Submitted by', c.submitter, c.title, ...c.organisation],
    `· ${c.authors} authors`,
    ...counts(c),
  ],
  'the title first': (c) => [
    ...[c.title, 'Submitted by', c.submitter, 'Upvote', String(c.upvotes), ...c.organisation],
    `· ${c.authors} authors`,
    ...counts(c),
  ],
  'upvotes behind': (c) => [
    ...['Submitted by', c.submitter, c.title, ...c.organisation, `· ${c.authors} authors`],
    ...['Upvote', String(c.upvotes), ...(c.stars === null ? [] : ['GitHub', c.stars]), 'arXiv Page'],
  ],
  'the organisation behind the authors': (c) => [
    ...['Submitted by', c.submitter, String(c.upvotes), c.title, `· ${c.authors} authors`],
    ...[...c.organisation, ...counts(c)],
  ],
  'upvotes below the title': (c) => [
    ...['Submitted by', c.submitter, c.title, String(c.upvotes), ...c.organisation, `· ${c.authors} authors`],
    ...counts(c),
  ],
  'no submitter': (c) => [
    ...['Upvote', String(c.upvotes), c.title, ...c.organisation, `· ${c.authors} authors`],
    ...counts(c),
  ],
};

const HEAD = [
  ...["Hugging Face's logo", 'Hugging Face', 'Models', 'Enterprise', 'Daily Papers'],
  ...['by AK and the research community', 'Daily', 'Weekly', 'Monthly', 'Oct 31'],
];
const TAIL = ['System theme', 'Company', 'TOS', 'Privacy'];

function print(layout: Layout, cards: readonly Card[], between: string): string {
  return [...HEAD, ...cards.flatMap(layout), ...TAIL].join(between) + '\n';
}

const PAPERS: readonly Card[] = [
  {
    title: 'Lake Turns: Native Limnology Models are Wind Learners',
    submitter: 'willow',
    upvotes: 102,
    authors: 23,
    organisation: ['PEAT', 'Northern Academy of Peat and Lakes'],
    stars: '1.22k',
    comments: 3,
  },
  {
    title: 'Peat Linear: An Expressive Census of Northern Bogs',
    submitter: 'sedge-lab',
    upvotes: 45,
    authors: 56,
    organisation: [],
    stars: null,
    comments: 4,
  },
  {
    title: 'Can a Reed Count? Shallow Water in Weather Games',
    submitter: 'ada moor',
    upvotes: 38,
    authors: 1,
    organisation: ['moor-survey'],
    stars: '865',
    comments: 1,
  },
];

const DAY = 'digests/2025-10-31.txt';
const parse = (text: string, path = DAY) => parseChecked(huggingFacePage, text, path);
const told = (text: string, path?: string): unknown[] =>
  parse(text, path).entries.map(({ title, upvotes, authorCount, comments, date, dateInferred }) => ({
    ...{ title, upvotes, authorCount, comments, date, dateInferred },
  }));
const meant = ({ title, upvotes, authors, comments }: Card, isCommented: boolean): unknown => ({
  ...{ title, upvotes, authorCount: authors, comments: isCommented ? comments : null },
  ...{ date: '2025-10-31', dateInferred: true },
});

const word = fc.stringMatching(/^[A-Z][a-z]{3,9}$/);
const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{3,11}$/),
  fc.tuple(word, word).map((w) => w.join(' ')),
);
const card = fc.record({
  title: fc.array(word, { minLength: 3, maxLength: 14 }).map((words) => `On ${words.join(' ')}`),
  submitter: name.map((made) => `x${made}`),
  upvotes: fc.integer({ min: 0, max: 900 }),
  authors: fc.integer({ min: 1, max: 300 }),
  organisation: fc.oneof(
    fc.constant([]),
    fc.tuple(name),
    fc.tuple(
      name,
      word.map((w) => `${w} Institute`),
    ),
  ),
  stars: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 999 }).map(String), fc.constant('2.4k')),
  comments: fc.integer({ min: 1, max: 60 }),
});

describe("a day's cards", () => {
  for (const [order, layout] of Object.entries(LAYOUTS))
    for (const between of ['\n', '\n\n'])
      test(`${order}, lines ${between === '\n' ? 'close' : 'apart'}`, () => {
        const isCommented = order !== 'upvotes behind';
        assert.deepEqual(
          told(print(layout, PAPERS, between)),
          PAPERS.map((one) => meant(one, isCommented)),
        );
        fc.assert(
          fc.property(fc.array(card, { minLength: 2, maxLength: 5 }), (cards) => {
            const text = print(layout, cards, between);
            assert.equal(huggingFacePage.recognise(sourceOf(text)), 'content');
            assert.deepEqual(
              told(text),
              cards.map((one) => meant(one, isCommented)),
            );
            assert.deepEqual(parse(text).problems, []);
          }),
          { numRuns: 25 },
        );
      });

  test('damage inside one card loses no other', () => {
    const layout = Object.values(LAYOUTS)[0]!;
    const next = random(23);
    for (let round = 0; round < 300; round++) {
      const at = next(PAPERS.length);
      const pieces = PAPERS.map((paper) => layout(paper).join('\n\n'));
      pieces[at] = damage(pieces[at]!, next, 14, pieces[at]!.length - 12);
      const text = [...HEAD, ...pieces, ...TAIL].join('\n\n');
      const found = new Set(parse(text).entries.map(({ title }) => title));
      PAPERS.forEach(({ title }, i) => assert.ok(i === at || found.has(title), `${title} in\n${text}`));
    }
  });

  test('a card without votes has none of its neighbour', () => {
    const text = print(LAYOUTS['a dot on its own line']!, PAPERS, '\n').replace('\n45\n', '\n-\n');
    assert.deepEqual(
      parse(text).entries.map(({ upvotes }) => upvotes),
      [102, null, 38],
    );
  });

  test("the footer of the page's end may be lost", () => {
    const text = print(Object.values(LAYOUTS)[0]!, PAPERS, '\n').replace('· 56 authors\n', '');
    assert.deepEqual(
      parse(text).entries.map(({ title }) => title),
      PAPERS.map(({ title }) => title),
    );
  });

  test('days of one file are near each other, and a day whose year nothing tells is told', () => {
    const layout = Object.values(LAYOUTS)[0]!;
    const first = print(layout, PAPERS.slice(0, 1), '\n');
    const second = print(layout, PAPERS.slice(1, 2), '\n').replace('Oct 31', 'Nov 3');
    const dates = (path: string): unknown[] => parse(first + second, path).entries.map(({ date }) => date);
    assert.deepEqual(dates(DAY), ['2025-10-31', '2025-11-03']);
    assert.deepEqual(dates('digests/a.txt'), [null, null]);
    assert.deepEqual(
      parse(first + second, 'digests/a.txt').problems.map(({ code }) => code),
      ['page-year-unknown', 'page-year-unknown'],
    );
  });

  test('the day has its year from the name, from its weekday, or from nowhere', () => {
    const text = print(Object.values(LAYOUTS)[0]!, PAPERS.slice(0, 1), '\n');
    const dates = (page: string, path: string): unknown => parse(page, path).entries[0]!.date;
    assert.equal(dates(text, 'digests/page.txt'), null);
    assert.equal(dates(text.replace('Oct 31', 'Friday, October 31'), 'digests/page.txt'), '2025-10-31');
    assert.equal(dates(text.replace('Oct 31', 'Thu, Oct 31'), 'digests/page.txt'), '2024-10-31');
    assert.equal(dates(text.replace('Oct 31', 'Oct 31, 2023'), DAY), '2023-10-31');
    assert.equal(dates(text.replace('Oct 31', 'Oct 30\nOct 31\nNov 3'), DAY), '2025-10-31');
    assert.equal(dates(text.replace('Oct 31', 'Week 44, 2025'), 'digests/page.txt'), null);
  });
});

describe('trending papers', () => {
  const SUMMARY =
    'Peat holds more carbon than forests do, and a census of eight thousand cores gives its depth with an error for every bog that was counted.';
  const page = (between: string): string =>
    [
      ...['Trending Papers', 'by AK and the research community'],
      ...['Submitted by', 'willow', 'A Light Census of Bogs', SUMMARY, '5 authors', '·'],
      ...['Published on Oct 8, 2024', 'Upvote', '24', 'GitHub', '25.6k', 'arXiv Page'],
      ...['Moor Survey', 'Depth of Peat: A Map of Every Northern Bog', SUMMARY, 'Moor Survey', '·'],
      ...['18 authors', '·', 'Published on Jan 20, 2025', 'Upvote', '7', 'GitHub', '62', 'arXiv Page'],
    ].join(between);

  for (const between of ['\n', '\n\n'])
    test(`have dates and their own upvotes, lines ${between === '\n' ? 'close' : 'apart'}`, () => {
      assert.deepEqual(
        parse(page(between), 'digests/t.txt').entries.map(
          ({ title, abstract, authorCount, date, upvotes, comments }) => ({
            ...{ title, abstract, authorCount, date, upvotes, comments },
          }),
        ),
        [
          {
            ...{ title: 'A Light Census of Bogs', abstract: SUMMARY, authorCount: 5 },
            ...{ date: '2024-10-08', upvotes: 24, comments: null },
          },
          {
            ...{ title: 'Depth of Peat: A Map of Every Northern Bog', abstract: SUMMARY, authorCount: 18 },
            ...{ date: '2025-01-20', upvotes: 7, comments: null },
          },
        ],
      );
    });
});
