import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CardHistory } from '../../../src/extension/card-history.ts';
import { readCardSession } from '../../../src/protocol/card-session.ts';

const from = (...history: string[]): CardHistory => new CardHistory({ history, at: history.length - 1 });

test('one goes back and forward through papers, and a new one ends what lay ahead', () => {
  const history = from('a');
  history.visit('b');
  history.visit('c');
  assert.ok(history.go(-2));
  assert.equal(history.current, 'a');
  assert.ok(!history.canGoBack);
  assert.ok(!history.go(-1));
  assert.ok(history.go(1));
  history.visit('d');
  assert.ok(!history.canGoForward);
  assert.deepEqual(history.state, { history: ['a', 'b', 'd'], at: 2 });
});

test('papers that were only glanced at leave no trace', () => {
  const history = from('a');
  for (const ref of ['b', 'c', 'd']) history.glance(ref);
  assert.deepEqual(history.state.history, ['a', 'd']);
  history.keep();
  history.glance('e');
  history.visit('f');
  assert.deepEqual(history.state.history, ['a', 'd', 'f']);
});

test('a glance at the paper before is no glance: the next one does not take its place', () => {
  const history = from('a');
  history.glance('b');
  history.glance('a');
  history.glance('c');
  assert.deepEqual(history.state, { history: ['a', 'c'], at: 1 });
});

test('what was glanced at and then opened stays', () => {
  const history = from('a');
  history.glance('b');
  history.visit('b');
  history.glance('c');
  assert.deepEqual(history.state.history, ['a', 'b', 'c']);
});

test('a paper that was opened by two of its names stands once', () => {
  const history = from('a');
  history.visit('arXiv:2310.05869');
  assert.ok(history.rename('a'));
  assert.deepEqual(history.state, { history: ['a'], at: 0 });
  assert.ok(!history.rename('a'));
});

test('whatever is done, the history is one that can be kept, and short', () => {
  const ref = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.oneof(
    ref.map((to) => (history: CardHistory) => history.visit(to)),
    ref.map((to) => (history: CardHistory) => history.glance(to)),
    ref.map((to) => (history: CardHistory) => void history.rename(to)),
    fc.integer({ min: -3, max: 3 }).map((by) => (history: CardHistory) => void history.go(by)),
    fc.constant((history: CardHistory) => history.keep()),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const history = from('a');
      for (const act of steps) {
        act(history);
        const { state } = history;
        assert.ok(readCardSession({ ...state, pinned: false }));
        assert.ok(state.history.length <= 50);
        assert.equal(history.current, state.history[state.at]);
        assert.equal(history.canGoBack, state.at > 0);
      }
    }),
  );
});

test('going back as far as one went on leads to where one was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 40 }),
      fc.nat(),
      (refs, n) => {
        const history = from('start');
        for (const ref of refs) history.visit(ref);
        const { current } = history;
        const by = n % history.state.history.length;
        assert.equal(history.go(-by), true);
        assert.equal(history.go(by), true);
        assert.equal(history.current, current);
      },
    ),
  );
});
