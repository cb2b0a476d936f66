import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../../src/core/digests/entry.ts';
import type { FormatId } from '../../../src/core/digests/format.ts';
import { metaLine } from '../../../src/core/features/paper-text.ts';
import { Library } from '../../../src/core/library/library.ts';
import type { LibraryPaper } from '../../../src/core/library/library-paper.ts';
import { entry, setEntries } from '../../support/entries.ts';

const title = 'On the Stability of Shallow Lakes';
const authors = [{ family: 'Moreno', given: 'Ana' }];

function merged(...files: readonly (readonly [string, FormatId, Partial<Entry>])[]): LibraryPaper {
  const library = new Library();
  for (const [path, format, parts] of files)
    setEntries(library, path, [entry({ title, authors, ...parts })], format);
  library.commit();
  const [paper, ...others] = library.papers;
  assert.ok(paper);
  assert.equal(others.length, 0);
  return paper;
}

test('each field comes from the best source that has it, and remembers which', () => {
  const paper = merged(
    [
      'page.txt',
      'huggingface-page',
      { abstract: 'From the page.', date: '2023-05-02', upvotes: 7, authorCount: 1 },
    ],
    ['mail.txt', 'arxiv-mail', { arxiv: '2305.00001', abstract: 'From arXiv.', date: '2023-05-01' }],
    ['own.bib', 'bibtex', { key: 'moreno', date: '2023', url: 'https://example.org/lakes' }],
  );
  assert.equal(paper.abstract, 'From arXiv.');
  assert.equal(paper.upvotes, 7);
  assert.equal(paper.key, 'moreno');
  assert.deepEqual([...paper.origins].map(([field, { path }]) => `${field} ${path}`).sort(), [
    'abstract mail.txt',
    'arxiv mail.txt',
    'authorCount own.bib',
    'authors own.bib',
    'date mail.txt',
    'title own.bib',
    'upvotes page.txt',
    'url own.bib',
  ]);
});

test('the abstract is of the latest version, wherever it stands', () => {
  const first = { arxiv: '2305.00001', arxivVersion: 1, abstract: 'As first written.' };
  const later = { arxiv: '2305.00001', arxivVersion: 3, abstract: 'As rewritten.' };
  assert.equal(
    merged(['a', 'arxiv-atom', first], ['b', 'huggingface-json', later]).abstract,
    'As rewritten.',
  );
  assert.equal(
    merged(['a', 'arxiv-atom', later], ['b', 'huggingface-json', first]).abstract,
    'As rewritten.',
  );
});

test('a preprint that appeared shows both identifiers, both dates and the venue, in whatever file they stand', () => {
  const preprint = {
    arxiv: '1911.00001',
    date: '2019-11-01',
    venue: 'arXiv',
    doi: '10.48550/arxiv.1911.00001',
    key: 'a',
  };
  const printed = { doi: '10.1000/lakes.1', date: '2020', venue: 'Journal of Lakes', key: 'b' };
  for (const [one, other] of [
    [preprint, printed],
    [printed, preprint],
  ] as const) {
    const paper = merged(['1.bib', 'bibtex', one], ['2.bib', 'bibtex', other]);
    assert.equal(paper.arxiv, '1911.00001');
    assert.equal(paper.doi, '10.1000/lakes.1');
    assert.equal(paper.venue, 'Journal of Lakes');
    assert.deepEqual(metaLine(paper), [
      'Moreno',
      'preprint 1 Nov 2019',
      'published 2020 in Journal of Lakes',
    ]);
  }
});

test('a paper that is only a preprint, or only published, shows its one date', () => {
  assert.deepEqual(metaLine(merged(['m', 'arxiv-mail', { arxiv: '1911.00001', date: '2019-11-01' }])), [
    'Moreno',
    '1 Nov 2019',
  ]);
  assert.deepEqual(
    metaLine(
      merged(['b', 'bibtex', { key: 'b', date: '2020', venue: 'Journal of Lakes', doi: '10.1000/l' }]),
    ),
    ['Moreno', '2020', 'Journal of Lakes'],
  );
});

test('an identifier of the parent is not the chapter’s, but its venue is', () => {
  const paper = merged([
    'b',
    'bibtex',
    { key: 'c', doi: '10.1000/book', venue: 'Lakes', identifiersInherited: true },
  ]);
  assert.equal(paper.doi, null);
  assert.equal(paper.venue, 'Lakes');
});
