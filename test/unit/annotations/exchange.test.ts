import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { incoming } from '../../../src/core/annotations/exchange/incoming.ts';
import { printJsonLd, readJsonAnnotations } from '../../../src/core/annotations/exchange/json-ld.ts';
import { outgoing } from '../../../src/core/annotations/exchange/outgoing.ts';
import { printCsv, printMarkdown } from '../../../src/core/annotations/exchange/tables.ts';
import type { Workspace } from '../../../src/core/workspace/workspace.ts';
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
    const read = readJsonAnnotations(JSON.stringify({ total: 3, rows }))!;
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

  test('any JSON is read without harm', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const read = readJsonAnnotations(json);
        assert.ok(read === null || read.unread >= 0);
      }),
      { numRuns: 200 },
    );
    assert.equal(readJsonAnnotations('{'), null);
  });
});
