import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ALL_FORMATS } from '../../../../src/core/digests/formats.ts';
import { arxivPage } from '../../../../src/core/digests/arxiv/listing-page.ts';
import { recogniseDigest } from '../../../../src/core/digests/registry.ts';
import { known, parseChecked, sourceOf } from '../../../support/digests.ts';

// Listing pages of arXiv as browsers copy them; the papers are made up.

function read(text: string) {
  assert.equal(recogniseDigest(sourceOf(text), ALL_FORMATS)?.format.id, 'arxiv-page');
  return parseChecked(arxivPage, text);
}

const RECENT = `Skip to main content
Authors and titles for recent submissions

Fri, 31 Oct 2025
Thu, 30 Oct 2025
See today's new changes

Total of 514 entries : 1-50 51-100
Showing up to 50 entries per page: fewer | more | all
Fri, 31 Oct 2025 (showing 2 of 107 entries )
[1] arXiv:2510.10001 [pdf, html, other]
Title: A Census: of Northern Peat
Ada Moor, Bo van Dyke
Comments: 14 pages, 9 figures
Subjects: Computation and Language (cs.CL); Machine Learning (cs.LG)
[2] arXiv:2309.10002 (cross-list from math.DG) [pdf, other]
Title: Lakes That Turn
Ada Moor, Bo Lee, et al. (28 additional authors not shown)
Journal-ref: Proc. of Bogs 2025
Subjects: Differential Geometry (math.DG)
Thu, 30 Oct 2025 (showing first 1 of 98 entries )
[3] arXiv:hep-th/9901001 (replaced) [pdf, html, other]
Title: Old Reeds
Chi
Subjects: High Energy Physics (hep-th)
Total of 514 entries : 1-50 51-100
About Help
contact arXivClick here to contact arXiv Contact
`;

describe('a listing page of arXiv', () => {
  test('gives papers, their days and as what they are announced', () => {
    const { entries, problems } = read(RECENT);
    assert.deepEqual(problems, []);
    assert.deepEqual(known(entries[0]!), {
      title: 'A Census: of Northern Peat',
      authors: [
        { family: 'Moor', given: 'Ada' },
        { family: 'van Dyke', given: 'Bo' },
      ],
      authorCount: 2,
      date: '2025-10-31',
      arxiv: '2510.10001',
      url: 'https://arxiv.org/abs/2510.10001',
      subjects: ['cs.CL', 'cs.LG'],
      announced: 'new',
    });
    assert.deepEqual(
      entries
        .slice(1)
        .map(({ title, arxiv, date, authorCount, venue, announced }) => [
          ...[title, arxiv, date, authorCount, venue, announced],
        ]),
      [
        ['Lakes That Turn', '2309.10002', '2023-09', 30, 'Proc. of Bogs 2025', 'cross'],
        ['Old Reeds', 'hep-th/9901001', '1999-01', 1, null, 'replacement'],
      ],
    );
    assert.equal(RECENT.slice(entries[0]!.spans.arxiv!.start, entries[0]!.spans.arxiv!.end), '2510.10001');
  });

  test('of new papers has abstracts, also wrapped ones', () => {
    const text = `Showing new listings for Friday, 31 October 2025\nTotal of 2 entries\nNew submissions (showing 1 of 1 entries)\n[1] arXiv:2510.10001 [pdf, html, other]\nTitle:\n  A Census of\n  Northern Peat\nAuthors: Ada Moor\nSubjects: Bogs (cs.CL)\nPeat holds carbon,\nand we count it.\n\nCross submissions (showing 1 of 1 entries)\n[2] arXiv:2510.10002 (cross-list from cs.LG) [pdf, html, other]\nTitle: Lakes\nBo Lee\nSubjects: Bogs (cs.LG)\nLakes turn.\n\nTotal of 2 entries\n`;
    assert.deepEqual(
      read(text).entries.map(({ title, abstract, date, announced }) => [title, abstract, date, announced]),
      [
        ['A Census of Northern Peat', 'Peat holds carbon, and we count it.', '2025-10-31', 'new'],
        ['Lakes', 'Lakes turn.', '2025-10-31', 'cross'],
      ],
    );
  });

  test('may have numbers on lines of their own, and blanks between links', () => {
    const text = RECENT.replace(/^\[(\d)\] arXiv/gm, '[$1]\narXiv').replaceAll(
      '[pdf, html, other]',
      '[ pdf , html , other ]',
    );
    assert.deepEqual(read(text).entries.map(known), read(RECENT).entries.map(known));
  });

  test('of a month or year knows the month of each paper alone', () => {
    const text =
      'Authors and titles for October 2025\n[1] arXiv:2510.10001 [pdf, other]\nTitle: Peat\nAda Moor\nSubjects: Bogs (cs.CL)\n';
    const [entry] = read(text).entries;
    assert.deepEqual([entry!.date, entry!.announced], ['2025-10', null]);
  });

  test('of a search has titles without labels', () => {
    const text =
      'Showing 1–2 of 2 results for all: peat\n1. arXiv:2510.10001 [pdf, ps, other] cs.CL cs.LG\nA Census of Northern Peat\nAuthors: Ada Moor, Bo Lee\nAbstract: Peat holds carbon. △ Less\nSubmitted 30 October, 2025; originally announced October 2025.\nComments: 4 pages\n2. arXiv:2510.10002 [pdf] cs.LG\nLakes That Turn\nAuthors: Chi\nAbstract: Lakes turn.\nSubmitted 1 October, 2025;\n';
    assert.deepEqual(
      read(text).entries.map(({ title, authorCount, abstract, date }) => [
        title,
        authorCount,
        abstract,
        date,
      ]),
      [
        ['A Census of Northern Peat', 2, 'Peat holds carbon.', '2025-10'],
        ['Lakes That Turn', 1, 'Lakes turn.', '2025-10'],
      ],
    );
  });

  test('a paper without title is left out, and that is said', () => {
    const { entries, problems } = read(RECENT.replace('Title: A Census: of Northern Peat\n', 'Title:\n'));
    assert.equal(entries.length, 3);
    assert.deepEqual(problems, []);
    const bare = read('[1] arXiv:2510.10001 [pdf]\n[2] arXiv:2510.10002 [pdf]\nTitle: Lakes\nBo Lee\n');
    assert.deepEqual(
      [bare.entries.length, bare.problems.map(({ code }) => code)],
      [1, ['page-entry-without-title']],
    );
  });

  test('a text that names an arXiv paper is none', () => {
    for (const text of [
      'See arXiv:2510.10001 [pdf](x)',
      'arXiv:2510.10001\n',
      '[1] Moor, arXiv:2510.10001 [cs.CL]',
    ])
      assert.equal(arxivPage.recognise(sourceOf(text)), 'no', text);
  });
});
