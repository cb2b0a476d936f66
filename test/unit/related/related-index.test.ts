import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Bond } from '../../../src/core/related/bonds.ts';
import { WordIndex } from '../../../src/core/related/word-index.ts';
import {
  RelatedIndex,
  type RelatedFacts,
  type RelatedInput,
  type Relation,
} from '../../../src/core/related/related-index.ts';

const PAPERS: readonly RelatedInput[] = [
  {
    id: 'lakes',
    title: 'Turbid States of Shallow Lakes',
    abstract: 'Shallow lakes turn turbid when nutrients rise.',
  },
  {
    id: 'ponds',
    title: 'Shallow Lakes and Ponds',
    abstract: 'Turbid water follows nutrients in shallow lakes.',
  },
  { id: 'peat', title: 'A Census of Peat', abstract: 'Peat holds carbon; cores tell its depth.' },
  { id: 'bogs', title: 'Carbon in Bogs', abstract: 'Cores of peat and bogs hold carbon.' },
  { id: 'birds', title: 'Night Flight of Birds', abstract: null },
];

function indexOf(papers: readonly RelatedInput[]): RelatedIndex {
  const index = new RelatedIndex();
  for (const paper of papers) index.set(paper);
  return index;
}

const ALONE: RelatedFacts = {
  textOf: (id) => PAPERS.find((paper) => paper.id === id),
  bondsOf: () => [],
  isUnwanted: () => false,
};

function related(at: number, facts: Partial<RelatedFacts> = {}): Relation[] {
  return indexOf(PAPERS).related(PAPERS[at]!, 9, { ...ALONE, ...facts });
}

test('the nearest paper shares the terms that are shown', () => {
  const [first] = related(0);
  assert.equal(first!.id, 'ponds');
  const ponds = `${PAPERS[1]!.title} ${PAPERS[1]!.abstract}`.toLowerCase();
  for (const term of first!.terms) assert.ok(ponds.includes(term.toLowerCase()), term);
  assert.ok(first!.terms.includes('Shallow Lakes'));
  assert.match(first!.reasons.join(), /^shares “Shallow Lakes”/);
  assert.equal(related(2)[0]!.id, 'bogs');
});

test('other forms of a word count as the word', () => {
  const papers = [
    { id: 'a', title: 'Parsing Sentences', abstract: null },
    { id: 'b', title: 'A Sentence Parser', abstract: null },
    { id: 'c', title: 'Bird Song', abstract: null },
  ];
  const [first] = indexOf(papers).related(papers[0]!, 9, {
    ...ALONE,
    textOf: (id) => papers.find((p) => p.id === id),
  });
  assert.equal(first!.id, 'b');
});

test('reasons are names of subjects: no verbs, praise or quantities', () => {
  const papers = [
    {
      id: 'a',
      title: 'Efficient State Space Models',
      abstract:
        'A powerful state space model matches Transformers with 80 percent fewer parameters. State space models come close.',
    },
    {
      id: 'b',
      title: 'Powerful State Space Models for Audio',
      abstract:
        'The efficient model matches Transformers with few parameters and 20 percent of the tokens. They come close.',
    },
    { id: 'c', title: 'Bird Song', abstract: null },
  ];
  const facts = { ...ALONE, textOf: (id: string) => papers.find((paper) => paper.id === id) };
  const [first] = indexOf(papers).related(papers[0]!, 1, facts);
  assert.deepEqual(first!.reasons, ['shares “State Space Models”']);
});

test('a word said in passing is a reason only where there is no other', () => {
  const papers = [
    { id: 'a', title: 'Lakes', abstract: 'They turn turbid by diffusion.' },
    { id: 'b', title: 'Paintings', abstract: 'Colours that spread by diffusion.' },
  ];
  const facts = { ...ALONE, textOf: (id: string) => papers.find((paper) => paper.id === id) };
  assert.deepEqual(indexOf(papers).related(papers[0]!, 1, facts)[0]!.reasons, ['shares “diffusion”']);
});

test('a paper is not related to itself, and one that shares nothing to nobody', () => {
  PAPERS.forEach(({ id }, at) => assert.ok(related(at).every((relation) => relation.id !== id)));
  assert.deepEqual(related(4), []);
});

test('what readers and authors joined is related and says so, words or not', () => {
  const bonds: Bond[] = [
    { kind: 'note', name: 'notes/trip.md', others: ['peat'] },
    { kind: 'author', name: 'A. Moor', others: ['peat', 'bogs'] },
    { kind: 'cites', name: '', others: ['lakes'] },
    { kind: 'digest', name: 'digests/a.txt', others: ['ponds', 'peat'] },
  ];
  const found = related(4, { bondsOf: () => bonds });
  assert.deepEqual(
    found.map(({ id, reasons }) => [id, reasons]),
    [
      [
        'peat',
        ['both cited in notes/trip.md', 'same author: A. Moor', 'close to each other in digests/a.txt'],
      ],
      ['lakes', ['this paper cites it']],
      ['bogs', ['same author: A. Moor']],
    ],
  );
});

test('a bond of many papers says less than one of two', () => {
  const others = ['ponds', 'peat', 'bogs'];
  const few = related(4, { bondsOf: () => [{ kind: 'tag', name: 'trip', others: ['peat'] }] });
  const many = related(4, { bondsOf: () => [{ kind: 'tag', name: 'trip', others }] });
  assert.ok(few[0]!.score > many[0]!.score);
});

test('what the reader does not want beside a paper is left out', () => {
  const found = related(0, { isUnwanted: (id, other) => id === 'lakes' && other === 'ponds' });
  assert.ok(found.every(({ id }) => id !== 'ponds'));
});

test('what was set, changed, removed and asked on the way does not matter', () => {
  const expected = PAPERS.map((_, at) => related(at));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(PAPERS.length - 1), fc.nat(PAPERS.length - 1), fc.boolean()), {
        maxLength: 12,
      }),
      fc.shuffledSubarray([...PAPERS], { minLength: PAPERS.length }),
      (steps, order) => {
        const index = new RelatedIndex();
        for (const [at, text, stays] of steps) {
          if (stays) index.set({ ...PAPERS[text]!, id: PAPERS[at]!.id });
          else index.remove(PAPERS[at]!.id);
          index.related(PAPERS[text]!, 9, ALONE);
        }
        index.set({ ...PAPERS[0]!, id: 'passing' });
        for (const paper of order) index.set(paper);
        index.remove('passing');
        assert.equal(index.size, PAPERS.length);
        assert.deepEqual(
          PAPERS.map((paper) => index.related(paper, 9, ALONE)),
          expected,
        );
      },
    ),
  );
});

test('papers are alike by rare words, and by none that thousands have', () => {
  const index = new WordIndex();
  for (let i = 0; i < 5001; i++) index.set(`common${i}`, ['review']);
  index.set('rare', ['review', 'turbid']);
  index.set('rarer', ['review', 'turbid', 'lakes']);
  assert.deepEqual(
    index.alike('rare', 10).map(({ id }) => id),
    ['rarer'],
  );
  assert.deepEqual(index.alike('common7', 10), []);
});

test('room of papers that are gone is freed in small pieces, and nothing shows of it', () => {
  const texts = fc.array(fc.nat(PAPERS.length - 1), { minLength: 100, maxLength: 130 });
  const changes = fc.array(fc.tuple(fc.nat(140), fc.option(fc.nat(PAPERS.length - 1))), { maxLength: 60 });
  fc.assert(
    fc.property(texts, changes, (first, changed) => {
      const all = new Map(first.map((text, i) => [`p${i}`, { ...PAPERS[text]!, id: `p${i}` }]));
      const index = indexOf([...all.values()]);
      // Each once more, and then some: more is dead than alive.
      for (const paper of [...all.values(), ...all.values()]) index.set(paper);
      assert.ok(index.renew());
      for (const [at, text] of changed) {
        const id = `p${at}`;
        if (text === null) {
          index.remove(id);
          all.delete(id);
        } else {
          all.set(id, { ...PAPERS[text]!, id });
          index.set(all.get(id)!);
        }
        index.renew();
      }
      while (index.renew());
      const anew = indexOf([...all.values()]);
      assert.equal(index.size, anew.size);
      for (const paper of [...all.values()].slice(0, 5))
        assert.deepEqual(index.related(paper, 9, ALONE), anew.related(paper, 9, ALONE));
    }),
    { numRuns: 25 },
  );
});
