import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { incoming } from '../../../src/core/annotations/exchange/incoming.ts';
import { printJsonLd } from '../../../src/core/annotations/exchange/json-ld.ts';
import { readJsonAnnotations } from '../../../src/core/annotations/exchange/read-json.ts';
import type { ExchangedAnnotation } from '../../../src/core/annotations/exchange/exchanged.ts';
import { outgoing } from '../../../src/core/annotations/exchange/outgoing.ts';
import { printCsv, printMarkdown } from '../../../src/core/annotations/exchange/tables.ts';
import { addRecord, addRecords } from '../../../src/core/annotations/sidecar-edits.ts';
import type { Workspace } from '../../../src/core/workspace/workspace.ts';
import { newHighlight, newId, said } from '../../support/annotating.ts';
import { random } from '../../support/random.ts';
import { emptyWorkspace } from '../../support/workspaces.ts';

const BIB =
  '@article{x1, title={One Two Three Four Five}, eprint={2501.00663}, archiveprefix={arXiv}, abstract={We learn to remember at test time, and why not.}}';
const SIDECAR = `---
citekey: x1
tags: [memory]
---

<!-- carrel: highlight green 2026-11-03 anna abstract:3 -->
> learn to remember

^7kq2fx

Is it so?

<!-- carrel: highlight yellow p.7 -->
> a sentence from the PDF

^m3w9ta

<!-- carrel: remark 2026-11-04 -->

Read again.

^rrrrrr
`;

function workspaceWith(sidecar: string): {
  workspace: Workspace;
  paper: ReturnType<Workspace['library']['byKey']>[number];
} {
  const workspace = emptyWorkspace();
  workspace.setFile('a.bib', BIB);
  workspace.setFile('@x1.md', sidecar);
  workspace.commit();
  return { workspace, paper: workspace.library.byKey('x1')[0]! };
}

describe('exchange', () => {
  test('W3C JSON-LD goes out and comes in as it was, and never twice', () => {
    const { workspace, paper } = workspaceWith(SIDECAR);
    const known = workspace.annotations.of(paper);
    const out = outgoing(paper, known);
    const json = printJsonLd(out);
    const read = readJsonAnnotations(json);
    assert.deepEqual(read, { annotations: out, unread: 0 });
    assert.match(
      json,
      /"created": "2026-11-03T00:00:00Z",\s+"creator": \{\s+"type": "Person",\s+"name": "anna"/,
    );
    assert.deepEqual(readJsonAnnotations(`\ufeff${json}`), read);
    assert.deepEqual(incoming(paper, known, out), []);
    const { workspace: empty, paper: same } = workspaceWith('---\ncitekey: x1\n---\n');
    const fresh = incoming(same, empty.annotations.of(same), [...out, ...out]);
    assert.deepEqual(
      fresh.map(({ id, exact, place }) => [
        id,
        exact,
        place?.field ?? null,
        place?.start ?? null,
        place?.page ?? null,
      ]),
      [
        ['7kq2fx', 'learn to remember', 'abstract', 3, null],
        ['m3w9ta', 'a sentence from the PDF', 'fulltext', null, '7'],
        ['rrrrrr', '', null, null, null],
      ],
    );
  });

  test("an export of Hypothes.is' API is taken", () => {
    const rows = [
      {
        id: 'abc_DEF',
        created: '2026-11-03T08:12:45.123456+00:00',
        user: 'acct:anna@hypothes.is',
        uri: 'https://arxiv.org/abs/2501.00663',
        text: 'Indeed',
        tags: ['memory'],
        target: [
          {
            source: 'https://arxiv.org/abs/2501.00663',
            selector: [
              { type: 'RangeSelector' },
              { type: 'TextPositionSelector', start: 900, end: 917 },
              { type: 'TextQuoteSelector', exact: 'learn to\nremember', prefix: 'We ', suffix: ' at' },
            ],
          },
        ],
      },
      { id: 'p', uri: 'https://arxiv.org/abs/2501.00663', text: 'A page note', target: [{ source: 'x' }] },
      { nothing: true },
      { id: 'empty', uri: 'https://arxiv.org/abs/2501.00663', text: ' ', target: [{ source: 'x' }] },
    ];
    const read = readJsonAnnotations(JSON.stringify({ total: 3, rows }));
    assert.ok('annotations' in read);
    assert.equal(read.unread, 2);
    const { workspace, paper } = workspaceWith('---\ncitekey: x1\n---\n');
    const fresh = incoming(paper, workspace.annotations.of(paper), read.annotations);
    assert.deepEqual(
      fresh.map(({ kind, exact, comment, annotator, date, place }) => [
        kind,
        exact,
        comment,
        annotator,
        date,
        place?.start ?? null,
      ]),
      [
        ['highlight', 'learn to remember', 'Indeed', 'anna', '2026-11-03', 3],
        ['remark', '', 'A page note', null, null, null],
      ],
    );
  });

  test('tables and Markdown', () => {
    const { workspace, paper } = workspaceWith(SIDECAR);
    const annotations = outgoing(paper, workspace.annotations.of(paper));
    const exported = { key: 'x1', title: 'One *Two*', citation: '@x1', annotations };
    assert.match(
      printCsv([exported]),
      /^citekey,title,paper,kind,field.*\r\nx1,One \*Two\*,https:\/\/arxiv\.org\/abs\/2501\.00663,highlight,abstract,,learn to remember,Is it so\?,green/,
    );
    assert.match(
      printCsv([{ ...exported, annotations: [{ ...annotations[0]!, comment: '=1+1, "x"' }] }]),
      /"'=1\+1, ""x"""/,
    );
    assert.equal(
      printMarkdown([exported]),
      '## One \\*Two\\* [@x1]\n\n> learn to remember [@x1]\n\nIs it so?\n\n> a sentence from the PDF [@x1, p. 7]\n\nRead again.\n',
    );
  });

  test('what a comment leaves open swallows nothing of the exported note', () => {
    const { workspace, paper } = workspaceWith(SIDECAR);
    const [first] = outgoing(paper, workspace.annotations.of(paper));
    const print = (comment: string): string =>
      printMarkdown([{ key: 'x1', title: 'One', citation: '@x1', annotations: [{ ...first!, comment }] }]);
    assert.match(print('~~~\na\n~~~\n\n````py\nb\n```'), /\n````py\nb\n```\n````\n$/);
    assert.match(print('a <!-- b'), /\na <!-- b\n-->\n$/);
    assert.match(print('a <!-- b --> ```'), /\na <!-- b --> ```\n$/);
  });

  test('any JSON is read without harm', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const read = readJsonAnnotations(json);
        assert.ok('wrong' in read || read.unread >= 0);
      }),
      { numRuns: 200 },
    );
    assert.match(JSON.stringify(readJsonAnnotations('{')), /"wrong":"it is no JSON: /);
  });

  const U = 'https://arxiv.org/abs/2501.00663';
  const only = (item: unknown): ExchangedAnnotation => {
    const read = readJsonAnnotations(JSON.stringify(item));
    assert.ok('annotations' in read && read.annotations.length === 1, JSON.stringify(read));
    return read.annotations[0]!;
  };

  test('the shapes that the W3C model allows are read', () => {
    const quote = { type: ['TextQuoteSelector'], exact: 'at test time' };
    const inner = { type: 'XPathSelector', value: '/p', refinedBy: [quote] };
    const deep = { type: 'FragmentSelector', value: 'page=3', refinedBy: inner };
    const one = only({
      '@id': 'http://example.org/1',
      creator: [{ id: 'http://example.org/anna' }],
      body: [
        { type: 'TextualBody', format: 'text/html', value: '<p>So <b>good</b> &amp; true</p><p>Yes</p>' },
        { type: 'SpecificResource', source: 'http://example.org/post' },
        { value: 'a tag', purpose: ['tagging', 'classifying'] },
      ],
      target: { source: { id: U }, selector: [deep] },
    });
    assert.deepEqual(
      [one.exact, one.page, one.comment, one.tags, one.annotator],
      [
        'at test time',
        '3',
        'So good & true\n\nYes\n\nhttp://example.org/post',
        ['a tag'],
        'http://example.org/anna',
      ],
    );
    assert.equal(only({ body: 'all of it', target: { id: U, type: 'Text' } }).kind, 'remark');
    assert.equal(only({ '@graph': [{ bodyValue: 'x', target: U }] }).comment, 'x');
    const several = { id: 'http://example.org/2', body: 'two', target: [U, { source: U, selector: quote }] };
    const read = readJsonAnnotations(JSON.stringify(several));
    assert.ok('annotations' in read);
    assert.deepEqual(
      read.annotations.map(({ id, exact }) => [id, exact]),
      [
        ['http://example.org/2', ''],
        ['http://example.org/2#1', 'at test time'],
      ],
    );
    const lines = `${JSON.stringify(several)}\n{"broken\n\n${JSON.stringify({ uri: U, text: 'hm' })}\n`;
    const streamed = readJsonAnnotations(lines);
    assert.ok('annotations' in streamed);
    assert.deepEqual([streamed.annotations.length, streamed.unread], [3, 1]);
  });

  const plain: ExchangedAnnotation = {
    ...{
      kind: 'highlight',
      id: null,
      paper: U,
      title: null,
      key: null,
      field: 'abstract',
      page: null,
      exact: 'time',
    },
    ...{ prefix: null, suffix: null, start: null, color: null, comment: '', date: null, annotator: null },
    tags: [],
  };

  test('equal words at two places, or by two readers, are two; one id is one, whatever became of its comment', () => {
    const { workspace, paper } = workspaceWith('---\ncitekey: x1\n---\n');
    const known = workspace.annotations.of(paper);
    const given = (...more: Partial<ExchangedAnnotation>[]): number =>
      incoming(
        paper,
        known,
        more.map((one) => ({ ...plain, ...one })),
      ).length;
    assert.equal(given({ exact: 'e', start: 1 }, { exact: 'e', start: 4 }), 2);
    assert.equal(given({ annotator: 'anna' }, { annotator: 'bob' }), 2);
    assert.equal(given({ annotator: 'anna' }, {}), 1);
    assert.equal(given({ id: 'a_b' }, { id: 'a_b', comment: 'changed' }), 1);
    assert.equal(
      given({ id: 'https://hypothes.is/a/x' }, { id: 'https://hypothes.is/a/x', comment: 'y' }),
      1,
    );
  });

  test("a passage of a PDF is the abstract's where its surroundings are too", () => {
    const { workspace, paper } = workspaceWith('---\ncitekey: x1\n---\n');
    const field = (
      prefix: string | null,
      suffix: string | null,
      exact = 'learn to remember at test time',
    ): unknown => {
      const uri = 'https://arxiv.org/pdf/2501.00663';
      const selector = [{ type: 'TextQuoteSelector', exact, prefix, suffix }];
      const one = only({ uri, target: [{ selector }] });
      return incoming(paper, workspace.annotations.of(paper), [one])[0]?.place?.field;
    };
    assert.equal(field('We\n', ', and why\nnot. 1'), 'abstract');
    assert.equal(field('models that ', '. Thus we show'), 'fulltext');
    assert.equal(field(null, null), 'fulltext');
    assert.equal(field('at ', ' time, and', 'test'), 'fulltext');
  });

  test('whatever words come in can be written', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'Dark Red',
        'violet',
        'title',
        'v2',
        '-->',
        '\u000b\n\nx',
        '\0',
        '# x',
        '^id',
        '> q',
        '\n---\n',
      ),
    );
    const maybe = fc.option(text);
    const one = fc.record({
      ...{ kind: fc.constantFrom('highlight' as const, 'remark' as const), id: maybe, page: maybe },
      ...{ exact: text, prefix: maybe, suffix: maybe, color: maybe, comment: text, annotator: maybe },
    });
    const { workspace, paper } = workspaceWith('---\ncitekey: x1\n---\n');
    const known = workspace.annotations.of(paper);
    fc.assert(
      fc.property(one, fc.integer(), (parts, seed) => {
        const item = { ...parts, exact: parts.kind === 'remark' ? '' : `${parts.exact} x` };
        const json = printJsonLd([{ ...plain, ...item, field: 'fulltext' }]);
        const read = readJsonAnnotations(json);
        assert.ok('annotations' in read);
        const next = random(seed);
        const records = incoming(paper, known, read.annotations).map((each) => ({
          ...each,
          id: each.id ?? newId(next),
        }));
        const done = addRecords('---\ncitekey: x1\n---\n', records, next);
        assert.ok('after' in done, JSON.stringify(records));
      }),
      { numRuns: 500 },
    );
  });

  test('what was made here is the same when it comes in elsewhere', () => {
    const next = random(4);
    for (let run = 0; run < 40; run++) {
      let text = '---\ncitekey: x1\n---\n';
      for (let n = 0; n < 12; n++) {
        const made = newHighlight(next, next(2) === 0 ? null : 'anna');
        const place = made.place && { ...made.place, field: 'fulltext' as const, start: null, version: null };
        const prefix = place && made.prefix;
        const done = addRecord(text, { ...made, place, prefix }, next);
        assert.ok('after' in done);
        text = done.after;
      }
      const { workspace, paper } = workspaceWith(text);
      const read = readJsonAnnotations(printJsonLd(outgoing(paper, workspace.annotations.of(paper))));
      assert.ok('annotations' in read);
      const { workspace: other, paper: same } = workspaceWith('---\ncitekey: x1\n---\n');
      const fresh = incoming(same, other.annotations.of(same), read.annotations);
      const done = addRecords(
        '---\ncitekey: x1\n---\n',
        fresh.map((one) => ({ ...one, id: one.id! })),
        next,
      );
      assert.ok('after' in done);
      assert.deepEqual(said(done.after), said(text));
    }
  });
});
