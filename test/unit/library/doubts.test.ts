import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Author, Entry } from '../../../src/core/digests/entry.ts';
import { Doubts } from '../../../src/core/library/doubts/doubts.ts';
import { isShortened, sharedWords, titlesAreNear } from '../../../src/core/library/doubts/near-titles.ts';
import { Library } from '../../../src/core/library/library.ts';
import { titleKey } from '../../../src/core/text/fold.ts';
import { identityProblems } from '../../../src/core/workspace/identity-problems.ts';
import { entry, setEntries } from '../../support/entries.ts';

const moreno = { family: 'Moreno', given: 'Ana' };
const three = [moreno, { family: 'Iversen', given: 'Bo' }, { family: 'Okafor', given: 'Chi' }];

/** Doubts of bibliographies as "path:line code other path:line". */
function doubts(files: Record<string, readonly Entry[]>, library = new Library()): string[] {
  const found = new Doubts(library);
  for (const [path, entries] of Object.entries(files)) setEntries(library, path, entries, 'bibtex');
  found.apply(library.commit());
  assert.equal(
    found.work(() => false),
    true,
  );
  return Object.keys(files).flatMap((path) =>
    found.of(path).map(({ at, code, other }) => {
      const [a, b] = [at.source, other.source];
      return `${a.path}:${a.line} ${code} ${b.path}:${b.line}`;
    }),
  );
}

test('two DOIs of one arXiv id are told at both entries', () => {
  const title = 'On the Stability of Shallow Lakes';
  const one = entry({ title, key: 'a', arxiv: '1911.00001', doi: '10.1000/lakes.1' });
  const other = entry({ title, key: 'b', arxiv: '1911.00001', doi: '10.1000/lakes.2' });
  const preprint = entry({ title, key: 'c', arxiv: '1911.00001', doi: '10.1101/2019.1' });
  assert.deepEqual(doubts({ 'a.bib': [one], 'b.bib': [other, preprint] }), [
    'a.bib:1 conflicting-doi b.bib:1',
    'b.bib:1 conflicting-doi a.bib:1',
  ]);
});

test('two titles of one arXiv id are told, less loudly where the authors agree that it was renamed', () => {
  const one = entry({ title: 'Deep Lakes of the Northern Plains', key: 'a', arxiv: '2301.00001' });
  const other = entry({ title: 'Sorting Networks Without Any Comparisons', key: 'b', arxiv: '2301.00001' });
  assert.deepEqual(doubts({ 'a.bib': [one, other] }), [
    'a.bib:1 conflicting-title a.bib:2',
    'a.bib:2 conflicting-title a.bib:1',
  ]);
  const severities = (authors: readonly Author[]): string[] => {
    const library = new Library();
    const found = new Doubts(library);
    const list = [one, other].map((each) => ({ ...each, authors }));
    setEntries(library, 'a.bib', list, 'bibtex');
    found.apply(library.commit());
    while (!found.work(() => false));
    return identityProblems(found.of('a.bib')).map(({ severity }) => severity);
  };
  assert.deepEqual(severities([]), ['warning', 'warning']);
  assert.deepEqual(severities([moreno]), ['information', 'information']);
  const nickname = { ...other, title: 'LakeNet-7B' };
  assert.deepEqual(doubts({ 'a.bib': [one, nickname] }), []);
});

test('an identifier of two papers is told at each; chapters of one book only as information', () => {
  const doi = '10.1000/book';
  const one = entry({ title: 'Deep Lakes of the Plains', key: 'a', doi, date: '2020', venue: 'Lakes' });
  const other = entry({ title: 'Snow and Albedo at Night', key: 'b', doi, date: '2020', venue: 'Clouds' });
  const codes = (list: readonly Entry[]): string[] =>
    doubts({ 'a.bib': list }).map((line) => line.split(' ')[1]!);
  assert.deepEqual(codes([one, other]), ['shared-identifier', 'shared-identifier']);
  assert.deepEqual(codes([one, { ...other, venue: 'Lakes' }]), ['doi-of-the-book', 'doi-of-the-book']);
  assert.deepEqual(codes([one, { ...other, identifiersInherited: true }]), []);
});

test('a key of two papers is told, in one folder as a warning', () => {
  const one = entry({ title: 'Deep Lakes of the Plains', key: 'k' });
  const other = entry({ title: 'Snow and Albedo at Night', key: 'k' });
  assert.deepEqual(doubts({ 'a/x.bib': [one], 'a/y.bib': [other] }), [
    'a/x.bib:1 key-of-two-papers a/y.bib:1',
    'a/y.bib:1 key-of-two-papers a/x.bib:1',
  ]);
  const severities = (path: string): string[] => {
    const library = new Library();
    const found = new Doubts(library);
    setEntries(library, 'a/x.bib', [one], 'bibtex');
    setEntries(library, path, [other], 'bibtex');
    found.apply(library.commit());
    found.work(() => false);
    return identityProblems(found.of(path)).map(({ severity }) => severity);
  };
  assert.deepEqual(severities('a/y.bib'), ['warning']);
  assert.deepEqual(severities('b/y.bib'), ['information']);
});

const conference = entry({
  title: 'Planning by Graphs',
  key: 'c',
  authors: three,
  date: '2005',
  venue: 'IJCAI',
});
const article = entry({ title: 'Planning by Graphs', key: 'd', authors: three, date: '2007', venue: 'JAIR' });

test('what may be one paper is suggested once, at the lesser source', () => {
  assert.deepEqual(doubts({ 'a.bib': [conference], 'b.bib': [article] }), [
    'b.bib:1 possible-duplicate a.bib:1',
  ]);
  const preprint = entry({
    title: 'Planning With Big Graphs',
    key: 'p',
    authors: three,
    arxiv: '0501.00001',
  });
  const printed = entry({
    title: 'Big Graphs for Planners',
    key: 'q',
    authors: three,
    date: '2006',
    venue: 'AIJ',
  });
  assert.deepEqual(doubts({ 'a.bib': [preprint, printed] }), ['a.bib:2 possible-duplicate a.bib:1']);
  const misspelt = entry({ title: 'Modelling shalow lakes of the plains', key: 'm', authors: [moreno] });
  const spelt = entry({ title: 'Modeling shallow lakes of the plains', key: 's', authors: [moreno] });
  assert.deepEqual(doubts({ 'a.bib': [misspelt, spelt] }), []);
  assert.deepEqual(
    doubts({ 'a.bib': [{ ...misspelt, title: 'Modelling shallow lakes of the plains' }, spelt] }),
    ['a.bib:2 possible-duplicate a.bib:1'],
  );
});

test('a verdict ends the question, whichever way it goes', () => {
  for (const verdict of ['same', 'different'] as const) {
    const library = new Library();
    library.setVerdicts('v.tsv', [{ a: 'key:c', b: 'key:d', verdict, time: '2026-11-24T10:00:00Z' }]);
    assert.deepEqual(doubts({ 'a.bib': [conference], 'b.bib': [article] }, library), []);
    assert.equal(library.size, verdict === 'same' ? 1 : 2);
  }
});

test('doubts follow the changes of files and verdicts', () => {
  const library = new Library();
  const found = new Doubts(library);
  const count = (): number => {
    found.apply(library.commit());
    while (!found.work(() => true));
    return ['a.bib', 'b.bib'].flatMap((path) => found.of(path)).length;
  };
  setEntries(library, 'a.bib', [conference], 'bibtex');
  assert.equal(count(), 0);
  setEntries(library, 'b.bib', [article], 'bibtex');
  assert.equal(count(), 1);
  library.setVerdicts('v.tsv', [
    { a: 'key:c', b: 'key:d', verdict: 'different', time: '2026-11-24T10:00:00Z' },
  ]);
  assert.equal(count(), 0);
  library.setVerdicts('v.tsv', []);
  assert.equal(count(), 1);
  library.removeFile('a.bib');
  assert.equal(count(), 0);
});

test('titles are near where words were added or end in another way, not where parts or replies are told apart', () => {
  const near = (a: string, b: string): boolean => titlesAreNear(titleKey(a), titleKey(b));
  assert.ok(
    near(
      'A parameterized algorithm for matroid branch-width',
      'A parameterized algorithm for matroid branchwidth',
    ),
  );
  assert.ok(near('Neural networks for modelling of sentences', 'Neural networks for modeling of sentences'));
  assert.ok(
    near(
      'Semiconductor quantum light sources at work',
      'Tunable semiconductor quantum light sources at work',
    ),
  );
  assert.ok(
    !near(
      'A simple competitive graph coloring algorithm',
      'A simple competitive graph coloring algorithm II',
    ),
  );
  assert.ok(!near('The diffusion of copper in oxide', 'Erratum: The diffusion of copper in oxide'));
  assert.ok(!near('A cubic kernel for feedback vertex set', 'A linear kernel for feedback vertex set'));
  assert.equal(sharedWords('planning with big graphs', 'big graphs for planners'), 0.5);
});

test('a title without its subtitle is suggested where the authors agree, parts and replies are not', () => {
  const short = (a: string, b: string): boolean => isShortened(titleKey(a), titleKey(b));
  assert.ok(short('Signs of Life in Shallow Lakes', 'Signs of life in shallow lakes: a study with 4 buoys'));
  assert.ok(!short('Signs of Life in Lakes', 'Signs of Life in Lakes, Part II: Rivers'));
  assert.ok(!short('Signs of Life in Lakes', 'Signs of Life in Lakes: a reply'));
  assert.ok(!short('Signs of Life', 'Signs of Life in Lakes'), 'three words begin many titles');
  const one = entry({
    title: 'Signs of Life in Shallow Lakes',
    key: 'a',
    authors: three,
    venue: 'Limnology',
  });
  const other = entry({
    title: 'Signs of Life in Shallow Lakes: Early Work with Buoys',
    key: 'b',
    authors: three,
    arxiv: '2001.00001',
  });
  assert.deepEqual(doubts({ 'a.bib': [one, other] }), ['a.bib:2 possible-duplicate a.bib:1']);
});
