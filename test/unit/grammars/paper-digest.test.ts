import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { huggingFacePage } from '../../../src/core/digests/huggingface/page.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { textsWith, tokeniser } from './tokens.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

const digest = await tokeniser('text.paper-digest');

const TITLE = 'markup.heading.paper-digest';
const DATE = 'constant.numeric.date.paper-digest';
const COMMENT = 'comment.line';

const PAGE = `new

Get trending papers in your email inbox!

Subscribe

Daily Papers

byAK and the research community

Oct 31

Counting Sheep: A Study of Sleep

We count sheep, as in https://example.com/sheep (see also arXiv:2310.05869v2). Nothing else is done.

  • 6 authors
·
May 21, 2024 3

Are Short Titles Read?

A second abstract, whose date has no year and no comments.

  • 1 authors
·
Oct 19`;

test('a page: titles, footers, dates and counts', () => {
  const lines = digest(PAGE);
  assert.deepEqual(textsWith(lines, TITLE), ['Counting Sheep: A Study of Sleep', 'Are Short Titles Read?']);
  assert.deepEqual(textsWith(lines, DATE), ['Oct 31', 'May 21, 2024', 'Oct 19']);
  assert.deepEqual(textsWith(lines, 'constant.numeric.comments'), ['3']);
  assert.deepEqual(textsWith(lines, 'constant.numeric.authors'), ['6', '1']);
  assert.deepEqual(textsWith(lines, 'comment.line.footer'), ['  • 6 authors', '·', '  • 1 authors', '·']);
  assert.deepEqual(textsWith(lines, 'comment.line.furniture'), [
    'new',
    'Get trending papers in your email inbox!',
    'Subscribe',
    'Daily Papers',
    'byAK and the research community',
  ]);
});

test('a page: addresses and identifiers in an abstract', () => {
  const lines = digest(PAGE);
  assert.deepEqual(textsWith(lines, 'markup.underline.link'), [
    'https://example.com/sheep',
    'arXiv:2310.05869v2',
  ]);
  assert.equal(textsWith(lines, 'meta.abstract').length, 2);
});

test('a page: the title behind an entry without footer is a title', () => {
  const lines = digest(
    'First Paper\n\nIts abstract is here.\n\nSecond Paper\n\nMore words.\n\n  • 2 authors\n·\nMay 1, 2024',
  );
  assert.deepEqual(textsWith(lines, TITLE), ['First Paper', 'Second Paper']);
});

test('a page: a paragraph of an abstract is no title', () => {
  const lines = digest(
    'First Paper\n\nOne paragraph.\n\nAnother one, which ends as sentences do.\n\n  • 2 authors\n·\nMay 1',
  );
  assert.deepEqual(textsWith(lines, TITLE), ['First Paper']);
});

test('a page with address lines', () => {
  const lines = digest(
    'Some Title\n\nhttps://huggingface.co/papers/2410.05434\n\nAbstract text.\n\n[\n\n2 authors](https://huggingface.co/papers/2410.05434)\n\n·\n\nOct 7, 2024',
  );
  assert.deepEqual(textsWith(lines, TITLE), ['Some Title']);
  assert.deepEqual(textsWith(lines, 'markup.underline.link'), [
    'https://huggingface.co/papers/2410.05434',
    'https://huggingface.co/papers/2410.05434',
  ]);
  assert.deepEqual(textsWith(lines, 'constant.numeric.authors'), ['2']);
  assert.deepEqual(textsWith(lines, DATE), ['Oct 7, 2024']);
});

test('the pages of the sample: the same titles as the parser finds', () => {
  const folder = new URL('../../../sample/digests/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const { entries } = parseWhole(huggingFacePage, { path: `digests/${name}`, text, today: '2027-02-03' });
    assert.ok(entries.length > 15);
    assert.deepEqual(
      textsWith(digest(text), TITLE),
      entries.map((entry) => entry.title),
    );
  }
});

const RULE = '-'.repeat(78);
const MAIL = `${RULE}
Send any comments regarding submissions directly to submitter.
${RULE}
Submissions to:
Machine Learning
received from  Mon  9 Oct 23 18:00:00 GMT  to  Tue 10 Oct 23 18:00:00 GMT
${RULE}
\\\\
arXiv:2310.05869
Date: Mon, 9 Oct 2023 17:05:25 GMT   (1200kb)

Title: Counting Sheep in the Dark: A Study of Sleep
  and Its Absence
Authors: A. Shepherd, B. Wolf
Categories: cs.LG
DOI: 10.1000/xyz123
\\\\
  We count sheep. Dates such as May 21, 2024 and lines that end in a colon:
are part of an abstract
\\\\ ( https://arxiv.org/abs/2310.05869 ,  1200kb)
${RULE}`;

test('a listing mail: titles over lines, authors, dates, identifiers', () => {
  const lines = digest(MAIL);
  assert.deepEqual(textsWith(lines, TITLE), [
    'Counting Sheep in the Dark: A Study of Sleep',
    '  and Its Absence',
  ]);
  assert.deepEqual(textsWith(lines, 'comment.line.authors'), ['A. Shepherd, B. Wolf']);
  assert.deepEqual(textsWith(lines, DATE), ['Mon, 9 Oct 2023 17:05:25 GMT']);
  assert.deepEqual(textsWith(lines, 'markup.underline.link'), [
    'arXiv:2310.05869',
    '10.1000/xyz123',
    'https://arxiv.org/abs/2310.05869',
  ]);
  assert.deepEqual(textsWith(lines, 'keyword.other.field'), [
    'Date',
    'Title',
    'Authors',
    'Categories',
    'DOI',
  ]);
});

test('a listing mail: what stands around the entries is comment', () => {
  const comments = textsWith(digest(MAIL), COMMENT);
  assert.ok(comments.includes('Machine Learning'));
  assert.ok(comments.includes(RULE));
  assert.ok(!comments.some((text) => text.includes('We count sheep')));
});

for (const name of ['hf-attention', 'hf-2024']) {
  test(
    `${name}: every title of a real page is a heading, and nothing else is`,
    { skip: withoutCorpus(`huggingface/page/${name}.txt`) },
    () => {
      const text = readFileSync(corpus(`huggingface/page/${name}.txt`), 'utf8');
      const truth = JSON.parse(readFileSync(corpus(`huggingface/page/${name}.truth.json`), 'utf8')) as
        { papers: { title: string }[] } | { title: string }[];
      const titles = (Array.isArray(truth) ? truth : truth.papers).map((paper) => paper.title);
      assert.deepEqual(textsWith(digest(text), TITLE), titles);
    },
  );
}
