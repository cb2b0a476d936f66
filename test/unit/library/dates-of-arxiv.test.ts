import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../../../src/core/digests/entry.ts';
import { bibtexEntry } from '../../../src/core/export/bibtex-entry.ts';
import { yearLabel } from '../../../src/core/features/reference.ts';
import { shownDate } from '../../../src/core/features/paper-text.ts';
import type { LibraryPaper } from '../../../src/core/library/library-paper.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

function papersOf(...entries: readonly Entry[]): LibraryPaper[] {
  const library = new Library();
  for (const [i, one] of entries.entries()) setEntries(library, `${i}.md`, [one]);
  library.commit();
  return [...library.papers];
}

const peat = { title: 'A Census of Northern Peat', arxiv: '2312.00752' };
const datesOf = (...entries: readonly Entry[]): unknown[] =>
  papersOf(...entries).map(({ date, dateInferred }) => [date, dateInferred]);

test('where no entry tells a date, the month of the arXiv id is one', () => {
  assert.deepEqual(datesOf(entry(peat)), [['2023-12', true]]);
  assert.deepEqual(datesOf(entry(peat), entry({ ...peat, title: 'Northern Peat' })), [['2023-12', true]]);
  assert.deepEqual(datesOf(entry({ ...peat, arxiv: 'math/9912001' })), [['1999-12', true]]);
  assert.deepEqual(datesOf(entry({ title: peat.title })), [[null, false]]);
  // An identifier of the work around it is not its own.
  assert.deepEqual(datesOf(entry({ ...peat, identifiersInherited: true })), [[null, false]]);
});

test('a date that an entry tells comes first, be it inferred', () => {
  assert.deepEqual(datesOf(entry(peat), entry({ ...peat, date: '2024' })), [['2024', false]]);
  const copied = entry({ ...peat, date: '2023-12-05', dateInferred: true });
  assert.deepEqual(datesOf(entry(peat), copied), [['2023-12-05', true]]);
});

test('readers are told where the month comes from', () => {
  const [paper] = papersOf(entry(peat));
  assert.match(shownDate(paper!)!, /^Dec(?:ember)? 2023 \(from the arXiv id\)$/);
});

test('a preprint is printed with it, a paper that appeared elsewhere without', () => {
  const [preprint] = papersOf(entry(peat));
  assert.match(bibtexEntry(preprint!).text, /year = \{2023\},\n {2}month = dec/);
  const [appeared] = papersOf(entry({ ...peat, venue: 'Journal of Bogs' }));
  const written = bibtexEntry(appeared!);
  assert.equal(appeared!.date, '2023-12');
  assert.doesNotMatch(written.text, /year/);
  assert.ok(written.missing.includes('year'));
  assert.equal(yearLabel(appeared!), 'n.d.');
});

test('keys do not depend on it: of two papers with one name the dated one stays the senior', () => {
  const keysOf = (title: string, arxiv: string, date: string | null): Entry =>
    entry({ title, arxiv, date, authorCount: 2 });
  const papers = papersOf(
    keysOf('Peat: A Census', '2301.00001', null),
    keysOf('Peat: Lakes of the North', '2305.00001', '2023-05-02'),
  );
  const senior = papers.find(({ key }) => key === 'peat2023');
  assert.equal(senior?.title, 'Peat: Lakes of the North');
});
