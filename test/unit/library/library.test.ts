import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../src/core/digests/entry.ts';
import { Doubts } from '../../../src/core/library/doubts/doubts.ts';
import { Library } from '../../../src/core/library/library.ts';
import { mergeEntries, OneEntryFields } from '../../../src/core/library/merge.ts';
import type { Verdict } from '../../../src/core/library/verdict-file.ts';
import { identityProblems } from '../../../src/core/workspace/identity-problems.ts';
import { describe, entry, setEntries } from '../../support/entries.ts';

const attention = entry({ title: 'Attention Is All You Need', date: '2017-06-12', authorCount: 8 });
const vaswani = { family: 'Vaswani', given: 'Ashish' };

function libraryOf(files: Record<string, readonly Entry[]>): Library {
  const library = new Library();
  for (const [path, entries] of Object.entries(files)) setEntries(library, path, entries);
  library.commit();
  return library;
}

test('entries with one arXiv id are one paper, whatever their titles', () => {
  const library = libraryOf({
    'a.txt': [entry({ title: 'Deep Nets for Everything', arxiv: '2301.00001' })],
    'b.txt': [entry({ title: 'A Renamed Study of Networks', arxiv: '2301.00001' })],
  });
  assert.equal(library.size, 1);
  assert.deepEqual(
    library.byKey('deep-nets-everything2023').map((p) => p.id),
    library.byKey('renamed-study-networks2023').map((p) => p.id),
  );
});

test('one title with an agreeing number of authors is one paper; a title alone is not', () => {
  assert.equal(libraryOf({ a: [attention], b: [{ ...attention, date: null }] }).size, 1);
  assert.equal(libraryOf({ a: [attention], b: [entry({ title: attention.title })] }).size, 2);
});

test('a title of three words joins only with agreeing authors', () => {
  const short = { title: 'Deep Residual Learning', date: '2016' };
  assert.equal(libraryOf({ a: [entry(short)], b: [entry(short)] }).size, 2);
  assert.equal(
    libraryOf({ a: [entry({ ...short, authors: [vaswani] })], b: [entry({ ...short, authors: [vaswani] })] })
      .size,
    1,
  );
});

test('chapters with the DOI of their book stay apart', () => {
  const doi = '10.1007/978-3-030-12345-6';
  const library = libraryOf({
    a: [
      entry({ title: 'Measuring Rivers from Orbit', doi }),
      entry({ title: 'Snow Cover and Albedo Feedback', doi }),
      entry({ title: 'Snow cover and albedo feedback', doi }),
    ],
  });
  assert.equal(library.size, 2);
});

test('published DOIs that differ keep one title apart; a preprint joins its published version', () => {
  const title = 'On the Stability of Shallow Lakes';
  const published = entry({ title, doi: '10.1000/lakes.1', authors: [vaswani], date: '2020' });
  assert.equal(libraryOf({ a: [published], b: [{ ...published, doi: '10.1000/lakes.2' }] }).size, 2);
  const preprint = entry({ title, arxiv: '1911.00001', authors: [vaswani], date: '2019-11-01' });
  const [paper] = [...libraryOf({ a: [published], b: [preprint] }).papers];
  assert.equal(paper?.doi, '10.1000/lakes.1');
  assert.equal(paper.arxiv, '1911.00001');
});

test('the earlier of two papers keeps the short key, whichever was read first', () => {
  const early = entry({ title: 'Titans: Learning to Remember', date: '2024-01-05', authorCount: 2 });
  const late = entry({ title: 'Titans: Moons of Saturn in Spectra', date: '2024-09-01', authorCount: 9 });
  for (const library of [libraryOf({ a: [early], b: [late] }), libraryOf({ a: [late], b: [early] })]) {
    assert.equal(library.byKey('titans2024')[0]?.title, early.title);
    assert.equal(library.byKey('titans2024_moons-saturn')[0]?.title, late.title);
  }
});

test('a paper that goes by a key of its own takes no generated key from one that has no other', () => {
  const late = entry({ title: 'Titans: Moons of Saturn in Spectra', date: '2024-09-01', authorCount: 9 });
  const early = { ...entry({ title: 'Titans: Learning to Remember', date: '2024-01-05' }), key: 'ali2024' };
  const library = libraryOf({ a: [late], b: [early] });
  assert.deepEqual(
    library.byKey('titans2024').map(({ title }) => title),
    [late.title],
  );
});

test('one family name of two people does not make authors agree', () => {
  const title = 'A Survey of Shallow Lake Networks';
  const by = (...names: readonly (readonly [string, string | null])[]): Entry =>
    entry({ title, date: '2020', authors: names.map(([family, given]) => ({ family, given })) });
  const count = (a: Entry, b: Entry): number => libraryOf({ a: [a], b: [b] }).size;
  assert.equal(count(by(['Wang', 'Lei'], ['Li', 'Ming']), by(['Wang', 'Yu'], ['Chen', 'Zhao'])), 2);
  assert.equal(count(by(['Wang', 'Lei']), by(['Wang', 'Yu'])), 2);
  for (const given of ['L.', 'Lei', 'L', null, 'Jun Lei'])
    assert.equal(count(by(['Wang', 'Lei']), by(['Wang', given])), 1, String(given));
  const literal = entry({ title, date: '2020', authors: [{ literal: 'Wang L' }] });
  assert.equal(count(by(['Wang', 'Lei']), literal), 1);
  assert.equal(count(by(['Wang', 'Yu']), literal), 2);
});

test('numbers of a column stay apart, though title, author and year are the same', () => {
  const number = (key: string, volume: string, issue: string, page: string): Entry =>
    entry({
      title: 'From the Editors',
      authors: [vaswani],
      date: '2020',
      venue: 'Lakes',
      key,
      locator: { volume, number: issue, page },
    });
  const first = number('a', '1', '1', '1');
  assert.equal(libraryOf({ a: [first, number('b', '1', '2', '101')] }).size, 2);
  assert.equal(libraryOf({ a: [first], b: [number('b', '1', '1', '1')] }).size, 1);
  assert.equal(
    libraryOf({ a: [first], b: [number('b', '1', '1', '3')] }).size,
    1,
    'pages alone are often wrong',
  );
});

test('of two bibliographies the entry that says more counts, whatever the files are called', () => {
  const title = 'On the Stability of Shallow Lakes';
  const less = entry({ title, key: 'l', authors: [vaswani], authorCount: null, date: '2018' });
  const more = entry({
    title,
    key: 'm',
    authors: [vaswani, { family: 'Lee', given: 'Bo' }],
    authorCount: 2,
    date: '2019',
    doi: '10.1000/lakes',
    venue: 'Lakes',
  });
  for (const files of [
    { 'a.bib': [less], 'b.bib': [more] },
    { 'a.bib': [more], 'b.bib': [less] },
  ]) {
    const [paper] = [...libraryOf(files).papers];
    assert.deepEqual([paper?.key, paper?.date, paper?.authors.length], ['m', '2019', 2]);
  }
});

test('a given key is kept, takes the name from a generated one, and may be given twice', () => {
  const library = libraryOf({
    a: [entry({ title: 'Titans: Learning to Remember', date: '2024-01-05' })],
    b: [entry({ title: 'Greek Gods in Bronze', key: 'titans2024' })],
    c: [entry({ title: 'Giants of the Sea', key: 'titans2024' })],
  });
  assert.equal(library.byKey('titans2024').length, 2);
  assert.equal(library.byKey('titans2024_learning-remember')[0]?.title, 'Titans: Learning to Remember');
  assert.equal(new Set([...library.papers].map((p) => p.id)).size, 3);
});

test('keys of object prototypes are ordinary keys', () => {
  const library = libraryOf({
    a: [entry({ title: 'Proto', key: '__proto__' }), entry({ title: 'C', key: 'constructor' })],
  });
  assert.equal(library.byKey('__proto__')[0]?.title, 'Proto');
  assert.equal(library.byKey('toString').length, 0);
});

const titles = fc.constantFrom(
  'Titans: Learning to Memorize at Test Time',
  'Titans: Other Moons of Saturn',
  'Learning to Memorize at Test Time Again',
  'Deep Learning',
  'Titans',
);
const randomEntry = fc
  .record({
    title: titles,
    key: fc.option(fc.constantFrom('titans2024', 'k1', 'titans_learning-memorize'), { freq: 4 }),
    arxiv: fc.option(fc.constantFrom('2401.00001', '2401.00002', '2501.00663')),
    doi: fc.option(fc.constantFrom('10.1000/a', '10.1000/b', '10.48550/arxiv.2401.00001')),
    date: fc.option(fc.constantFrom('2024-01-05', '2024', '2021-03')),
    authorCount: fc.option(fc.constantFrom(2, 3)),
    authors: fc.constantFrom([], [vaswani], [{ family: 'Berg', given: null }]),
  })
  .map((parts) => entry(parts));
const change = fc.record({
  path: fc.constantFrom('a.txt', 'b.txt', 'c.txt'),
  entries: fc.array(randomEntry, { maxLength: 4 }),
});
const reference = fc.constantFrom(
  'arxiv:2401.00001',
  'arxiv:2501.00663',
  'doi:10.1000/a',
  'doi:10.1000/b',
  'key:k1',
  'key:titans2024',
  'title:titans|2024',
  'title:deep learning|2021',
  'title:titans learning to memorize at test time|',
);
const verdict = fc
  .tuple(
    reference,
    reference,
    fc.constantFrom('same' as const, 'different' as const),
    fc.integer({ min: 10, max: 14 }),
  )
  .filter(([a, b]) => a !== b)
  .map(([a, b, word, minute]): Verdict => ({ a, b, verdict: word, time: `2026-11-24T08:${minute}:00Z` }));
const said = fc.record({
  path: fc.constantFrom('.carrel/verdicts.tsv', 'other/.carrel/verdicts.tsv'),
  verdicts: fc.array(verdict, { maxLength: 3 }),
});

/** All that is doubtful about some files, in words. */
function told(doubts: Doubts, paths: Iterable<string>): string[] {
  doubts.work(() => false);
  return [...paths]
    .sort()
    .flatMap((path) =>
      identityProblems(doubts.of(path)).map(({ line, message }) => `${path}:${line} ${message}`),
    );
}

test('any sequence of changes of files and verdicts gives the library that a rebuild in any order gives', () => {
  const steps = fc.array(fc.oneof({ weight: 3, arbitrary: change }, { weight: 1, arbitrary: said }), {
    minLength: 1,
    maxLength: 14,
  });
  fc.assert(
    fc.property(steps, fc.boolean(), (changes, commitEach) => {
      const stepwise = new Library();
      const doubts = new Doubts(stepwise);
      const last = new Map<string, readonly Entry[]>();
      const lastSaid = new Map<string, readonly Verdict[]>();
      const known = new Map<string, string>();
      for (const each of changes) {
        if ('entries' in each) {
          setEntries(stepwise, each.path, each.entries);
          last.set(each.path, each.entries);
        } else {
          stepwise.setVerdicts(each.path, each.verdicts);
          lastSaid.set(each.path, each.verdicts);
        }
        if (!commitEach) continue;
        const change = stepwise.commit();
        doubts.apply(change);
        if (last.size % 2 === 0) doubts.work(() => true);
        const { removed, added } = change;
        for (const id of removed) assert.ok(known.delete(id), `removed ${id}, which nobody knew`);
        for (const paper of added) known.set(paper.id, paper.title);
        assert.deepEqual([...known.keys()].sort(), [...stepwise.papers].map((p) => p.id).sort());
      }
      doubts.apply(stepwise.commit());
      const rebuilt = new Library();
      for (const [path, verdicts] of [...lastSaid].reverse())
        rebuilt.setVerdicts(path, [...verdicts].reverse());
      for (const [path, entries] of [...last].reverse()) setEntries(rebuilt, path, entries);
      const doubtsAnew = new Doubts(rebuilt);
      doubtsAnew.apply(rebuilt.commit());
      assert.equal(describe(stepwise), describe(rebuilt));
      assert.deepEqual(told(doubts, last.keys()), told(doubtsAnew, last.keys()));
    }),
    { numRuns: 800 },
  );
});

test('every key and alias leads back to its paper', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const library = libraryOf(Object.fromEntries(changes.map((c) => [c.path, c.entries])));
      for (const paper of library.papers) {
        assert.ok(paper.key !== '');
        assert.ok(library.byKey(paper.key).includes(paper));
        for (const alias of paper.aliases) assert.deepEqual(library.byKey(alias), [paper]);
      }
    }),
    { numRuns: 500 },
  );
});

test('further keys of an entry lead to its paper, which goes by the first', () => {
  const library = new Library();
  setEntries(library, 'a.bib', [entry({ title: 'Lakes', key: 'moor2020', otherKeys: ['moor', 'lakes:1'] })]);
  setEntries(library, 'b.bib', [entry({ title: 'Rivers', key: 'moor' })]);
  library.commit();
  const keysOf = (key: string): string[] => library.byKey(key).map((paper) => paper.title);
  assert.deepEqual(keysOf('lakes:1'), ['Lakes']);
  assert.deepEqual(keysOf('moor').sort(), ['Lakes', 'Rivers']);
  const [lakes] = library.byKey('moor2020');
  assert.equal(lakes!.key, 'moor2020');
  assert.ok(lakes!.aliases.includes('lakes:1') && !lakes!.aliases.includes('moor'));
});

test('the fields of a paper of one entry are those that merging gives', () => {
  const odd = [
    entry({ title: 'A', abstract: '', url: '', venue: '', dateInferred: true }),
    entry({
      title: 'B',
      authors: [{ literal: 'X' }],
      subjects: ['a', 'a'],
      date: '2020',
      dateInferred: true,
    }),
    entry({ title: 'C', doi: '10.1000/c', arxiv: '2001.00001', identifiersInherited: true, authorCount: 3 }),
    entry({ title: 'D', arxiv: '2312.00752' }),
    entry({ title: 'E', arxiv: '2312.00752', date: '2024-05' }),
  ];
  for (const [index, one] of odd.entries()) {
    const place = { line: 1, character: 0, length: 1 };
    const source = { path: 'a.bib', format: 'bibtex' as const, line: 1, place, index, entry: one };
    const { fields } = mergeEntries([source]);
    const alone = new OneEntryFields(one);
    for (const name of Object.keys(fields) as (keyof typeof fields)[])
      assert.deepEqual(alone[name], fields[name], `${name} of ${one.title}`);
  }
});

test("a key that a sidecar gives is its paper's own, and goes with the sidecar", () => {
  const library = libraryOf({
    a: [entry({ title: 'Shallow Lakes in Winter', arxiv: '2301.00001' })],
    b: [entry({ title: 'Shallow Lakes in Summer', arxiv: '2301.00002', key: 'other' })],
  });
  library.setKeyGiver('x.md', { key: 'mine', arxiv: '2301.00001', doi: null });
  library.setKeyGiver('y.md', { key: 'second', arxiv: '2301.00002', doi: null });
  library.commit();
  const [paper] = library.byKey('mine');
  assert.equal(paper?.key, 'mine');
  assert.deepEqual(library.byKey('shallow-lakes-winter2023'), [paper]);
  assert.equal(library.byKey('second')[0]?.key, 'other', 'a bibliography gives the foremost key');
  library.setKeyGiver('x.md', null);
  library.commit();
  assert.deepEqual(library.byKey('mine'), []);
  assert.equal(library.byKey('shallow-lakes-winter2023')[0]?.key, 'shallow-lakes-winter2023');
});

test('a sidecar takes no key that a bibliography gives', () => {
  const library = libraryOf({
    a: [entry({ title: 'Shallow Lakes in Winter', arxiv: '2301.00001' })],
    b: [entry({ title: 'Shallow Lakes in Summer', arxiv: '2301.00002', key: 'smith' })],
  });
  library.setKeyGiver('x.md', { key: 'smith', arxiv: '2301.00001', doi: null });
  library.commit();
  assert.deepEqual(
    library.byKey('smith').map(({ arxiv }) => arxiv),
    ['2301.00002'],
  );
  assert.equal(library.byArxiv('2301.00001')[0]?.key, 'shallow-lakes-winter2023');
  library.removeFile('b');
  library.commit();
  assert.equal(library.byArxiv('2301.00001')[0]?.key, 'smith');
});

test('it does not matter whether a sidecar or its paper came first', () => {
  const late = new Library();
  late.setKeyGiver('x.md', { key: 'mine', arxiv: '2301.00001', doi: null });
  late.commit();
  assert.equal(late.size, 0);
  setEntries(late, 'a', [entry({ title: 'Shallow Lakes in Winter', arxiv: '2301.00001' })]);
  late.commit();
  assert.equal(late.byKey('mine')[0]?.key, 'mine');
});
