import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CardModel } from '../../src/protocol/card.ts';
import { inboxRequest } from '../../src/protocol/inbox.ts';
import {
  cardRequest,
  groupPapersRequest,
  groupsRequest,
  type PaperPage,
} from '../../src/protocol/library.ts';
import { relatedRequest } from '../../src/protocol/related.ts';
import { searchRequest } from '../../src/protocol/search.ts';
import { LspClient } from '../support/lsp-client.ts';
import { page } from '../support/pages.ts';

const LIMIT = 20;
const SMALL = 200;
const LARGE = 2000;
/** No row needs more: a title, a line of details, marks and reasons. */
const ROW = 1500;

/** A library of one year and one author, all papers alike: each view could show all of it. */
function library(papers: number): Record<string, string> {
  const entry = (i: number): string => {
    const title = `Of Rivers and ${'very long beds of stone and '.repeat(40)} number ${i}`;
    const abstract = `The water of rivers flows over beds of stone, for the ${i}th time. `.repeat(40);
    return `@article{r${i}, title = {${title}}, author = {Anna Bach}, year = 2020, abstract = {${abstract}}}`;
  };
  const fresh = Array.from({ length: papers / 4 }, (_, i) => ({
    title: `Lakes of the ${'very deep and cold '.repeat(20)} North, Part ${i}`,
    abstract: `Lakes lie still in the valleys of the north, for the ${i}th time. `.repeat(10),
  }));
  return {
    'rivers.bib': Array.from({ length: papers }, (_, i) => entry(i)).join('\n'),
    'digests/lakes.txt': page(fresh),
  };
}

describe('nothing is sent to a view that it does not show', () => {
  const clients: LspClient[] = [];
  before(async () => {
    for (const papers of [SMALL, LARGE]) clients.push(await LspClient.start(library(papers)));
  });
  after(async () => {
    for (const client of clients) await client.stop();
  });

  /** The answers of the small library and of the one ten times as large, in bytes. */
  const sizes = async (method: string, params: unknown): Promise<readonly [number, number]> => {
    const [small, large] = await Promise.all(
      clients.map(async (client) => JSON.stringify(await client.request(method, params)).length),
    );
    return [small!, large!];
  };

  for (const [what, method, params] of [
    ['a group', groupPapersRequest, { by: 'date', group: '2020', sort: 'date', limit: LIMIT }],
    ['a filter', searchRequest, { query: 'rivers', limit: LIMIT, sort: 'date' }],
    ['the inbox', inboxRequest, { limits: { new: LIMIT, version: LIMIT, other: LIMIT } }],
    ['related papers', relatedRequest, { ref: 'r7', limit: LIMIT }],
  ] as const)
    test(`${what}: as many bytes as are shown, however large the library is`, async () => {
      const [small, large] = await sizes(method, params);
      assert.ok(small > LIMIT * 300, `${small} bytes are not ${LIMIT} long titles`);
      assert.ok(large <= LIMIT * ROW, `${large} bytes for ${LIMIT} rows`);
      // Counts and numbers are longer by a digit.
      assert.ok(large <= small * 1.1 + 50, `${small} bytes, and ${large} of a library ten times as large`);
    });

  test('a group tells how many papers it has, and sends those that are shown', async () => {
    const [, large] = clients;
    const groups = await large!.request<{ groups: { id: string; count: number }[] }>(groupsRequest, {
      by: 'author',
      limit: LIMIT,
    });
    const group = groups.groups.find(({ count }) => count === LARGE)!;
    const shown = await large!.request<PaperPage>(groupPapersRequest, {
      by: 'author',
      group: group.id,
      sort: 'date',
      limit: LIMIT,
    });
    assert.equal(shown.total, LARGE);
    assert.equal(shown.papers.length, LIMIT);
  });

  test('a card holds its own paper, and of the related ones a line each', async () => {
    const [, large] = clients;
    const card = await large!.request<CardModel>(cardRequest, { ref: 'r7' });
    const own = card.title.length + card.abstract.join('').length;
    assert.ok(JSON.stringify(card).length <= own + 10 * ROW + 5000, String(JSON.stringify(card).length));
  });
});
