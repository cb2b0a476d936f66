import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NameIndex, type NamedPaper } from '../../../src/core/search/name-index.ts';

function paper(key: string, title: string, authors: readonly string[]): NamedPaper {
  return {
    id: key,
    key,
    aliases: [],
    title,
    authors: authors.map((literal) => ({ literal })),
    date: '2021-05-03',
  };
}

const PAPERS = [
  paper('müller2021', 'Turbid States of Shallow Lakes', ['Jörg Müller']),
  paper('peat2021', 'A Census of Northern Peat', ['Ada Moor']),
  paper('lakes-ponds2021', 'Ponds', ['Bo Storm']),
];

function find(query: string): string[] {
  const index = new NameIndex();
  for (const p of PAPERS) index.set(p);
  return index.search(query, 10).map(({ id }) => id);
}

test('papers are found by parts of key, title, authors and year, in any order', () => {
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
  assert.deepEqual(find('shalow'), ['müller2021']);
  assert.deepEqual(find('cemsus'), ['peat2021']);
});

test('a key that begins with what is typed comes first', () => {
  assert.equal(find('lakes')[0], 'lakes-ponds2021');
});

test('a paper that was changed or removed is found no more by what it was', () => {
  const index = new NameIndex();
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
