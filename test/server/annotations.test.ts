import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ApplyWorkspaceEditParams } from 'vscode-languageserver-protocol';
import { parseDecisions } from '../../src/core/annotations/decisions.ts';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import { annotationRequest } from '../../src/protocol/annotation-list.ts';
import { applyLspEdits, LspClient } from '../support/lsp-client.ts';
import { killWhileAnnotating } from '../support/killing.ts';
import { listed } from '../support/citing-all.ts';
import { SMALL_PAGE } from '../support/pages.ts';

interface Result {
  readonly id?: string;
  readonly files: readonly string[];
  readonly inverse: { readonly command: string; readonly arguments: readonly unknown[] };
}

const TITANS = 'annotations/@titans2024.md';

describe('annotating over LSP', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      'digests/page.txt': SMALL_PAGE,
      'annotations/@pointer-networks2015.md': '',
      'literature/@hyperattention2023.md':
        '---\ncitekey: hyperattention2023\ntags:\n  - mine\n---\n\n# My notes\n\nWords.\n',
    });
  });
  after(() => client.stop());

  const run = (command: string, argument: unknown): Promise<Result> =>
    client.request('workspace/executeCommand', {
      command: `carrel.annotate.${command}`,
      arguments: [argument],
    });
  const text = (path: string): Promise<string> => readFile(join(client.folder.path, path), 'utf8');
  const undo = (result: Result): Promise<Result> =>
    client.request('workspace/executeCommand', result.inverse);

  test("a highlight makes the paper's sidecar; comment, colour and undo follow", async () => {
    const made = await run('addHighlight', {
      paper: '@titans2024',
      quote: { exact: 'neural memory' },
      comment: 'mine',
    });
    assert.deepEqual(made.files, [TITANS]);
    const first = await text(TITANS);
    assert.match(
      first,
      /^---\ncitekey: titans2024\ntitle: "Titans: Learning to Memorize at Test Time"\n---\n/,
    );
    const [record] = parseSidecar(first).records;
    assert.equal(record?.exact, 'neural memory');
    assert.equal(record.id, made.id);
    assert.equal(record.comment, 'mine');
    const changed = await run('updateHighlight', {
      paper: 'titans2024',
      id: made.id,
      color: 'green',
      comment: '# hm\n\nwhy?',
    });
    const second = parseSidecar(await text(TITANS)).records[0]!;
    assert.deepEqual([second.color, second.comment], ['green', '# hm\n\nwhy?']);
    await undo(changed);
    assert.equal(await text(TITANS), first);
    const removed = await run('removeHighlight', { paper: 'titans2024', id: made.id });
    assert.equal(parseSidecar(await text(TITANS)).records.length, 0);
    await undo(removed);
    assert.equal(await text(TITANS), first);
  });

  test('what others wrote into the file, unseen by the client, is joined with an edit or refuses it', async () => {
    const paper = 'pointer-networks2015';
    const path = `annotations/@${paper}.md`;
    const made = await run('addHighlight', {
      paper,
      quote: { exact: 'Networks' },
      field: 'title',
      comment: 'mine',
    });
    const add = async (words: string): Promise<void> =>
      client.folder.write(
        path,
        (await text(path)).replace(/mine|better/, (old) => `${old}\n\n${words}`),
      );
    const comment = async (): Promise<string | undefined> =>
      parseSidecar(await text(path)).records.find(({ id }) => id === made.id)?.comment;
    await add('by hand');
    const changed = await run('updateHighlight', { paper, id: made.id, comment: 'better' });
    assert.equal(await comment(), 'better\n\nby hand');
    await add('again');
    await undo(changed);
    assert.equal(await comment(), 'mine\n\nagain\n\nby hand');
    await add('once more');
    await assert.rejects(run('removeHighlight', { paper, id: made.id }), /meanwhile/);
    await run('removeHighlight', { paper, id: made.id });
    assert.equal(await comment(), undefined);
  });

  test('a record without an id gets one when it takes another passage, and undo gives the old bytes back', async () => {
    const path = 'literature/@hyperattention2023.md';
    const before = `${await text(path)}\n<!-- carrel: highlight -->\n> long inputs\n`;
    await client.folder.write(path, before);
    await client.changedOnDisk([{ path, type: 'changed' }]);
    const paper = 'hyperattention2023';
    const { id } = parseSidecar(before).records.find(({ exact }) => exact === 'long inputs')!;
    const known = async (): Promise<boolean> =>
      (await client.request(annotationRequest, { ref: paper, id })) !== null;
    await client.eventually('the record is read', known);
    const made = await run('reanchor', { paper, id, quote: { exact: 'nearly linear time' } });
    assert.match((await text(path)).slice(before.length - 40), /> nearly linear time\n\n\^\w{6}\n/);
    await undo(made);
    assert.equal(await text(path), before);
    await client.folder.write(path, before.slice(0, before.lastIndexOf('\n<!-- carrel')));
    await client.changedOnDisk([{ path, type: 'changed' }]);
    await client.eventually('the record is gone', async () => !(await known()));
  });

  test('undoing what made a file deletes it, and what changes nothing makes none', async () => {
    const paper = 'stability-shallow-lakes2021';
    const files = async (): Promise<string[]> =>
      (await readdir(join(client.folder.path, 'annotations'))).sort();
    const before = await files();
    for (const [command, argument] of [
      ['setRating', { rating: null }],
      ['setTags', { tags: [] }],
      ['setStatus', { status: 'none' }],
    ] as const)
      assert.deepEqual((await run(command, { paper, ...argument })).files, []);
    assert.deepEqual(await files(), before);
    const made = await run('addRemark', { paper, text: 'hm' });
    const [made2] = made.files;
    assert.ok((await files()).some((name) => made2!.endsWith(name)));
    const undone = await undo(made);
    assert.deepEqual(await files(), before);
    await undo(undone);
    assert.match(await text(made2!), /\nhm\n/);
    await run('undo', { paper });
    assert.deepEqual(await files(), before);
  });

  test('commands in quick succession all take effect, also on a paper without a sidecar', async () => {
    const paper = 'stability-shallow-lakes2021';
    const results = await Promise.all([
      run('addRemark', { paper, text: 'one' }),
      run('addRemark', { paper, text: 'two' }),
      run('setTags', { paper, tags: ['lakes', 'to read'] }),
      run('setRating', { paper, rating: 3 }),
    ]);
    assert.equal(new Set(results.flatMap(({ files }) => files)).size, 1);
    const { records, fields } = parseSidecar(await text(`annotations/@${paper}.md`));
    assert.deepEqual(records.map(({ comment }) => comment).sort(), ['one', 'two']);
    assert.deepEqual([fields.tags, fields.rating], [['lakes', 'to read'], 3]);
  });

  test('a literature note is the sidecar where it lies; a file of no bytes counts as absent', async () => {
    const before = await text('literature/@hyperattention2023.md');
    const made = await run('addHighlight', {
      paper: 'hyperattention2023',
      quote: { exact: 'nearly linear time' },
    });
    assert.deepEqual(made.files, ['literature/@hyperattention2023.md']);
    assert.ok((await text('literature/@hyperattention2023.md')).startsWith(before));
    await run('addRemark', { paper: 'pointer-networks2015', text: 'hm' });
    assert.match(await text('annotations/@pointer-networks2015.md'), /^---\ncitekey: pointer-networks2015\n/);
    assert.deepEqual((await readdir(join(client.folder.path, 'annotations'))).sort(), [
      '@pointer-networks2015.md',
      '@stability-shallow-lakes2021.md',
      '@titans2024.md',
    ]);
  });

  test('a selection in a digest', async () => {
    const lines = SMALL_PAGE.split('\n');
    const line = lines.findIndex((one) => one.includes('nearly linear time'));
    const at = lines[line]!.indexOf('long inputs');
    const range = { start: { line, character: at }, end: { line, character: at + 'long inputs in'.length } };
    const made = await run('addHighlight', { at: { uri: client.folder.uri('digests/page.txt'), range } });
    const record = parseSidecar(await text('literature/@hyperattention2023.md')).records.find(
      ({ id }) => id === made.id,
    );
    assert.equal(record?.exact, 'long inputs in');
    assert.equal(record.place?.field, 'abstract');
    await assert.rejects(
      run('addHighlight', {
        at: {
          uri: client.folder.uri('digests/page.txt'),
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
        },
      }),
      /Select words/,
    );
  });

  test('status stands in the reading list, and what triage decides in a file of the machine', async () => {
    const queued = await run('setStatus', { paper: 'titans2024', status: 'queued' });
    assert.deepEqual(queued.files, ['reading-list.md']);
    assert.match(
      await text('reading-list.md'),
      /^- \[ \] \[@titans2024\] ➕ \d{4}-\d\d-\d\d\n {2}Titans: Learning to Memorize at Test Time\n$/,
    );
    await run('setStatus', { paper: 'titans2024', status: 'reading' });
    assert.match(await text('reading-list.md'), /^- \[\/\].*➕.*🛫/);
    const dismissed = await run('setStatus', { paper: 'titans2024', status: 'dismissed' });
    assert.equal(await text('reading-list.md'), '');
    await undo(dismissed);
    assert.match(await text('reading-list.md'), /^- \[\/\]/);
    const [name] = await readdir(join(client.folder.path, '.carrel/decisions'));
    const { decisions, unread } = parseDecisions(await text(`.carrel/decisions/${name!}`));
    assert.deepEqual(unread, []);
    assert.deepEqual(
      decisions.map(({ paper, kind }) => [paper, kind]),
      [
        ['key:titans2024', 'queued'],
        ['key:titans2024', 'dismissed'],
        ['key:titans2024', 'queued'],
      ],
    );
  });

  test('undo takes back the last command, then the one before', async () => {
    const before = await text(TITANS);
    await run('setRating', { paper: 'titans2024', rating: 2 });
    await run('setTags', { paper: 'titans2024', tags: ['a', 'b'] });
    await run('undo', {});
    await run('undo', { paper: '@titans2024' });
    assert.equal(await text(TITANS), before);
  });

  test('wrong calls change nothing and say why', async () => {
    await assert.rejects(
      run('addHighlight', { paper: 'nobody1999', quote: { exact: 'x' } }),
      /No paper of the library/,
    );
    await assert.rejects(
      run('addHighlight', { paper: 'titans2024', quote: { exact: 'words that stand nowhere' } }),
      /does not stand/,
    );
    await assert.rejects(run('setRating', { paper: 'titans2024', rating: 6 }), /1 to 5/);
    await assert.rejects(
      run('updateHighlight', { paper: 'titans2024', id: 'zzz', color: 'red' }),
      /no annotation/,
    );
    await assert.rejects(run('setStatus', { paper: 'titans2024', status: '__proto__' }), /status/);
    await assert.rejects(run('addRemark', null), /text/);
  });

  test('a file with conflict marks is not written', async () => {
    const path = 'literature/@hyperattention2023.md';
    const conflicted = `${await text(path)}\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n`;
    await client.folder.write(path, conflicted);
    await client.changedOnDisk([{ path, type: 'changed' }]);
    await assert.rejects(run('addRemark', { paper: 'hyperattention2023', text: 'z' }), /merge conflict/);
    assert.equal(await text(path), conflicted);
  });

  test('a sidecar that is open is edited in the client, on its unsaved text', async () => {
    const unsaved = `${await text(TITANS)}\nUnsaved words.\n`;
    const uri = await client.open(TITANS, unsaved);
    let current = unsaved;
    client.connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
      current = applyLspEdits({ [TITANS]: current }, edit, (path) => client.folder.uri(path), 'utf-16')[
        TITANS
      ]!;
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: current }],
      });
      return { applied: true };
    });
    const onDisk = await text(TITANS);
    await run('addRemark', { paper: 'titans2024', text: 'while open' });
    assert.equal(await text(TITANS), onDisk);
    assert.ok(current.includes('Unsaved words.') && current.includes('while open'));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  test('show and list tell of it', async () => {
    const papers = await listed(client.folder.path);
    const titans = papers.find(({ key }) => key === 'titans2024') as unknown as Record<string, unknown>;
    assert.deepEqual(
      [titans['status'], titans['highlights'], titans['rating'], titans['tags']],
      ['reading', 1, null, []],
    );
  });
});

test('a server that is killed while it writes leaves the old or the new text, and all that it confirmed', async () => {
  assert.deepEqual(await killWhileAnnotating(20), { rounds: 20, damaged: 0, lost: 0 });
});
