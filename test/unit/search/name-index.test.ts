import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PaperIndex, type NamedPaper } from '../../../src/core/search/name-index.ts';

function paper(
  key: string,
  title: string,
  authors: readonly string[],
  abstract: string | null = null,
): NamedPaper {
  return { id: key, key, aliases: [], title, authors, date: '2021-05-03', abstract };
}

const PAPERS = [
  paper('müller2021', 'Turbid States of Shallow Lakes', ['Jörg Müller'], 'Storms announce the turn.'),
  paper('peat2021', 'A Census of Northern Peat', ['Ada Moor']),
  paper('lakes-ponds2021', 'Ponds', ['Bo Storm']),
];

function searching(kind: 'names' | 'full'): (query: string) => string[] {
  const index = new PaperIndex(kind);
  for (const p of PAPERS) index.set(p);
  return (query) => index.search(query, 10).map(({ id }) => id);
}

test('papers are found by parts of key, title, authors and year, in any order', () => {
  const find = searching('names');
  for (const query of [
    'shallow turb',
    'turbid müller',
    'muller 2021 lakes',
    'MÜLLER',
    'census moor',
    'peat2021',
  ])
    assert.equal(find(query).length, 1, query);
});

test('small typos are forgiven in longer words', () => {
  const find = searching('names');
  assert.deepEqual(find('shalow'), ['müller2021']);
  assert.deepEqual(find('cemsus'), ['peat2021']);
});

test('a key that begins with what is typed comes first', () => {
  assert.equal(searching('names')('lakes')[0], 'lakes-ponds2021');
});

test('names alone do not hold abstracts; the full index does, below names', () => {
  assert.deepEqual(searching('names')('storm'), ['lakes-ponds2021']);
  assert.deepEqual(searching('full')('storm'), ['lakes-ponds2021', 'müller2021']);
});

test('a paper that was changed or removed is found no more by what it was', () => {
  const index = new PaperIndex('names');
  for (const p of PAPERS) index.set(p);
  index.set(paper('peat2021', 'A Census of Heath', []));
  index.remove('müller2021');
  index.remove('never-there');
  assert.deepEqual(index.search('northern', 9), []);
  assert.deepEqual(index.search('turbid', 9), []);
  assert.equal(index.search('heath', 9).length, 1);
  assert.deepEqual(index.search('', 9), []);
  assert.deepEqual(index.search('?!', 9), []);
});
