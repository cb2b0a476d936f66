import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFromCard, readToCard } from '../../../src/protocol/card-messages.ts';
import type { CardModel, FromCard, ToCard } from '../../../src/protocol/card.ts';

const text = fc.string({ maxLength: 40 });
const index = fc.nat(50);
const place = fc.record({ label: text, uri: text, line: index });
const card: fc.Arbitrary<CardModel> = fc.record({
  ref: text,
  key: text,
  citation: text,
  title: text,
  meta: fc.array(text),
  abstract: fc.array(text),
  topics: fc.array(text),
  links: fc.array(fc.record({ label: text, url: text.map((rest) => `https://${rest}`) })),
  sources: fc.array(fc.record({ label: text, uri: text, line: index, fields: fc.array(text) })),
  citedBy: fc.array(place),
  related: fc.array(fc.record({ key: text, title: text, detail: text, reasons: fc.array(text) })),
  relatedReady: fc.boolean(),
});
const toCard: fc.Arbitrary<ToCard> = fc.oneof(
  card.map((c) => ({ type: 'show' as const, card: c })),
  text.map((ref) => ({ type: 'missing' as const, ref })),
  fc.constantFrom({ type: 'unavailable' as const }, { type: 'copied' as const }),
);
const fromCard: fc.Arbitrary<FromCard> = fc.oneof(
  fc
    .constantFrom('ready' as const, 'retry' as const, 'copyCitation' as const, 'insertCitation' as const)
    .map((type) => ({ type })),
  text.map((ref) => ({ type: 'openPaper' as const, ref })),
  fc
    .tuple(fc.constantFrom('openSource' as const, 'openCitation' as const, 'openLink' as const), index)
    .map(([type, at]) => ({ type, index: at })),
);

test('every message passes its check unchanged', () => {
  fc.assert(fc.property(toCard, (message) => assert.deepEqual(readToCard(message), message)));
  fc.assert(fc.property(fromCard, (message) => assert.deepEqual(readFromCard(message), message)));
});

test('anything else is refused, and nothing throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const type = (value as { type?: unknown } | null)?.type;
      if (typeof type === 'string') return;
      assert.equal(readToCard(value), null);
      assert.equal(readFromCard(value), null);
    }),
  );
});

test('a message with one part missing or of another kind is refused', () => {
  fc.assert(
    fc.property(card, fc.nat(11), fc.constantFrom(undefined, null, 7, { a: 1 }), (model, at, wrong) => {
      const name = Object.keys(model)[at % Object.keys(model).length]!;
      assert.equal(readToCard({ type: 'show', card: { ...model, [name]: wrong } }), null);
    }),
  );
  for (const bad of [-1, 1.5, '1', null]) assert.equal(readFromCard({ type: 'openLink', index: bad }), null);
});

test('a link that is not https is refused, and so is a text beyond measure', () => {
  const [model] = fc.sample(card, { numRuns: 1, seed: 1 });
  for (const url of ['javascript:alert(1)', 'http://a', 'command:x', 'file:///etc'])
    assert.equal(readToCard({ type: 'show', card: { ...model, links: [{ label: 'a', url }] } }), null);
  assert.equal(readFromCard({ type: 'openPaper', ref: 'x'.repeat(300_000) }), null);
});
