import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupsRequest, type GroupsPage } from '../../src/protocol/library.ts';
import { relatedRequest, type RelatedAnswer } from '../../src/protocol/related.ts';
import { LspClient } from '../support/lsp-client.ts';

const LAKES = ['turbid', 'clear', 'frozen', 'salt', 'deep', 'warm']
  .map((word, i) => `@misc{p${i}, title = {Shallow Lakes when ${word}}, year = 2020}\n`)
  .join('\n');

test('related papers of a paper, of an entry, and of what a note cites, without those', async () => {
  const client = await LspClient.start({ 'refs.bib': LAKES, 'note.md': 'See @p0 and [@p3].\n' });
  const start = { line: 0, character: 0 };
  const ask = (params: object): Promise<RelatedAnswer | null> =>
    client.request<RelatedAnswer | null>(relatedRequest, { limit: 9, ...params });
  const keys = (answer: RelatedAnswer | null): string[] => answer?.rows.map(({ key }) => key).sort() ?? [];
  try {
    await client.eventually('all are related', async () => keys(await ask({ ref: 'p0' })).length === 5);
    const note = await client.open('note.md', 'See @p0 and [@p3].\n');
    const beside = await ask({ uri: note, position: start });
    assert.deepEqual([beside?.about, beside?.note], ['note.md', true]);
    assert.deepEqual(keys(beside), ['p1', 'p2', 'p4', 'p5']);
    assert.ok(
      beside!.rows.every(({ reasons, beside: of }) => reasons.length > 0 && ['p0', 'p3'].includes(of)),
    );
    const digest = await client.open('refs.bib', LAKES, 'bibtex');
    const entry = await ask({ uri: digest, position: start });
    assert.equal(entry?.about, 'Shallow Lakes when turbid');
    assert.deepEqual(keys(entry), ['p1', 'p2', 'p3', 'p4', 'p5']);
    const empty = await client.open('empty.md', 'Nothing is cited.\n');
    assert.equal(await ask({ uri: empty, position: start }), null);
  } finally {
    await client.stop();
  }
});

test('groups are handed out by the page', async () => {
  const client = await LspClient.start({ 'refs.bib': LAKES });
  try {
    const page = await client.request<GroupsPage>(groupsRequest, { by: 'date', limit: 10 });
    assert.deepEqual(page, { groups: [{ id: '2020', label: '2020', count: 6, children: [] }], total: 1 });
  } finally {
    await client.stop();
  }
});
