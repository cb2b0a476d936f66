import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { LineIndex } from '../../src/core/text/lines.ts';
import { withoutMarks } from '../support/cursor.ts';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';

const BIB = `@misc{titans2024, title = {Titans: Learning to Memorize at Test Time}, author = {Behrouz, Ali}, year = 2024, eprint = {2501.00663}, archiveprefix = {arXiv}}
@article{lakes, title = {On the Stability of Shallow Lakes Under Warming}, author = {Moor, Ada}, year = 2021, doi = {10.1000/lakes.7}}
@misc{twice, title = {The First of Two}, author = {A, B}, year = 2020, eprint = {2001.00001}, archiveprefix = {arXiv}}
`;
const OTHER = `@misc{twice, title = {The Second with that Key}, author = {C, D}, year = 2021, doi = {10.1000/second}}
`;
const MAIL = `\\\\
arXiv:2310.05869
Date: Mon, 9 Oct 2023 17:05:25 GMT   (243kb,D)

Title: HyperAttention: Long-context Attention in Near-Linear Time
Authors: Insu Han, Rajesh Jayaram
Categories: cs.LG
\\\\
  We approximate attention.
\\\\ ( https://arxiv.org/abs/2310.05869 ,  243kb)
`;
const SIDECAR = `---
citekey: titans2024
paper: https://arxiv.org/abs/2501.00663
---

<!-- carrel: highlight yellow 2026-11-03 p.7 -->
> a sentence of *the* PDF

^h1
`;
const LIST = '- [ ] [@gone2020] ➕ 2026-11-03\n  On the Stability of Shallow Lakes Under Warming\n';

describe('code actions that rewrite citations', () => {
  let client: LspClient;
  let opened = 0;
  before(async () => {
    client = await LspClient.start(
      {
        'refs.bib': BIB,
        'other.bib': OTHER,
        'digests/mail.txt': MAIL,
        'annotations/@titans2024.md': SIDECAR,
        'reading-list.md': LIST,
        'cites-gone.md': 'Also [@gone2020, p. 3].\n',
      },
      {
        capabilities: {
          workspace: { workspaceEdit: { documentChanges: true } },
          textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } },
        },
      },
    );
  });
  after(() => client.stop());

  async function offered(
    fixture: string,
    only?: string[],
  ): Promise<{ actions: CodeAction[]; text: string; path: string }> {
    const { text, span } = withoutMarks(fixture);
    const lines = new LineIndex(text);
    const path = `note-${opened++}.md`;
    const uri = await client.open(path, text);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
      context: { diagnostics: [], ...(only && { only }) },
    });
    return { actions, text, path };
  }

  /** The note after the one action whose title is so; null expects that there is none. */
  async function check(
    fixture: string,
    title: RegExp,
    expected: string | null,
    only?: string[],
  ): Promise<CodeAction | null> {
    const { actions, text, path } = await offered(fixture, only);
    const found = actions.filter((action) => title.test(action.title));
    const titles = actions.map((action) => action.title).join('\n');
    if (expected === null) {
      assert.equal(found.length, 0, titles);
      return null;
    }
    assert.equal(found.length, 1, titles);
    assert.equal(found[0]!.edit, undefined, 'edits are made when the action is chosen');
    const action = await client.request<CodeAction>('codeAction/resolve', found[0]);
    const after = applyLspEdits({ [path]: text }, action.edit!, (name) => client.folder.uri(name), 'utf-16');
    assert.equal(after[path], expected);
    return action;
  }

  test('an identifier, an address and a link become a citation by key', async () => {
    const action = await check('See arXiv:2501.‸00663.\n', /^Cite as/, 'See [@titans2024].\n');
    assert.equal(action?.kind, 'refactor.rewrite');
    await check('See <https://arxiv.org/abs/2501.00‸663>.\n', /^Cite as/, 'See [@titans2024].\n');
    await check(
      'See [this one](https://arxiv.org/pdf/2501.00‸663 "PDF").\n',
      /^Cite as/,
      'See this one [@titans2024].\n',
    );
    await check('DOI https://doi.org/10.1000/la‸kes.7 here\n', /^Cite as/, 'DOI [@lakes] here\n');
    await check('As @doi:10.1000/la‸kes.7 says\n', /^Cite as/, 'As @lakes says\n');
    await check('[1]: https://arxiv.org/abs/2501.00‸663\n\nSee [1].\n', /^Cite as/, null);
    await check('<a href="https://arxiv.org/abs/2501.00‸663">x</a>\n', /^Cite as/, null);
    await check('See arXiv:1901.‸00001.\n', /^Cite as/, null);
  });

  test('a version is kept: behind a key that is given, in the entry of one that is pinned', async () => {
    await check('See arXiv:2501.00663‸v2.\n', /^Cite as/, 'See [@titans2024, v2].\n');
    const action = await check('See arXiv:2310.05‸869v3.\n', /^Cite as/, 'See [@hyperattention2023].\n');
    assert.equal(action?.command?.command, 'carrel.cite.pin');
    await client.request('workspace/executeCommand', {
      command: action.command.command,
      arguments: action.command.arguments,
    });
    const bib = await readFile(join(client.folder.path, 'carrel.bib'), 'utf8');
    assert.match(bib, /@misc\{hyperattention2023,[^]*eprint = \{2310\.05869v3\}/);
  });

  test('a key becomes an identifier, where nothing is lost by it', async () => {
    const action = await check('See [@tit‸ans2024].\n', /^Print arXiv/, 'See arXiv:2501.00663.\n');
    assert.equal(action?.kind, 'refactor.inline');
    await check('See [@tit‸ans2024, v2].\n', /^Print arXiv/, 'See arXiv:2501.00663v2.\n');
    await check('See @lak‸es now\n', /^Print https/, 'See https://doi.org/10.1000/lakes.7 now\n');
    await check('See [[@lak‸es]] now\n', /^Print https/, 'See https://doi.org/10.1000/lakes.7 now\n');
    await check('See [@lak‸es, p. 3].\n', /^Print/, null);
    await check('See [see @lak‸es; @titans2024].\n', /^Print/, null);
  });

  test('a title or a short name in prose becomes a citation', async () => {
    const title = 'Titans: Learning to Memorize at Test Time';
    await check(
      `As *${title.replace('Memorize', 'Mem‸orize')}* says.\n`,
      /^Cite .* here/,
      `As *${title}* [@titans2024] says.\n`,
    );
    await check(`As «${title}» says.\n`, /^Replace/, 'As @titans2024 says.\n');
    await check(
      'We use HyperAtt‸ention.\n',
      /^Cite .* here/,
      'We use HyperAttention [@hyperattention2023].\n',
    );
    await check('The stability‸ of lakes.\n', /^(?:Cite|Replace)/, null);
    await check('Code `HyperAtt‸ention` is none.\n', /^(?:Cite|Replace)/, null);
    await check('```\nHyperAtt‸ention\n```\n', /^(?:Cite|Replace)/, null);
    await check('[HyperAtt‸ention](x.md)\n', /^Replace/, '[@hyperattention2023](x.md)\n');
  });

  test('a highlight is quoted behind the paragraph', async () => {
    const quote = '> a sentence of the PDF\n>\n> [@titans2024, p. 7] [[@titans2024#^h1]]';
    await check(
      'See [@tit‸ans2024]\nand more.\n\nRest.\n',
      /^Quote/,
      `See [@titans2024]\nand more.\n\n${quote}\n\nRest.\n`,
    );
    await check('See [[@titans2024#^h‸1]]', /^Quote/, `See [[@titans2024#^h1]]\n\n${quote}`);
    await check('See [@lak‸es].\n', /^Quote/, null);
  });

  test('of an ambiguous citation one paper is chosen', async () => {
    await check(
      'See [@twi‸ce].\n',
      /^Mean “The First of Two”/,
      '---\nbibliography: refs.bib\n---\n\nSee [@twice].\n',
    );
    await check(
      'See [@twi‸ce] and [@lakes].\n',
      /^Mean “The Second/,
      'See https://doi.org/10.1000/second and [@lakes].\n',
    );
    // Where the note's own bibliography has none of them, too.
    const head = '---\nreferences:\n- {id: own, title: Own}\n---\n\n';
    await check(
      `${head}See [@twi‸ce].\n`,
      /^Mean “The Second/,
      `${head}See https://doi.org/10.1000/second.\n`,
    );
  });

  test('certain mistakes are mended, one by one and all at once', async () => {
    const fixture = 'See [@Titans2024; @lakes; @lakes‸] and [@nobody].\n';
    await check(fixture, /^Remove/, 'See [@Titans2024; @lakes] and [@nobody].\n');
    const action = await check(fixture, /^Fix all/, 'See [@titans2024; @lakes] and [@nobody].\n', [
      'source.fixAll',
    ]);
    assert.equal(action?.kind, 'source.fixAll.carrel');
    await check(fixture, /^Fix all/, null);
    await check('See [@nob‸ody].\n', /^Fix all/, null, ['source.fixAll.carrel']);
    const { actions } = await offered('See [@Tit‸ans2024].\n', ['quickfix']);
    assert.deepEqual(
      actions.map(({ title, isPreferred = false }) => [title, isPreferred]),
      [['Change to “titans2024”', true]],
    );
  });

  test('a key that was replaced is changed in all notes by one edit', async () => {
    const action = await check('See [@gon‸e2020].\n', /in \d+ notes$/, 'See [@lakes].\n');
    const changes = action!.edit!.documentChanges!.flatMap((change) => ('edits' in change ? [change] : []));
    const closed = changes.find(({ textDocument: { uri } }) => uri.endsWith('cites-gone.md'));
    assert.equal(closed?.textDocument.version, null);
    assert.deepEqual(
      closed.edits.map((edit) => 'newText' in edit && edit.newText),
      ['@lakes'],
    );
  });

  test('a key that a pull replaced is known from what the library was', async () => {
    await client.folder.write(
      'team.bib',
      '@misc{before, title = {A Paper with a Long Title}, year = 2020, doi = {10.1/x}}\n',
    );
    await client.folder.write('one.md', 'See [@before].\n');
    await client.changedOnDisk([
      { path: 'team.bib', type: 'created' },
      { path: 'one.md', type: 'created' },
    ]);
    await client.eventually('the key is known', async () => {
      const list = await client.request<unknown[]>('workspace/symbol', { query: 'before' });
      return list.length > 0;
    });
    await client.folder.write(
      'team.bib',
      '@misc{behind, title = {A Paper with a Long Title}, year = 2020, doi = {10.1/x}}\n',
    );
    await client.changedOnDisk([{ path: 'team.bib', type: 'changed' }]);
    await client.eventually('the fix is offered', async () => {
      const { actions } = await offered('See [@bef‸ore].\n', ['quickfix']);
      return actions.some(({ title }) => title.startsWith('Change “before” to “behind” in '));
    });
  });

  test('a key that only a sidecar still gives is changed to the one that the bibliography has now', async () => {
    const head = '---\nbibliography: pulled.bib\n---\n';
    const entry = 'title = {A Paper That a Pull Gave a Key}, year = 2020, doi = {10.1000/pulled}';
    const files = {
      'pulled.bib': `@misc{newkey2020, ${entry}}\n`,
      'elsewhere.bib': `@misc{third2020, ${entry}}\n`,
      'annotations/@oldkey2020.md':
        '---\ncitekey: oldkey2020\ndoi: 10.1000/pulled\n---\n\nMine, see [@oldkey2020].\n',
      'pulled.md': `${head}See [[@oldkey2020]] and [[oldkey2020]].\n`,
    };
    for (const [path, text] of Object.entries(files)) await client.folder.write(path, text);
    await client.changedOnDisk(Object.keys(files).map((path) => ({ path, type: 'created' as const })));
    const fixture = `${head}See [@old‸key2020].\n`;
    await client.eventually('the fix is offered', async () => {
      const { actions } = await offered(fixture, ['quickfix']);
      return actions.some(({ title }) => /^Change “oldkey2020” to “newkey2020” in \d notes$/.test(title));
    });
    const action = await check(fixture, /^Change “oldkey2020”/, `${head}See [@newkey2020].\n`);
    assert.equal(action!.isPreferred, true);
    const after = applyLspEdits(files, action!.edit!, (path) => client.folder.uri(path), 'utf-16');
    assert.deepEqual(after, {
      ...files,
      'annotations/@oldkey2020.md': files['annotations/@oldkey2020.md'].replaceAll('oldkey', 'newkey'),
      'pulled.md': `${head}See [[@newkey2020]] and [[oldkey2020]].\n`,
    });
    await check(fixture, /^Fix all/, `${head}See [@newkey2020].\n`, ['source.fixAll']);
    // A key of another bibliography may be meant as it is.
    const other = `${head}See [@third‸2020].\n`;
    await check(other, /^Change to “newkey2020”/, `${head}See [@newkey2020].\n`);
    await check(other, /^Fix all/, null, ['source.fixAll']);
  });

  test('status and sidecar of the paper at the cursor', async () => {
    const { actions } = await offered('See [@lak‸es].\n', ['refactor.paper']);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Create a file for notes on “lakes”',
        'Queue “lakes” for reading',
        'Mark “lakes” as being read',
        'Mark “lakes” as read',
        'Dismiss “lakes”',
        'Rate “lakes”…',
        'Tag “lakes”…',
      ],
    );
    for (const title of ['Create', 'Queue']) {
      const { command } = actions.find((action) => action.title.startsWith(title))!;
      await client.request('workspace/executeCommand', {
        command: command!.command,
        arguments: command!.arguments,
      });
    }
    assert.match(
      await readFile(join(client.folder.path, 'annotations/@lakes.md'), 'utf8'),
      /^---\ncitekey: lakes\n/,
    );
    const then = (await offered('See [@lak‸es].\n', ['refactor'])).actions.map(({ title }) => title);
    assert.ok(!then.some((title) => /^(?:Create|Queue)/.test(title)), then.join('\n'));
    assert.ok(then.includes('Take the reading status of “lakes” back'));
    await client.open('refs.bib', BIB, 'bibtex');
    const inDigest = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.folder.uri('refs.bib') },
      range: { start: { line: 0, character: 30 }, end: { line: 0, character: 30 } },
      context: { diagnostics: [] },
    });
    assert.ok(inDigest.some(({ title }) => title === 'Queue “titans2024” for reading'));
  });
});
