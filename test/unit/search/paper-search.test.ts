import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Paper } from '../../../src/core/library/paper.ts';
import { NO_FACTS, type PaperFacts } from '../../../src/core/search/facts.ts';
import { PaperSearch } from '../../../src/core/search/paper-search.ts';
import { paperOf } from '../../support/papers.ts';

const PAPERS = [
  paperOf({
    id: 'lakes2019',
    title: 'Turbid States of Shallow Lakes',
    authors: [{ family: 'Müller', given: 'Jörg' }],
    date: '2019-04-02',
    abstract: 'Storms announce the turn. We survey the cores of sediments.',
    venue: 'Journal of Limnology',
    doi: '10.1000/lakes.1',
  }),
  paperOf({
    id: 'peat2021',
    title: 'A Census of Northern Peat',
    authors: [{ family: 'Moor', given: 'Ada' }],
    date: '2021',
    abstract: 'Peat keeps carbon. Storm and fire release it.',
    arxiv: '2105.00001',
  }),
  paperOf({
    id: 'storm-key',
    title: 'Ponds',
    authors: [{ literal: 'The Pond Group' }],
    date: '2023-06-01',
  }),
  paperOf({
    id: 'state2024',
    title: 'State Space Models for Sequences',
    authors: [{ family: 'Storm', given: 'Bo' }],
    date: '2024-01-20',
    abstract: 'A space of states is not a state of spaces.',
    subjects: ['Machine Learning'],
  }),
  paperOf({ id: 'cjk', title: '浅い湖の濁った状態', date: '2020', authors: [{ literal: '山田太郎' }] }),
  paperOf({ id: 'greek', title: 'Οι θολές λίμνες', date: '2018', authors: [{ literal: 'Жуков' }] }),
];

const FACTS: PaperFacts = {
  ...NO_FACTS,
  today: () => '2026-11-24',
  tags: (id) => (id === 'peat2021' ? ['course-w3', 'soil/peat'] : []),
  status: (id) => (id === 'lakes2019' ? 'read' : null),
  topics: (id) => (id === 'lakes2019' ? ['Shallow Lakes'] : []),
  citedIn: (test) => new Set(test('chapters/one.md') ? ['peat2021'] : []),
  annotated: () => new Set(['peat2021', 'lakes2019']),
  notes: (id) => (id === 'lakes2019' ? 'compare with the Baltic table' : ''),
  highlights: (id) => (id === 'lakes2019' ? 2 : 0),
  added: (id) => (id === 'lakes2019' ? '2026-11-20' : null),
  read: (id) => (id === 'lakes2019' ? '2026-11-22' : null),
  highlighted: (id) => (id === 'lakes2019' ? ['2025-01-01', '2026-11-22'] : []),
};

function searchOf(papers: readonly Paper[], facts = FACTS): PaperSearch {
  const search = new PaperSearch(facts);
  for (const paper of papers) search.set(paper);
  return search;
}

const search = searchOf(PAPERS);

/** Ids that are found, in order; those that have only a part of what was asked for do not count. */
function find(query: string): string[] {
  const { hits, partly } = search.search(query, 20);
  return partly ? [] : hits.map(({ id }) => id);
}
function found(query: string): string[] {
  return find(query).sort();
}

test('each operator alone', () => {
  for (const [query, ...ids] of [
    ['turbid ', 'lakes2019'],
    ['turbid shallow ', 'lakes2019'],
    ['turbid peat '],
    ['turbid AND lakes', 'lakes2019'],
    ['turbid AND peat'],
    ['turbid OR peat', 'lakes2019', 'peat2021'],
    ['storm -peat', 'lakes2019', 'state2024', 'storm-key'],
    ['storm NOT peat', 'lakes2019', 'state2024', 'storm-key'],
    ['-storm', 'cjk', 'greek'],
    ['"state space"', 'state2024'],
    ['"space state"'],
    ['"northern peat"', 'peat2021'],
    ['shal*', 'lakes2019'],
    ['shal* ', 'lakes2019'],
    ['allow '],
    ['shal', 'lakes2019'],
    ['shalow ', 'lakes2019'],
    ['Cemsus ', 'peat2021'],
    ['lake ', 'lakes2019'],
    ['sediment ', 'lakes2019'],
  ])
    assert.deepEqual(found(query!), ids, query);
});

test('each field alone', () => {
  for (const [query, ...ids] of [
    ['title:storm '],
    ['author:storm ', 'state2024'],
    ['abstract:storm ', 'lakes2019', 'peat2021'],
    ['key:storm ', 'storm-key'],
    ['key:storm-key ', 'storm-key'],
    ['key:lakes2019', 'lakes2019'],
    ['venue:limnology', 'lakes2019'],
    ['notes:baltic', 'lakes2019'],
    ['notes:storm'],
    ['topic:shallow', 'lakes2019'],
    ['topic:"machine learning"', 'state2024'],
    ['tag:course-w3', 'peat2021'],
    ['tag:#course-w3', 'peat2021'],
    ['tag:soil', 'peat2021'],
    ['tag:course'],
    ['tag:course*', 'peat2021'],
    ['status:read', 'lakes2019'],
    ['status:none', 'cjk', 'greek', 'peat2021', 'state2024', 'storm-key'],
    ['cited-in:chapters/', 'peat2021'],
    ['arxiv:2105', 'peat2021'],
    ['arxiv:2105.00001v3', 'peat2021'],
    ['doi:10.1000/lakes.1', 'lakes2019'],
    ['has:abstract', 'lakes2019', 'peat2021', 'state2024'],
    ['has:notes', 'lakes2019'],
    ['has:highlights', 'lakes2019'],
    ['has:tags', 'peat2021'],
    ['has:arxiv', 'peat2021'],
    ['has:citations', 'peat2021'],
    ['has:status', 'lakes2019'],
    ['year:2021', 'peat2021'],
    ['year:2020..2023', 'cjk', 'peat2021', 'storm-key'],
    ['year:>=2023', 'state2024', 'storm-key'],
    ['year:<2019', 'greek'],
    ['date:2023-06', 'storm-key'],
    // A paper of which only the year is known may be of any month of it.
    ['date:2021-05', 'peat2021'],
    ['added:7d', 'lakes2019'],
    ['added:3d'],
    ['read:today'],
    ['read:2026-11', 'lakes2019'],
    ['highlighted:2025', 'lakes2019'],
    ['highlighted:<2025'],
    ['highlighted:1w', 'lakes2019'],
  ])
    assert.deepEqual(found(query!), ids, query);
});

test('operators and fields combined', () => {
  for (const [query, ...ids] of [
    ['title:(peat OR lakes) year:2021', 'peat2021'],
    ['title:(peat OR lakes) -year:2021', 'lakes2019'],
    ['(turbid OR census) AND -status:read', 'peat2021'],
    ['storm year:2019..2021', 'lakes2019', 'peat2021'],
    ['storm (year:2019 OR tag:course-w3)', 'lakes2019', 'peat2021'],
    ['-(storm OR year:2018)', 'cjk'],
    ['"state space" author:storm', 'state2024'],
    ['author:(bo storm) ', 'state2024'],
    ['title:(states author:müller)', 'lakes2019'],
    ['-has:abstract -key:storm', 'cjk', 'greek'],
    ['NOT NOT turbid', 'lakes2019'],
  ])
    assert.deepEqual(found(query!), ids, query);
});

test('letters are compared without case, accents and in any script', () => {
  for (const [query, ...ids] of [
    ['MULLER ', 'lakes2019'],
    ['müller ', 'lakes2019'],
    ['mu\u0308ller ', 'lakes2019'],
    ['湖 ', 'cjk'],
    ['浅い湖 ', 'cjk'],
    ['湖浅 '],
    ['濁った', 'cjk'],
    ['山田 ', 'cjk'],
    ['θολες ', 'greek'],
    ['ΛΊΜΝΕΣ ', 'greek'],
    ['жуков ', 'greek'],
    ['author:жук', 'greek'],
  ])
    assert.deepEqual(found(query!), ids, query);
});

test('title and key come before authors, those before the abstract', () => {
  const ids = find('storm ');
  assert.equal(ids[0], 'storm-key');
  assert.equal(ids[1], 'state2024');
  assert.deepEqual(ids.slice(2).sort(), ['lakes2019', 'peat2021']);
});

test('of equal papers the newest comes first, and without words all do so', () => {
  const same = ['2019', '2023-05', '2021-01-01', '2023'].map((date, i) =>
    paperOf({ id: `p${i}`, title: 'Rain', key: '', date }),
  );
  const ids = searchOf(same)
    .search('rain ', 9)
    .hits.map(({ id }) => id);
  assert.deepEqual(ids, ['p1', 'p3', 'p2', 'p0']);
  assert.deepEqual(find('').slice(0, 3), ['state2024', 'storm-key', 'peat2021']);
  assert.equal(search.search('', 2).total, PAPERS.length);
});

test('where no paper has all words, those that have some are shown as such', () => {
  const { hits, partly } = search.search('turbid peat ', 9);
  assert.equal(partly, true);
  assert.deepEqual(hits.map(({ id }) => id).sort(), ['lakes2019', 'peat2021']);
  assert.deepEqual(search.search('xyzzy ', 9).hits, []);
});

test('a description finds what has most of it, function words aside', () => {
  const ids = find('which shallow lakes of the north turn turbid in a storm? ');
  assert.equal(ids[0], 'lakes2019');
});

test('a malformed query still finds', () => {
  for (const [query, id] of [
    ['(turbid', 'lakes2019'],
    ['turbid)', 'lakes2019'],
    ['"turbid sta', 'lakes2019'],
    ['turbid OR', 'lakes2019'],
    ['turbid year:soon', 'lakes2019'],
    ['turbid title:', 'lakes2019'],
    ['turbid AND AND lakes', 'lakes2019'],
  ]) {
    assert.equal(find(query!)[0], id, query);
    assert.ok(search.search(query!, 1).parsed.problems.length > 0, query);
  }
  const { hits, partly } = search.search('colour:turbid ', 5);
  assert.deepEqual([hits.map(({ id }) => id), partly], [['lakes2019'], true], 'no field: words');
});

test('names that objects have are ordinary words', () => {
  const proto = searchOf([paperOf({ id: '__proto__', title: 'Constructor of toString' })]);
  for (const query of ['__proto__', 'constructor', 'toString ', 'key:__proto__'])
    assert.equal(proto.search(query, 9).hits.length, 1, query);
});

test('words are found that papers write as one, apart, or with a hyphen', () => {
  const names = searchOf([
    paperOf({ id: 'flash', title: 'FlashFlood: Fast Rivers' }),
    paperOf({ id: 'long', title: 'Longflow: The Long-River Model' }),
    paperOf({ id: 'bench', title: 'LK-bench: Can Models Count Birds?' }),
    paperOf({ id: 'four', title: 'GPT-4 Counts Birds' }),
    paperOf({ id: 'plain', title: 'A Flood of Birds' }),
  ]);
  const first = (query: string): string[] => {
    const { hits, partly } = names.search(query, 5);
    return partly ? ['partly'] : hits.map(({ id }) => id);
  };
  assert.deepEqual(first('flash flood '), ['flash']);
  assert.deepEqual(first('flash flo'), ['flash'], 'while it is typed');
  assert.deepEqual(first('flash-flood'), ['flash']);
  assert.deepEqual(first('long flow rivers '), ['long']);
  assert.deepEqual(first('lkbench '), ['bench']);
  assert.deepEqual(first('gpt4 birds '), ['four']);
  assert.deepEqual(first('title:lkbench'), ['bench']);
  assert.deepEqual(first('flood '), ['plain'], 'one word alone is no part of another');
  assert.deepEqual(first('flash AND flood'), [], 'and what is said with AND is meant so');
});
