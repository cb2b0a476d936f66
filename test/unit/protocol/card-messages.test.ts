import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFromCard, readToCard } from '../../../src/protocol/card-messages.ts';
import { COPY_FORMS } from '../../../src/protocol/formatted.ts';
import type { CardModel, CardQuote, Edit, FromCard, ToCard } from '../../../src/protocol/card.ts';

const text = fc.string({ maxLength: 40 });
const index = fc.nat(50);
const maybe = fc.option(text);
const findable = fc.record({ name: text, query: text });
const color = fc.constantFrom('yellow' as const, 'green' as const, 'blue' as const, 'red' as const);
const kind = fc.constantFrom('highlight' as const, 'remark' as const);
const field = fc.constantFrom('title' as const, 'abstract' as const);
const notes: fc.Arbitrary<CardModel['notes']> = fc.record({
  status: fc.constantFrom('queued' as const, 'reading' as const, 'read' as const, 'dismissed' as const, null),
  rating: fc.constantFrom(1, 2, 3, 4, 5, null),
  tags: fc.array(text),
  knownTags: fc.array(text),
  annotations: fc.array(
    fc.record({
      kind,
      id: text,
      color: fc.option(color),
      exact: text,
      comment: text,
      state: fc.constantFrom(
        'anchored' as const,
        'approximate' as const,
        'orphan' as const,
        'unlocated' as const,
      ),
      field: fc.oneof(field, fc.constant('fulltext' as const)),
      page: maybe,
      guess: maybe,
      date: maybe,
      annotator: maybe,
      link: maybe,
      fixed: fc.boolean(),
      label: text,
      uri: text,
      offset: index,
    }),
  ),
  marks: fc.array(fc.record({ id: text, field, paragraph: index, start: index, end: index })),
});
const quote: fc.Arbitrary<CardQuote> = fc.record({
  field,
  exact: text,
  prefix: text,
  suffix: text,
  start: index,
});
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('addHighlight' as const), quote, color, comment: text }),
  fc.record({ kind: fc.constant('addRemark' as const), text }),
  fc.record({ kind: fc.constant('recolor' as const), id: text, color }),
  fc.record({ kind: fc.constant('comment' as const), id: text, of: kind, comment: text }),
  fc.record({ kind: fc.constant('remove' as const), id: text, of: kind }),
  fc.record({ kind: fc.constant('reanchor' as const), id: text, quote: fc.option(quote) }),
  fc.record({ kind: fc.constant('setTags' as const), tags: fc.array(text) }),
  fc.record({ kind: fc.constant('setRating' as const), rating: fc.constantFrom(1, 5, null) }),
  fc.record({
    kind: fc.constant('setStatus' as const),
    status: fc.constantFrom('none' as const, 'queued' as const, 'reading' as const, 'dismissed' as const),
  }),
  fc.constant({ kind: 'undo' as const }),
);
const card: fc.Arbitrary<CardModel> = fc.record({
  ref: text,
  key: text,
  citation: text,
  title: text,
  name: text,
  formulas: fc.array(
    fc.record({ field, paragraph: index, start: index, end: index, tex: text, display: fc.boolean() }),
  ),
  meta: fc.array(text),
  abstract: fc.array(text),
  authors: fc.array(findable),
  unnamed: maybe,
  topics: fc.array(findable),
  links: fc.array(fc.record({ label: text, url: text.map((rest) => `https://${rest}`) })),
  sources: fc.array(fc.record({ label: text, uri: text, line: index, fields: fc.array(text) })),
  citedBy: fc.array(
    fc.record({
      label: text,
      uri: text,
      line: index,
      sentence: fc.option(fc.record({ before: text, cited: text, after: text })),
    }),
  ),
  related: fc.array(fc.record({ key: text, title: text, detail: text, reasons: fc.array(text) })),
  relatedReady: fc.boolean(),
  notes,
});
const piece = fc.record({
  text,
  tex: maybe,
  italic: fc.boolean(),
  bold: fc.boolean(),
  smallCaps: fc.boolean(),
  raised: fc.constantFrom('sup' as const, 'sub' as const, null),
});
const toCard: fc.Arbitrary<ToCard> = fc.oneof(
  fc.tuple(fc.array(text, { minLength: 1 }), fc.nat(), fc.boolean()).map(([history, at, pinned]) => ({
    type: 'session' as const,
    session: { history, at: at % history.length, pinned },
  })),
  card.map((c) => ({ type: 'show' as const, card: c })),
  text.map((ref) => ({ type: 'missing' as const, ref })),
  fc.constantFrom('unavailable' as const, 'showKeys' as const).map((type) => ({ type })),
  fc
    .constantFrom('citation' as const, 'quote' as const, ...COPY_FORMS)
    .map((what) => ({ type: 'copied' as const, what })),
  fc.record({
    type: fc.constant('formatted' as const),
    ref: text,
    formatted: fc.record({ style: text, pieces: fc.array(piece), text, lacks: maybe, problem: maybe }),
    styles: fc.array(fc.record({ style: text, label: text })),
  }),
  fc.record({ type: fc.constant('look' as const), fontFamily: maybe, fontSize: fc.option(index) }),
  fc.record({ type: fc.constant('reveal' as const), id: text, placing: fc.boolean() }),
  fc.record({ type: fc.constant('done' as const), request: index, failure: maybe }),
);
const fromCard: fc.Arbitrary<FromCard> = fc.oneof(
  fc
    .constantFrom(...(['ready', 'retry', 'togglePin', 'copyCitation', 'insertCitation'] as const))
    .map((type) => ({ type })),
  text.map((ref) => ({ type: 'openPaper' as const, ref })),
  fc
    .tuple(
      fc.constantFrom(
        'openSource' as const,
        'openCitation' as const,
        'openLink' as const,
        'openAnnotation' as const,
        'searchAuthor' as const,
        'showTopic' as const,
        'copyLink' as const,
      ),
      index,
    )
    .map(([type, at]) => ({ type, index: at })),
  text.map((exact) => ({ type: 'copyQuote' as const, exact })),
  text.map((style) => ({ type: 'setStyle' as const, style })),
  fc.constantFrom(...COPY_FORMS).map((as) => ({ type: 'copyAs' as const, as })),
  fc.record({ type: fc.constant('edit' as const), request: index, ref: text, edit }),
);

/** As it comes over the wire: with the prototype of all objects. */
function plain<T>(message: T): T {
  return JSON.parse(JSON.stringify(message)) as T;
}

test('every message passes its check unchanged', () => {
  fc.assert(fc.property(toCard, (message) => assert.deepEqual(plain(readToCard(message)), plain(message))));
  fc.assert(
    fc.property(fromCard, (message) => assert.deepEqual(plain(readFromCard(message)), plain(message))),
  );
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
    fc.property(card, fc.nat(30), fc.constantFrom(undefined, null, 7, { a: 1 }), (model, at, wrong) => {
      const name = Object.keys(model)[at % Object.keys(model).length]!;
      if (name === 'unnamed' && wrong === null) return;
      assert.equal(readToCard({ type: 'show', card: { ...model, [name]: wrong } }), null);
    }),
  );
  for (const bad of [-1, 1.5, '1', null]) assert.equal(readFromCard({ type: 'openLink', index: bad }), null);
});

test('a change with one part missing or of another kind is refused', () => {
  fc.assert(
    fc.property(edit, fc.nat(5), fc.constantFrom(undefined, 7, { a: 1 }), (change, at, wrong) => {
      const name = Object.keys(change)[at % Object.keys(change).length]!;
      const message = { type: 'edit', request: 1, ref: 'a', edit: { ...change, [name]: wrong } };
      assert.equal(readFromCard(message), null);
    }),
  );
  const tooGood = { type: 'edit', request: 1, ref: 'a', edit: { kind: 'setRating', rating: 6 } };
  assert.equal(readFromCard(tooGood), null);
});

test('a link that does not lead into the web is refused, and so is a text beyond measure', () => {
  const [model] = fc.sample(card, { numRuns: 1, seed: 1 });
  for (const url of ['javascript:alert(1)', 'ftp://a', ' https://a', 'command:x', 'file:///etc'])
    assert.equal(readToCard({ type: 'show', card: { ...model, links: [{ label: 'a', url }] } }), null);
  assert.equal(readFromCard({ type: 'openPaper', ref: 'x'.repeat(300_000) }), null);
});

test('a session that points beside its papers is refused', () => {
  for (const session of [
    { history: [], at: 0, pinned: false },
    { history: ['a'], at: 1, pinned: false },
    { history: ['a'], at: -1, pinned: false },
    { history: ['a', 2], at: 0, pinned: false },
    { history: ['a'], at: 0 },
    'a',
    null,
  ])
    assert.equal(readToCard({ type: 'session', session }), null);
});
