import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { savedPage } from '../../../../src/core/digests/huggingface/saved-page.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { damage, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

// Pages of Hugging Face as browser extensions and reader services save them in Markdown; all papers and people are made up.

const SITE = 'https://huggingface.co';

interface Card {
  readonly id: string;
  readonly title: string;
  readonly user: string;
  readonly votes: number;
  readonly authors: number;
  readonly comments: number;
}

const CARDS: readonly Card[] = [
  {
    id: '2510.10001',
    title: 'Lake Turns: Models of Wind',
    user: 'willow',
    votes: 102,
    authors: 23,
    comments: 3,
  },
  { id: '2510.10002', title: 'A Census of Northern Peat', user: 'sedge', votes: 45, authors: 1, comments: 4 },
];

const thumbnail = ({ id }: Card, alt = ''): string =>
  `[![${alt}](https://cdn-thumbnails.example/papers/${id}.png)](${SITE}/papers/${id})`;
const authors = (c: Card): string => `·[${c.authors} authors](${SITE}/papers/${c.id})`;
const titled = (c: Card): string => `### [${c.title}](${SITE}/papers/${c.id})`;
const votes = (c: Card): string => `[${c.votes}](${SITE}/login?next=%2Fpapers%2F${c.id})`;
const numbers = (c: Card): string =>
  `[1.2k](https://github.com/moor/${c.user}) [${c.comments}](${SITE}/papers/${c.id}#community)`;

const HEAD = `[![](${SITE}/front/logo.svg) Hugging Face](${SITE}/)\n\n## [Daily Papers](${SITE}/papers)\n\nby [![](https://cdn.example/a.jpeg) AK](${SITE}/akhaliq) and the research community\n\n`;

const clipped = (cards: readonly Card[], from = `source: ${SITE}/papers/date/2025-10-31`): string =>
  `---\ntitle: "Daily Papers - Hugging Face"\n${from}\n---\n${HEAD}` +
  cards
    .map((c) =>
      [
        ...[thumbnail(c), 'Submitted by', `![](https://cdn.example/1.png) ${c.user}`, votes(c), titled(c)],
        ...[`[![](https://cdn.example/2.png) Academy of Peat](${SITE}/peat)`, authors(c), numbers(c)],
      ].join('\n\n'),
    )
    .join('\n\n');

const reader = (cards: readonly Card[]): string =>
  `Title: Daily Papers - Hugging Face\n\nURL Source: ${SITE}/papers/date/2025-10-31\n\nMarkdown Content:\nDaily Papers - Hugging Face\n===============\n\n*   [Models](${SITE}/models)\n\n[Daily Papers](${SITE}/papers)\n=====\n\nby[![Image 2](https://cdn.example/a.jpeg)AK](${SITE}/akhaliq) and the research community\n\n[Oct 30](${SITE}/papers/date/2025-10-30)[Oct 31](${SITE}/papers/date/2025-10-31)[Nov 3](${SITE}/papers/date/2025-11-03)\n\n` +
  cards
    .map((c) =>
      [
        ...[thumbnail(c, 'Image 3'), `Submitted by![Image 4](https://cdn.example/1.png)${c.user}`, votes(c)],
        ...[titled(c), authors(c), numbers(c).replace(') [', ')[')],
      ].join('\n\n'),
    )
    .join('\n\n');

function read(text: string, path: string) {
  const recognised = recogniseDigest(sourceOf(text, path), ALL_FORMATS);
  assert.equal(recognised?.format.id, 'huggingface-page');
  assert.equal(recognised.by, 'content');
  return parseChecked(recognised.format, text, path);
}

const told = (text: string, path: string): unknown[] =>
  read(text, path).entries.map(({ arxiv, title, upvotes, authorCount, comments, date }) => ({
    ...{ arxiv, title, upvotes, authorCount, comments, date },
  }));
const meant = (c: Card): unknown => ({
  ...{ arxiv: c.id, title: c.title, upvotes: c.votes, authorCount: c.authors, comments: c.comments },
  date: '2025-10-31',
});

describe('a page saved as Markdown', () => {
  test('by a browser extension: pictures before titles are no titles', () => {
    assert.deepEqual(told(clipped(CARDS), 'a.digest.md'), CARDS.map(meant));
  });
  test('by a reader service, in a text file', () => {
    assert.deepEqual(told(reader(CARDS), 'digests/a.txt'), CARDS.map(meant));
  });
  test('one card is enough', () => {
    const [card] = CARDS;
    const text = `## [Daily Papers](${SITE}/papers)\n\n${thumbnail(card!)}\n\nSubmitted by willow\n\n${titled(card!)}\n\n${authors(card!)}\n`;
    assert.deepEqual(
      read(text, 'a.digest.md').entries.map(({ title, authorCount }) => [title, authorCount]),
      [[card!.title, 23]],
    );
  });
  test('trending papers: dates, and upvotes that stand behind each', () => {
    const summary =
      'Peat is deep, and a census of eight thousand cores tells how deep it is, with an error for every single core that was taken.';
    const text =
      `# Trending Papers\n\n` +
      CARDS.map(
        (c) =>
          `Submitted by\n\n![](https://cdn.example/1.png) ${c.user}\n\n${titled(c)}\n\n${summary}\n\n- [5 authors](${SITE}/papers/${c.id})\n\n·\n\nPublished on Oct 8, 2024\n\n[Upvote ${c.votes}](${SITE}/login)\n\n[GitHub 25.6k](https://github.com/moor/x) [arXiv Page](https://arxiv.org/abs/${c.id})\n\n`,
      ).join('');
    assert.deepEqual(
      read(text, 'a.digest.md').entries.map((e) => [
        e.title,
        e.arxiv,
        e.abstract,
        e.date,
        e.upvotes,
        e.comments,
      ]),
      CARDS.map((c) => [c.title, c.id, summary, '2024-10-08', c.votes, null]),
    );
  });
  test('a search with abstracts that are links themselves', () => {
    const abstract =
      'Peat holds carbon, and [nobody] counted it before this census of eight thousand cores, which gives the error of every depth beside it and asks for a hundred more.';
    const text = `${HEAD}### [${CARDS[0]!.title}](${SITE}/papers/2510.10001)\n\n[${abstract}](${SITE}/papers/2510.10001)\n\n- [7 authors](${SITE}/papers/2510.10001)\n\n·\n\nOct 9, 2023 [2](${SITE}/papers/2510.10001#community)\n`;
    const [entry] = read(text, 'a.digest.md').entries;
    assert.equal(entry!.title, CARDS[0]!.title);
    assert.equal(entry!.abstract, abstract);
    assert.equal(entry!.date, '2023-10-09');
    assert.equal(entry!.authorCount, 7);
  });

  const word = fc.stringMatching(/^[A-Z][a-zà-ö&"'+]{2,9}[a-z]$/);
  const cards = fc.array(
    fc.record({
      title: fc.array(word, { minLength: 3, maxLength: 12 }).map((words) => `On ${words.join(' ')}`),
      votes: fc.integer({ min: 0, max: 999 }),
      authors: fc.integer({ min: 1, max: 400 }),
      comments: fc.integer({ min: 1, max: 99 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  for (const [name, print] of Object.entries({ clipped, reader }))
    test(`what is printed is read as it was (${name})`, () => {
      fc.assert(
        fc.property(cards, (made) => {
          const all = made.map((card, i) => ({ ...card, id: `2510.2000${i}`, user: 'willow' }));
          assert.deepEqual(told(print(all), 'a.digest.md'), all.map(meant));
        }),
        { numRuns: 40 },
      );
    });

  test('damage inside one card loses no other', () => {
    const next = random(41);
    const all = ['A', 'B', 'C', 'D'].map((letter, i) => ({
      ...CARDS[0]!,
      ...{ id: `2510.2000${i}`, title: `Study ${letter} of Northern Peat` },
    }));
    const whole = clipped(all);
    const bounds = [...all.map((card) => whole.indexOf(thumbnail(card))), whole.length];
    for (let round = 0; round < 200; round++) {
      const at = next(all.length);
      const text = damage(whole, next, bounds[at]! + 90, bounds[at + 1]! - 40);
      const recognised = recogniseDigest(sourceOf(text, 'a.digest.md'), ALL_FORMATS)!;
      const found = new Set(
        parseChecked(recognised.format, text, 'a.digest.md').entries.map(({ title }) => title),
      );
      all.forEach(({ title }, i) => assert.ok(i === at || found.has(title), `${title} in\n${text}`));
    }
  });

  test('noise makes nothing throw', () => {
    const next = random(5);
    const tokens = clipped(CARDS).match(/\w+|\s+|[^\w\s]+/g)!;
    for (let round = 0; round < 150; round++) {
      const text = `${authors(CARDS[0]!)}\n${noise(next, tokens, 1 + next(80))}`;
      const source = sourceOf(text, 'a.md');
      const recognised = recogniseDigest(source, ALL_FORMATS);
      if (recognised) parseWhole(recognised.format, source);
    }
  });

  test('huge lines of one thing are undone in no time', () => {
    for (const unit of [
      '[',
      '![',
      '[a](',
      '[a](b ',
      '[[x]',
      '](',
      '[a](b)',
      '\\',
      `[${'x'.repeat(700)}](${'y'.repeat(800)}`,
    ])
      savedPage(`${authors(CARDS[0]!)}\n${unit.repeat(Math.ceil(60_000 / unit.length))}`);
  });

  test("a person's list of papers is no saved page", () => {
    assert.equal(savedPage(`# Papers\n\n- [On Lakes](${SITE}/papers/2510.10001), by 3 authors\n`), null);
  });
});

describe("one paper's page", () => {
  const PAPER = `---\ntitle: "Paper page - A Census of Northern Peat"\nsource: "${SITE}/papers/2510.10002"\npublished: 2025-11-01\n---\nPublished on Oct 30\n\n[#1 Paper of the day](${SITE}/papers/date/2025-10-31)\n\nAuthors:\n\n,\n\n[Ada Moor](${SITE}/ada) ,\n\n[Bo van Dyke](${SITE}/bo) ,\n\n## Abstract\n\nPeat holds carbon, and [a census](${SITE}/papers?q=a%20census) of bogs gives its depth with an error for every core.\n\n[View arXiv page](https://arxiv.org/abs/2510.10002) [View PDF](https://arxiv.org/pdf/2510.10002)\n\n### Community\n\nThe following papers were recommended\n\n- [Another Study of Quite Other Lakes](${SITE}/papers/2509.10003) (2025)\n`;

  test('saved as Markdown: the title is the paper’s, and recommendations are left', () => {
    const recognised = recogniseDigest(sourceOf(PAPER, 'peat.digest.md'), ALL_FORMATS)!;
    assert.equal(recognised.format.id, 'huggingface-paper');
    const { entries, problems } = parseChecked(recognised.format, PAPER, 'peat.digest.md');
    assert.deepEqual(
      entries.map(({ title, arxiv, date, dateInferred, authorCount, abstract }) => ({
        ...{ title, arxiv, date, dateInferred, authorCount, abstract },
      })),
      [
        {
          title: 'A Census of Northern Peat',
          ...{ arxiv: '2510.10002', date: '2025-10-30', dateInferred: true, authorCount: 2 },
          abstract: 'Peat holds carbon, and a census of bogs gives its depth with an error for every core.',
        },
      ],
    );
    assert.deepEqual(problems, []);
  });

  test('copied as text: a summary that a machine made is not the abstract', () => {
    const text =
      'Hugging Face\nModels\n\nPapers\narxiv:2601.00002\n\nA Census of Northern Peat\nPublished on Dec 31\n· Submitted by\nwillow\n on Jan 2\nUpvote\n111\n\n+103\nAuthors:\nPeat Team\n,\n\nAda Moor\nAbstract\nA short text that a machine made.\nAI-generated summary\nPeat holds carbon.\n\nView arXiv page\nView PDF\nCommunity\n\nwillow\n28 days ago\n\nGreat work!\n';
    const recognised = recogniseDigest(sourceOf(text), ALL_FORMATS)!;
    assert.equal(recognised.format.id, 'huggingface-paper');
    const [entry] = parseChecked(recognised.format, text).entries;
    assert.equal(entry!.title, 'A Census of Northern Peat');
    assert.equal(entry!.abstract, 'Peat holds carbon.');
    assert.equal(entry!.date, '2025-12-31');
    assert.equal(entry!.upvotes, 111);
    assert.deepEqual(entry!.authors, [{ literal: 'Peat Team' }, { family: 'Moor', given: 'Ada' }]);
  });
});
