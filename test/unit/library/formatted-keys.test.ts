import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry } from '../../../src/core/digests/entry.ts';
import type { KeyFormat } from '../../../src/core/library/key-format/format.ts';
import { parseKeyFormat } from '../../../src/core/library/key-format/parse.ts';
import { FormatFault } from '../../../src/core/library/key-format/syntax.ts';
import { Library } from '../../../src/core/library/library.ts';
import { describe, entry, setEntries } from '../../support/entries.ts';

function format(source: string): KeyFormat {
  const read = parseKeyFormat(source);
  assert.ok(!(read instanceof FormatFault));
  return read;
}

const by = format('auth.lower + "_" + year');
const smith = { family: 'Smith', given: 'Ada' };
const rivers = entry({ title: 'Deep Rivers of Clay', authors: [smith], date: '2020-01-02' });
const lakes = entry({ title: 'Lakes Without Shore', authors: [smith], date: '2020-05-06' });

function libraryOf(files: Record<string, readonly Entry[]>, keyFormat: KeyFormat | null = by): Library {
  const library = new Library();
  for (const [path, entries] of Object.entries(files))
    setEntries(library, path, entries, 'huggingface-page', keyFormat);
  library.commit();
  return library;
}

const titlesOf = (library: Library, key: string): string[] => library.byKey(key).map(({ title }) => title);

test('the earlier paper has the key, the later one a longer one; keys by titles lead there too', () => {
  const library = libraryOf({ 'b.txt': [lakes], 'a.txt': [rivers] });
  assert.deepEqual(titlesOf(library, 'smith_2020'), [rivers.title]);
  assert.deepEqual(titlesOf(library, 'smith_2020+lakes-shore'), [lakes.title]);
  assert.deepEqual(titlesOf(library, 'lakes-shore2020'), [lakes.title]);
  assert.deepEqual(
    new Map([...library.papers].map(({ key, aliases }) => [key, aliases])),
    new Map([
      ['smith_2020', ['deep-rivers-clay2020']],
      ['smith_2020+lakes-shore', ['lakes-shore2020']],
    ]),
  );
});

test('a paper without authors, or of which the format says nothing, is named by its title, and comes first to that name', () => {
  const anonymous = entry({ title: lakes.title, date: '2020-09-09', abstract: 'Another one entirely.' });
  const library = libraryOf({ 'a.txt': [lakes], 'b.txt': [anonymous] });
  assert.equal(library.byKey('lakes-shore2020')[0]?.date, '2020-09-09');
  assert.equal(libraryOf({ 'a.txt': [rivers] }, format('journal')).byKey('deep-rivers-clay2020').length, 1);
});

test('what a bibliography gives counts more, and what tells one paper apart gives way to a key of another', () => {
  const given = entry({ title: 'A Book of Hills', key: 'smith_2020' });
  const library = libraryOf({ 'a.txt': [rivers], 'b.bib': [given] });
  assert.deepEqual(titlesOf(library, 'smith_2020'), [given.title]);
  assert.deepEqual(titlesOf(library, 'smith_2020+deep-rivers'), [rivers.title]);
  const atlas = entry({ title: 'Atlas: 2020 and On', date: '2021', dateInferred: true });
  const older = entry({ title: 'Atlas: of Clouds and Wind', date: '2019', dateInferred: true });
  const named = entry({ title: 'On Maps', authors: [{ family: 'Atlas', given: null }], date: '2020' });
  const keys = (files: Record<string, readonly Entry[]>): (string | undefined)[] => {
    const papers = [...libraryOf(files).papers];
    return [older, atlas, named].map(({ title }) => papers.find((paper) => paper.title === title)?.key);
  };
  assert.deepEqual(keys({ 'a.txt': [older, atlas] }), ['atlas', 'atlas_2020', undefined]);
  const [, moved, bearer] = keys({ 'a.txt': [older, atlas], 'b.txt': [named] });
  assert.equal(bearer, 'atlas_2020');
  assert.notEqual(moved, 'atlas_2020');
});

test('another format is taken by the same entries', () => {
  const library = libraryOf({ 'a.txt': [rivers, lakes] }, null);
  assert.equal(
    [...library.papers].some(({ key }) => key === 'deep-rivers-clay2020'),
    true,
  );
  setEntries(library, 'a.txt', [rivers, lakes], 'huggingface-page', by);
  library.commit();
  assert.equal(describe(library), describe(libraryOf({ 'a.txt': [rivers, lakes] })));
  setEntries(library, 'a.txt', [rivers, lakes], 'huggingface-page', null);
  library.commit();
  assert.equal(describe(library), describe(libraryOf({ 'a.txt': [rivers, lakes] }, null)));
});

const anyEntry = fc
  .record({
    title: fc.constantFrom(
      'Atlas: 2020',
      'Atlas: Hills',
      'Atlas: 2020 Hills',
      'On Hills of Clay and Sand',
      'Smith: 2020',
    ),
    authors: fc.subarray([smith, { family: 'Atlas', given: null }], { minLength: 0 }),
    date: fc.constantFrom(null, '2020-01-01', '2021'),
    key: fc.constantFrom(null, null, 'atlas_2020', 'smith_2020', 'atlas', 'smith_2020+atlas'),
  })
  .map(entry);
const anyFormat = fc.constantFrom(null, by, format('auth.lower'), format('auth.lower + year'));

test('steps in any order come to what building at once comes to', () => {
  const step = fc.record({
    path: fc.constantFrom('a.txt', 'b.bib', 'c.txt'),
    entries: fc.array(anyEntry, { maxLength: 4 }),
    keyFormat: anyFormat,
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const library = new Library();
      const last = new Map<string, (typeof steps)[number]>();
      for (const one of steps) {
        setEntries(library, one.path, one.entries, 'huggingface-page', one.keyFormat);
        library.commit();
        last.set(one.path, one);
      }
      const anew = new Library();
      for (const one of [...last.values()].reverse())
        setEntries(anew, one.path, one.entries, 'huggingface-page', one.keyFormat);
      anew.commit();
      assert.equal(describe(library), describe(anew));
      for (const { id, key } of anew.papers)
        assert.ok(
          anew.byKey(key).some((paper) => paper.id === id),
          key,
        );
    }),
    { numRuns: 1500 },
  );
});
