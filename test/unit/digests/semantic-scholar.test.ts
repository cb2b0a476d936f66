import assert from 'node:assert/strict';
import { test } from 'node:test';
import { semanticScholarJson } from '../../../src/core/digests/semantic-scholar/works-json.ts';
import { parseChecked } from '../../support/digests.ts';

const work = (title: string, ids: object = {}, more: object = {}): object => ({
  paperId: title.length.toString(16),
  externalIds: ids,
  title,
  abstract: null,
  authors: [{ authorId: '1', name: 'Ada van Moor' }],
  ...more,
});

function parse(value: unknown): ReturnType<typeof parseChecked> {
  return parseChecked(semanticScholarJson, JSON.stringify(value, null, 1), 'digests/a.json');
}

test('a paper brings what it cites and what cites it, and each says whom it cites', () => {
  const { entries, problems } = parse(
    work(
      'Bogs and Their Lakes',
      { DOI: '10.1000/Bogs', ArXiv: '2310.05869' },
      {
        abstract: 'Lakes turn over.',
        publicationDate: '2020-05-03',
        year: 2020,
        journal: { name: 'Limnology' },
        fieldsOfStudy: ['Geology'],
        citations: [work('A Lake Seen Again', { DOI: '10.1000/again' }, { year: 2022 })],
        references: [work('Peat', { DOI: '10.1000/peat' }), { paperId: null, title: null }, work('Moss', {})],
        url: 'https://www.semanticscholar.org/paper/x',
      },
    ),
  );
  assert.deepEqual(problems, []);
  const [paper, citing, peat, moss] = entries;
  assert.equal(entries.length, 4);
  assert.deepEqual(
    [paper!.title, paper!.doi, paper!.arxiv, paper!.date, paper!.venue, paper!.url],
    [
      'Bogs and Their Lakes',
      '10.1000/bogs',
      '2310.05869',
      '2020-05-03',
      'Limnology',
      'https://www.semanticscholar.org/paper/x',
    ],
  );
  assert.deepEqual(paper!.authors, [{ family: 'van Moor', given: 'Ada' }]);
  assert.deepEqual(paper!.cites, [
    { arxiv: null, doi: '10.1000/peat', title: 'Peat' },
    { arxiv: null, doi: null, title: 'Moss' },
  ]);
  assert.deepEqual(citing!.cites, [
    { arxiv: '2310.05869', doi: '10.1000/bogs', title: 'Bogs and Their Lakes' },
  ]);
  assert.equal(citing!.date, '2022');
  assert.deepEqual([peat!.cites, moss!.cites], [[], []]);
  for (let i = 1; i < entries.length; i++)
    assert.ok(entries[i - 1]!.spans.entry.end <= entries[i]!.spans.entry.start, 'no entry stands in another');
});

test('answers of a search, and pages of what cites a paper, are lists', () => {
  const search = parse({ total: 2, offset: 0, data: [work('Moss'), work('Peat')] });
  const page = parse({ offset: 0, data: [{ contexts: ['as {1} shows'], citingPaper: work('Moss') }] });
  assert.deepEqual(
    [search, page].map(({ entries }) => entries.map(({ title }) => title)),
    [['Moss', 'Peat'], ['Moss']],
  );
});

test('a damaged answer keeps the papers behind the damage', () => {
  const text = JSON.stringify(work('Bogs', {}, { references: [work('Peat'), work('Moss')] }));
  const cut = text.replace('"title":"Peat"', '"title":"Peat');
  const { entries, problems } = parseChecked(semanticScholarJson, cut, 'digests/a.json');
  assert.ok(entries.some(({ title }) => title === 'Moss'));
  assert.ok(problems.length > 0);
});
