import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format } from 'prettier';
import { anchor, AnchorText } from '../../../src/core/annotations/anchor.ts';
import { addRecord, newSidecar, type NewRecord } from '../../../src/core/annotations/sidecar-edits.ts';
import { parseSidecar } from '../../../src/core/annotations/sidecar.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { newHighlight } from '../../support/annotating.ts';
import { random } from '../../support/random.ts';

const ABSTRACT =
  'We study state-of-the-art *sparse* attention with $O(n \\log n)$ cost. The model_1 keeps “quoted” data – and a\n' +
  '1. list of steps. It costs 3 < 4 & more; see [3] and https://example.org/a_b. A neural memory learns at test time what to keep, and attention reads ' +
  'from it over long inputs, as + shown * in # Section 2 of the paper.';
const FRONT = {
  citekey: 'titans2024',
  title: 'Titans: Learning: "More"',
  paper: 'https://arxiv.org/abs/2501.00663',
};

/** How Prettier is set by people whose notes it formats when they save. */
const STYLES = [
  {},
  { proseWrap: 'always', printWidth: 40 },
  { proseWrap: 'never' },
  { proseWrap: 'preserve', tabWidth: 4, printWidth: 60 },
] as const;

test('whatever Prettier makes of a sidecar, its highlights stay on their words, with their ids', async () => {
  const text = new AnchorText(ABSTRACT);
  let anchored = 0;
  for (let seed = 0; seed < 12; seed++) {
    const next = random(seed);
    let sidecar = newSidecar(FRONT);
    for (let n = 1 + next(6); n > 0; n--) {
      const start = next(ABSTRACT.length - 40);
      const exact = ABSTRACT.slice(start, start + 20 + next(120));
      const place = { field: 'abstract' as const, start, page: null, version: 1 };
      const record: NewRecord = {
        ...newHighlight(next, null),
        prefix: null,
        kind: 'highlight',
        color: 'green',
        exact,
        place,
      };
      const edit = addRecord(sidecar, record, next);
      assert.ok('after' in edit);
      sidecar = edit.after;
    }
    const before = parseSidecar(sidecar).records;
    for (const style of STYLES) {
      const formatted = await format(sidecar, { parser: 'markdown', ...style });
      const { records, fields, locked } = parseSidecar(formatted);
      assert.equal(locked, null);
      assert.equal(fields.citekey, FRONT.citekey);
      assert.deepEqual(
        records.map(({ id, color, date }) => [id, color, date]),
        before.map(({ id, color, date }) => [id, color, date]),
      );
      records.forEach((record, i) => {
        const was = before[i]!;
        const found = anchor(text, record, record.place?.start ?? null);
        if (found.state === 'anchored') anchored++;
        assert.deepEqual(
          found,
          anchor(text, was, was.place?.start ?? null),
          `${JSON.stringify(style)}: ${was.exact} became ${record.exact}`,
        );
      });
    }
  }
  assert.ok(anchored > 100, `${anchored} are anchored`);
});

const GARDEN = 'notes/bnnyng_garden';

test(
  'the literature notes of a vault that Prettier reformats keep a highlight that was added to them',
  { skip: withoutCorpus(GARDEN) },
  async () => {
    const text = new AnchorText(ABSTRACT);
    const next = random(5);
    const exact = 'A neural memory learns at test time what to keep';
    const place = { field: 'abstract' as const, start: ABSTRACT.indexOf(exact), page: null, version: null };
    const all = readdirSync(corpus(GARDEN), { recursive: true, encoding: 'utf8' });
    const notes = all.filter((path) => /(?:^|\/)@[^/]+\.md$/.test(path));
    assert.ok(notes.length > 90);
    let reformatted = 0;
    let tried = 0;
    for (const path of notes.sort()) {
      const source = readFileSync(`${corpus(GARDEN)}/${path}`, 'utf8');
      const edit = addRecord(
        source,
        {
          ...newHighlight(next, null),
          prefix: null,
          kind: 'highlight',
          color: 'green',
          exact,
          place,
          id: 'abc123',
        },
        next,
      );
      if ('refused' in edit) continue;
      tried++;
      const formatted = await format(edit.after, { parser: 'markdown' });
      if (formatted !== edit.after) reformatted++;
      const record = parseSidecar(formatted).records.find(({ id }) => id === 'abc123');
      assert.ok(record, path);
      assert.equal(anchor(text, record, record.place?.start ?? null).state, 'anchored', path);
    }
    assert.ok(tried >= notes.length - 1, `${tried} of ${notes.length}`);
    assert.ok(reformatted > 20, `Prettier changed only ${reformatted}`);
  },
);
