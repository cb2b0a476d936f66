import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RelatedIndex, type RelatedInput } from '../../../src/core/related/related-index.ts';

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

test('the nearest paper shares the terms that are shown', () => {
  const index = indexOf(PAPERS);
  const [first] = index.related(PAPERS[0]!, 3);
  assert.equal(first!.id, 'ponds');
  const ponds = `${PAPERS[1]!.title} ${PAPERS[1]!.abstract}`.toLowerCase();
  for (const term of first!.terms) assert.ok(ponds.includes(term.toLowerCase()), term);
  assert.ok(first!.terms.some((term) => /shallow lakes/i.test(term)));
  assert.equal(index.related(PAPERS[2]!, 3)[0]!.id, 'bogs');
});

test('a paper is not related to itself, and one that shares nothing to nobody', () => {
  const index = indexOf(PAPERS);
  for (const paper of PAPERS) assert.ok(index.related(paper, 9).every(({ id }) => id !== paper.id));
  assert.deepEqual(index.related(PAPERS[4]!, 9), []);
});

test('what was set, changed and removed on the way does not matter', () => {
  const expected = PAPERS.map((paper) => indexOf(PAPERS).related(paper, 9));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(PAPERS.length - 1), fc.nat(PAPERS.length - 1)), { maxLength: 12 }),
      (steps) => {
        const index = new RelatedIndex();
        for (const [at, text] of steps) index.set({ ...PAPERS[text]!, id: PAPERS[at]!.id });
        index.set({ ...PAPERS[0]!, id: 'passing' });
        for (const paper of PAPERS) index.set(paper);
        index.remove('passing');
        assert.equal(index.size, PAPERS.length);
        assert.deepEqual(
          PAPERS.map((paper) => index.related(paper, 9)),
          expected,
        );
      },
    ),
  );
});
