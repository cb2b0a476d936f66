import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseSidecar, printSidecar } from '../../../src/core/annotations/sidecar.ts';
import {
  addRecord,
  newSidecar,
  recordSource,
  removeRecord,
  restoreRecords,
  setSidecarField,
  updateRecord,
  type NewRecord,
  type SidecarEdit,
} from '../../../src/core/annotations/sidecar-edits.ts';
import { random } from '../../support/random.ts';

const SIDECAR = `---
citekey: titans2024
title: "Titans: Learning to Memorize at Test Time"
paper: https://arxiv.org/abs/2501.00663
tags: [test-time-memory, course-w3] # mine
rating: 4
---

The reader's own prose.

> and a quote of their own

<!-- carrel: highlight yellow 2026-11-03 anna abstract:118 v1 -->
> memory learned at test time

^7kq2fx

Same claim as [@hyperattention2023]? Check Table 2.

<!-- carrel: highlight green 2026-11-05 anna p.7 -->
> a sentence from the PDF

^m3w9ta
`;

function done(edit: SidecarEdit): string {
  assert.ok('after' in edit, 'refused' in edit ? edit.refused : '');
  return edit.after;
}

const plain = (parts: Partial<NewRecord>): NewRecord => ({
  kind: 'highlight',
  color: 'yellow',
  date: '2026-11-24',
  annotator: null,
  place: { field: 'abstract', start: 3, page: null, version: 2 },
  prefix: null,
  suffix: null,
  id: 'abc123',
  exact: 'some words',
  comment: '',
  ...parts,
});

describe('reading a sidecar', () => {
  test("records, fields and what is the reader's own", () => {
    const { fields, records, problems, locked } = parseSidecar(SIDECAR);
    assert.deepEqual(problems, []);
    assert.equal(locked, null);
    assert.deepEqual(fields, {
      citekey: 'titans2024',
      title: 'Titans: Learning to Memorize at Test Time',
      arxiv: '2501.00663',
      doi: null,
      url: null,
      tags: ['test-time-memory', 'course-w3'],
      rating: 4,
    });
    assert.deepEqual(
      records.map((record) => ({ ...record, spans: undefined })),
      [
        {
          kind: 'highlight',
          color: 'yellow',
          date: '2026-11-03',
          annotator: 'anna',
          place: { field: 'abstract', start: 118, page: null, version: 1 },
          prefix: null,
          suffix: null,
          id: '7kq2fx',
          exact: 'memory learned at test time',
          spans: undefined,
          comment: 'Same claim as [@hyperattention2023]? Check Table 2.',
        },
        {
          kind: 'highlight',
          color: 'green',
          date: '2026-11-05',
          annotator: 'anna',
          place: { field: 'fulltext', start: null, page: '7', version: null },
          prefix: null,
          suffix: null,
          id: 'm3w9ta',
          exact: 'a sentence from the PDF',
          spans: undefined,
          comment: '',
        },
      ],
    );
  });

  test('what people write by hand', () => {
    const cases: [source: string, wanted: Record<string, unknown>, problems: string[]][] = [
      ['<!-- carrel: highlight -->\n> q\n\n^a1\n', { exact: 'q', id: 'a1', color: 'yellow', date: null }, []],
      [
        '<!--carrel:highlight blue-->\n> q ^a1\nmy words',
        { exact: 'q', id: 'a1', color: 'blue', comment: 'my words' },
        [],
      ],
      [
        '<!-- carrel: green -->\n\n> two\n> lines **bold** `x_1`\n\n^a1',
        { kind: 'highlight', exact: 'two lines bold x_1' },
        [],
      ],
      [
        '<!-- carrel: highlight red 2026-01-01 bob',
        { color: 'red', annotator: 'bob' },
        ['annotation-marker-unclosed', 'annotation-without-quote', 'annotation-without-id'],
      ],
      [
        '<!-- carrel: remark anna -->\n\nfoo\n\n> quoted\n\n^a1',
        { kind: 'remark', annotator: 'anna', comment: 'foo\n\n> quoted', exact: '' },
        [],
      ],
      [
        '<!-- carrel: highlight -->\n> q\n\nabove\n\n^a1\n\nbelow\n\n## Next\n\nnot mine',
        { comment: 'above\n\nbelow' },
        [],
      ],
      ['<!-- carrel: highlight -->\n> q\n\n^a1\n\nmine\n\nTitle\n-----\n\nnot mine', { comment: 'mine' }, []],
      [
        '<!-- carrel: highlight -->\n> q\n\n^a1\n\n```py\n# not a heading\n```\n\nmine',
        { comment: '```py\n# not a heading\n```\n\nmine' },
        [],
      ],
      [
        '<!-- carrel: highlight title -->\n> $x_1$ and 2\\*3\n\n^a1',
        { exact: '$x_1$ and 2*3', place: { field: 'title', start: null, page: null, version: null } },
        [],
      ],
      [
        '<!-- carrel: highlight yellow prefix="a \\"b\\" -\\-" suffix="c" -->\n> q\n\n^a1',
        { prefix: 'a "b" --', suffix: 'c' },
        [],
      ],
    ];
    for (const [source, wanted, problems] of cases) {
      const parsed = parseSidecar(source);
      assert.equal(parsed.records.length, 1, source);
      assert.deepEqual({ ...parsed.records[0], ...wanted }, parsed.records[0], source);
      assert.deepEqual(
        parsed.problems.map(({ code }) => code),
        problems,
        source,
      );
    }
  });

  test('two records of one id are two, and a kind of a later version is kept', () => {
    const record = '<!-- carrel: highlight -->\n> q\n\n^a1\n';
    const twice = parseSidecar(`${record}\n${record}\n<!-- carrel: drawing 3 -->\nxx\n`);
    assert.deepEqual(
      twice.problems.map(({ code }) => code),
      ['annotation-duplicate-id', 'annotation-unknown-kind'],
    );
    assert.equal(new Set(twice.records.map(({ id }) => id)).size, 2);
    assert.deepEqual(
      twice.blocks.filter(({ kind }) => kind === 'unknown').map(({ source }) => source),
      ['<!-- carrel: drawing 3 -->\nxx'],
    );
  });

  test('a file with conflict marks or broken front matter is read and never written', () => {
    const conflicted = SIDECAR.replace('memory learned', '<<<<<<< HEAD\nmemory').concat('>>>>>>> theirs\n');
    for (const text of [conflicted, SIDECAR.replace('rating: 4', 'rating: [4')]) {
      const parsed = parseSidecar(text);
      assert.ok(parsed.records.length > 0);
      assert.notEqual(parsed.locked, null);
      assert.ok('refused' in addRecord(text, plain({}), random(1)));
      assert.ok('refused' in removeRecord(text, '7kq2fx'));
      assert.ok('refused' in setSidecarField(text, 'rating', '2'));
    }
  });

  test('any text is its blocks', () => {
    const piece = fc.constantFrom(
      '<!-- carrel: highlight',
      ' yellow',
      ' -->',
      '\n',
      '\r\n',
      '\r',
      '> q',
      '^abc',
      '# h',
      '---\n',
      '```',
      '~~~',
      '\\',
      '$',
      'word ',
      '<<<<<<< x',
      'tags: [a',
      '\ufeff',
      '\ud800',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (text) => {
          assert.equal(printSidecar(parseSidecar(text)), text);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('editing a sidecar', () => {
  test('a new sidecar with a highlight and a remark', () => {
    const empty = newSidecar({
      citekey: 'a2024',
      title: 'A: "B"',
      paper: 'https://arxiv.org/abs/2501.00663',
    });
    const front = '---\ncitekey: a2024\ntitle: "A: \\"B\\""\npaper: https://arxiv.org/abs/2501.00663\n---\n';
    assert.equal(empty.trimEnd(), front.trimEnd());
    const one = done(addRecord(empty, plain({ comment: '# not a heading' }), () => 0));
    assert.equal(
      one.trimEnd(),
      `${front}\n<!-- carrel: highlight yellow 2026-11-24 abstract:3 v2 -->\n> some words\n\n^abc123\n\n\\# not a heading`,
    );
    const two = done(
      addRecord(one, plain({ kind: 'remark', id: 'def456', exact: '', comment: 'hm' }), random(2)),
    );
    assert.deepEqual(
      parseSidecar(two)
        .records.map(({ id, comment }) => [id, comment])
        .sort(),
      [
        ['abc123', '# not a heading'],
        ['def456', 'hm'],
      ],
    );
  });

  test('an edit changes only its lines', () => {
    const recolored = done(updateRecord(SIDECAR, '7kq2fx', { color: 'blue' }));
    assert.equal(recolored, SIDECAR.replace('highlight yellow', 'highlight blue'));
    const said = done(updateRecord(SIDECAR, 'm3w9ta', { comment: 'yes\n' }));
    assert.equal(said, SIDECAR.replace('^m3w9ta\n', '^m3w9ta\n\nyes\n'));
    assert.equal(done(updateRecord(said, 'm3w9ta', { comment: '' })), SIDECAR);
    assert.equal(
      done(setSidecarField(SIDECAR, 'tags', ['a b', 'course-w3'])),
      SIDECAR.replace('[test-time-memory, course-w3]', '[a b, course-w3]'),
    );
    assert.equal(done(setSidecarField(SIDECAR, 'rating', null)), SIDECAR.replace('rating: 4\n', ''));
    assert.equal(done(setSidecarField(SIDECAR, 'rating', '5')), SIDECAR.replace('rating: 4', 'rating: 5'));
    assert.equal(done(setSidecarField('text\n', 'rating', '5')), '---\nrating: 5\n---\n\ntext\n');
  });

  test('tags that stand a line each keep their lines', () => {
    const note = '---\ntags:\n  - one # first\n  - two\nx: 1\n---\n';
    assert.equal(
      done(setSidecarField(note, 'tags', ['two', 'three'])),
      '---\ntags:\n  - two\n  - three\nx: 1\n---\n',
    );
    assert.equal(done(setSidecarField(note, 'tags', [])), '---\ntags: []\nx: 1\n---\n');
    assert.equal(
      done(setSidecarField('---\ntags:\nx: 1\n---\n', 'tags', ['a'])),
      '---\ntags: [a]\nx: 1\n---\n',
    );
  });

  test('what is removed can be put back', () => {
    const [record] = parseSidecar(SIDECAR).records;
    const without = done(removeRecord(SIDECAR, '7kq2fx'));
    assert.equal(parseSidecar(without).records.length, 1);
    const again = done(restoreRecords(without, [recordSource(SIDECAR, record!)], random(1)));
    assert.deepEqual(new Set(parseSidecar(again).records.map(({ id }) => id)), new Set(['7kq2fx', 'm3w9ta']));
  });

  test('what git writes is only a comment inside of one, in code too', () => {
    const comment = '```\n>>>>>>> a\n=======\n```';
    const after = done(addRecord(SIDECAR, plain({ comment }), random(1)));
    const sidecar = parseSidecar(after);
    assert.equal(sidecar.locked, null);
    assert.ok(sidecar.records.some((record) => record.comment === comment));
  });

  test('any words survive being written', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '`',
            '*',
            '_',
            '$',
            '\\',
            '<!--',
            '-->',
            '<b>',
            '# ',
            '> ',
            '- ',
            '1. ',
            '^abc',
            '&amp;',
            '[x](y)',
            'word',
            ' ',
            '\n',
            '\n\n',
            '```\n',
            '---',
            '===',
            '<<<<<<< ',
            '>>>>>>> a',
            '<!-- carrel: highlight -->',
            '"',
            '--',
          ),
          { maxLength: 12 },
        )
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(
        words,
        words,
        words,
        words,
        fc.constantFrom('\n', '\r\n'),
        fc.nat(),
        (exact, comment, prefix, annotator, eol, seed) => {
          fc.pre(exact.trim() !== '');
          const text = SIDECAR.replaceAll('\n', eol);
          const record = plain({
            exact,
            comment,
            prefix: prefix.replace(/\s+/g, ' ') || null,
            annotator: annotator.replace(/\s/g, '') || null,
          });
          const after = done(addRecord(text, record, random(seed)));
          assert.equal(parseSidecar(after).records.length, 3);
          for (const line of text.split(eol)) assert.ok(after.includes(line));
          const back = done(removeRecord(after, 'abc123'));
          assert.equal(parseSidecar(back).records.length, 2);
        },
      ),
      { numRuns: 300 },
    );
  });
});
