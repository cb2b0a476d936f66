import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  queryHelpRequest,
  searchRequest,
  type QueryHelp,
  type SearchAnswer,
} from '../../src/protocol/search.ts';
import { LspClient } from '../support/lsp-client.ts';
import { SMALL_PAGE } from '../support/pages.ts';

describe('search over the protocol', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      'digests/page.txt': SMALL_PAGE,
      'note.md': 'We follow [@titans2024].\n',
    });
  });
  after(() => client.stop());

  const ask = (query: string): Promise<SearchAnswer> =>
    client.connection.sendRequest<SearchAnswer>(searchRequest, { query, limit: 20 });

  /** The answer when all papers can be found. */
  async function whenIndexed(query: string): Promise<SearchAnswer> {
    await client.eventually('the index is whole', async () => (await ask(query)).indexing === null);
    return ask(query);
  }

  test('hits show where they were found', async () => {
    const { hits, total, problems } = await whenIndexed('near linear time attenton ');
    assert.ok(total >= 1);
    assert.deepEqual(problems, []);
    const [first] = hits;
    assert.equal(first?.key, 'hyperattention2023');
    assert.match(first.detail, /2023/);
    const { text, marks } = first.preview!;
    const marked = marks.map(({ start, end }) => text.slice(start, end).toLowerCase());
    assert.ok(marked.includes('linear') && marked.includes('time'), marked.join());
  });

  test('what notes cite is asked of the workspace', async () => {
    const { hits } = await whenIndexed('cited-in:note.md');
    assert.deepEqual(
      hits.map(({ key }) => key),
      ['titans2024'],
    );
  });

  test('a malformed query names the place, and finds', async () => {
    const { hits, problems } = await whenIndexed('(titans');
    assert.deepEqual(
      problems.map(({ start, end }) => [start, end]),
      [[0, 1]],
    );
    assert.equal(hits[0]?.key, 'titans2024');
  });

  test('a paper that is added is found, one that is gone is not', async () => {
    const write = async (text: string, type: 'created' | 'changed'): Promise<void> => {
      await client.folder.write('digests/more.bib', text);
      await client.changedOnDisk([{ path: 'digests/more.bib', type }]);
    };
    await write('@misc{x1, title = {Quokkas of Rottnest}}', 'created');
    await client.eventually('found', async () => (await ask('quokkas ')).hits[0]?.key === 'x1');
    await write('@misc{x1, title = {Wombats}}', 'changed');
    await client.eventually('gone', async () => (await ask('quokkas ')).total === 0);
    assert.equal((await whenIndexed('wombats ')).hits[0]?.key, 'x1');
  });

  test('the help says how queries are written', async () => {
    const { writing, fields } = await client.connection.sendRequest<QueryHelp>(queryHelpRequest);
    assert.ok(writing.length > 4 && fields.length > 10);
  });
});
