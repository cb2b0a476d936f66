import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Library } from '../../../src/core/library/library.ts';
import { isPreprint, isPublished, publishedVersionOf } from '../../../src/core/library/versions.ts';
import { entry, setEntries } from '../../support/entries.ts';

const authors = [{ family: 'Moreno', given: 'Ana' }];
const title = 'On the Stability of Shallow Lakes';
const listed = entry({ title, arxiv: '1911.00001', authors, date: '2019-11-01' });
const printed = entry({ title, key: 'moreno2020', authors, date: '2020', venue: 'Journal of Lakes' });

function onePaper(...entries: readonly ReturnType<typeof entry>[]) {
  const library = new Library();
  entries.forEach((each, i) => {
    setEntries(library, `${i}.x`, [each], each.key === null ? 'arxiv-mail' : 'bibtex');
  });
  library.commit();
  const [paper, ...others] = library.papers;
  assert.ok(paper);
  assert.equal(others.length, 0);
  return paper;
}

test('a preprint whose published version is in a bibliography shows where and when it appeared', () => {
  const version = publishedVersionOf(onePaper(listed, { ...printed, doi: '10.1000/lakes.1' }));
  assert.equal(version?.key, 'moreno2020');
  assert.equal(version.venue, 'Journal of Lakes');
  assert.equal(version.doi, '10.1000/lakes.1');
  assert.equal(version.date, '2020');
  assert.equal(version.source.path, '1.x');
});

test('a listing that knows the journal tells of it, but gives no key and no date', () => {
  const version = publishedVersionOf(onePaper({ ...listed, venue: 'J. Lakes 3 (2020) 1-9' }));
  assert.equal(version?.venue, 'J. Lakes 3 (2020) 1-9');
  assert.equal(version.key, null);
  assert.equal(version.date, null);
});

test('what only preprint servers have is not published', () => {
  assert.equal(publishedVersionOf(onePaper(listed)), null);
  for (const venue of ['arXiv preprint arXiv:1911.00001', 'CoRR', 'ArXiv e-prints', 'bioRxiv'])
    assert.equal(publishedVersionOf(onePaper(listed, { ...printed, venue })), null, venue);
  assert.equal(
    publishedVersionOf(onePaper(listed, { ...printed, venue: null, doi: '10.1101/2019.1' })),
    null,
  );
});

test('what never was a preprint has no published version beside it', () => {
  assert.equal(publishedVersionOf(onePaper(printed)), null);
});

test('an entry with an arXiv id and a journal is of the published version', () => {
  assert.equal(isPublished({ ...printed, arxiv: '1911.00001' }), true);
  assert.equal(isPreprint({ ...printed, arxiv: '1911.00001' }), false);
  assert.equal(isPreprint(listed), true);
  assert.equal(isPreprint(printed), false);
});

test('identifiers of a parent say nothing of the chapter', () => {
  assert.equal(isPublished(entry({ title, doi: '10.1000/book', identifiersInherited: true })), false);
});
