import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WorkDoneProgress } from 'vscode-languageserver-protocol';
import { parseSidecar } from '../../src/core/annotations/sidecar.ts';
import {
  annotationsRequest,
  type AnnotationGroupItem,
  type AnnotationItem,
} from '../../src/protocol/annotation-list.ts';
import type { CardModel } from '../../src/protocol/card.ts';
import { cardRequest } from '../../src/protocol/library.ts';
import { LspClient } from '../support/lsp-client.ts';

const RIVERS =
  'The river carves its bed of hard stone over many thousand years. We measure how fast the water flows through twelve valleys.';
const LIBRARY = `@article{rivers2020,
  title = {Rivers Carve Their Beds}, year = 2020, doi = {10.1000/rivers}, abstract = {${RIVERS}}
}
@article{lakes2021,
  title = {On the Stability of Shallow Lakes}, year = 2021, eprint = {2101.00001}, archiveprefix = {arXiv},
  abstract = {Shallow lakes turn from clear to turbid when warming and nutrients meet.}
}
`;
const HYPOTHESIS = JSON.stringify({
  total: 3,
  rows: [
    {
      id: 'hyp-1',
      created: '2026-10-02T10:00:00Z',
      user: 'acct:anna@hypothes.is',
      uri: 'https://arxiv.org/abs/2101.00001',
      text: 'Why?',
      tags: ['lakes'],
      target: [
        {
          selector: [
            {
              type: 'TextQuoteSelector',
              exact: 'clear to turbid',
              prefix: 'lakes turn from ',
              suffix: ' when warm',
            },
          ],
        },
      ],
    },
    {
      id: 'hyp-2',
      created: '2026-10-03T10:00:00Z',
      user: 'acct:anna@hypothes.is',
      uri: 'https://arxiv.org/pdf/2101.00001',
      text: '',
      tags: [],
      target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'words of page three' }] }],
    },
    { id: 'hyp-3', uri: 'https://example.org/elsewhere', text: 'not ours', tags: [], target: [] },
  ],
});
const READING = `# Mine

- [ ] [@rivers2020] ➕ 2026-11-01
  Rivers Carve Their Beds

Some words of mine.

- [ ] [@lakes2021] ➕ 2026-11-02
  On the Stability of Shallow Lakes
- [ ] buy milk
`;

interface Done {
  readonly files: readonly string[];
  readonly inverse: { readonly command: string; readonly arguments: readonly unknown[] };
}

describe('exchange with other programs, repair and order', () => {
  let client: LspClient;
  before(async () => {
    client = await LspClient.start({
      'library.bib': LIBRARY,
      'reading-list.md': READING,
      'note.md': 'Only [@lakes2021].\n',
    });
  });
  after(() => client.stop());

  const run = <T = Done>(command: string, argument: unknown): Promise<T> =>
    client.request('workspace/executeCommand', {
      command: `carrel.annotate.${command}`,
      arguments: [argument],
    });
  const text = (path: string): Promise<string> => readFile(join(client.folder.path, path), 'utf8');
  const LAKES = 'annotations/@lakes2021.md';

  test('an export of Hypothes.is comes in once, is undone at once, and comes in again', async () => {
    const imported = await run<Done & Record<string, unknown>>('import', { text: HYPOTHESIS });
    assert.deepEqual(
      [imported['added'], imported['known'], imported['unread'], imported['unknown']],
      [2, 0, 0, [{ paper: 'https://example.org/elsewhere', count: 1 }]],
    );
    const { records, fields } = parseSidecar(await text(LAKES));
    assert.deepEqual(
      records
        .map(({ id, exact, comment, annotator, date, place }) => [
          id,
          exact,
          comment,
          annotator,
          date,
          place?.field,
        ])
        .sort(),
      [
        ['hyp-1', 'clear to turbid', 'Why?', 'anna', '2026-10-02', 'abstract'],
        ['hyp-2', 'words of page three', '', 'anna', '2026-10-03', 'fulltext'],
      ],
    );
    assert.deepEqual(fields.tags, ['lakes']);
    const again = await run<Record<string, unknown>>('import', { text: HYPOTHESIS });
    assert.deepEqual([again['added'], again['known']], [0, 2]);
    await run('undo', {});
    await assert.rejects(text(LAKES), /ENOENT/);
    await run('import', { text: HYPOTHESIS });
    assert.equal(parseSidecar(await text(LAKES)).records.length, 2);
  });

  test('what is exported comes in nowhere twice; the papers of one note are exported alone', async () => {
    await run('addHighlight', { paper: 'rivers2020', quote: { exact: 'twelve valleys' }, color: 'blue' });
    const all = await run<{ text: string; papers: number; annotations: number }>('export', {
      format: 'json-ld',
    });
    assert.deepEqual([all.papers, all.annotations], [2, 3]);
    assert.equal((await run<{ added: number }>('import', { text: all.text })).added, 0);
    const note = client.folder.uri('note.md');
    const marked = await run<{ text: string; papers: number }>('export', { format: 'markdown', note });
    assert.equal(marked.papers, 1);
    assert.match(marked.text, /^## On the Stability of Shallow Lakes \[@lakes2021\]\n/);
    assert.match(marked.text, /> clear to turbid \[@lakes2021\]\n\nWhy\?/);
    const csv = await run<{ text: string }>('export', { format: 'csv', note });
    assert.equal(csv.text.split('\r\n').length, 4);
    await assert.rejects(run('export', { format: 'pdf' }), /json-ld, markdown, csv/);
    await assert.rejects(run('import', { text: 'no json' }), /it is no JSON: /);
    await assert.rejects(run('import', { text: '{}' }), /neither W3C JSON-LD nor/);
  });

  test('a sidecar that cannot be written costs its own annotations alone, and an import is taken back also when more was written', async () => {
    const other = 'annotations/@rivers2020.md';
    const [rivers, lakes] = [await text(other), await text(LAKES)];
    const conflicted = `<<<<<<< ours\n${rivers}`;
    await client.folder.write(other, conflicted);
    await client.changedOnDisk([{ path: other, type: 'changed' }]);
    const given = (uri: string, words: string): object => ({
      ...{ id: words, uri, text: words, tags: ['#new tag'], created: '2026-11-20T00:00:00Z' },
      target: [{ selector: [{ type: 'TextQuoteSelector', exact: `${words} of the text`, prefix: 'a\nb ' }] }],
    });
    const items = ['one', 'two'].map((words) => given('https://arxiv.org/pdf/2101.00001', words));
    const imported = await run<
      Done & { added: number; refused: { paper: string; count: number; reason: string }[] }
    >('import', { text: JSON.stringify([given('https://doi.org/10.1000/rivers', 'three'), ...items]) });
    assert.equal(imported.added, 2);
    assert.deepEqual(
      imported.refused.map(({ paper, count }) => [paper, count]),
      [['rivers2020', 1]],
    );
    assert.match(imported.refused[0]!.reason, /merge conflict/);
    assert.equal(await text(other), conflicted);
    assert.deepEqual(parseSidecar(await text(LAKES)).fields.tags, ['lakes', 'new tag']);
    await client.folder.write(LAKES, `${await text(LAKES)}\n# Mine\n\nMy own words.\n`);
    await client.changedOnDisk([{ path: LAKES, type: 'changed' }]);
    const undone = await client.request<Done>('workspace/executeCommand', imported.inverse);
    assert.deepEqual(
      parseSidecar(await text(LAKES))
        .records.map(({ id }) => id)
        .sort(),
      parseSidecar(lakes)
        .records.map(({ id }) => id)
        .sort(),
    );
    assert.match(await text(LAKES), /My own words\.\n$/);
    assert.deepEqual(parseSidecar(await text(LAKES)).fields.tags, ['lakes']);
    await client.request('workspace/executeCommand', undone.inverse);
    assert.equal(parseSidecar(await text(LAKES)).records.length, 4);
    for (const [path, before] of [
      [LAKES, lakes],
      [other, rivers],
    ] as const) {
      await client.folder.write(path, before);
      await client.changedOnDisk([{ path, type: 'changed' }]);
    }
  });

  test('an import tells how far it is', async () => {
    const told: { kind: string; percentage?: number }[] = [];
    const { connection } = client;
    const following = connection.onProgress(WorkDoneProgress.type, 'mine', (done) => void told.push(done));
    await client.request('workspace/executeCommand', {
      command: 'carrel.annotate.import',
      arguments: [{ text: HYPOTHESIS }],
      workDoneToken: 'mine',
    });
    following.dispose();
    assert.deepEqual(
      told.map(({ kind, percentage }) => [kind, percentage]),
      [
        ['begin', 0],
        ['report', 0],
        ['end', undefined],
      ],
    );
  });

  test('an orphan is listed with its guess, takes the nearest words or chosen ones, and gives them back', async () => {
    const exact = RIVERS.slice(0, RIVERS.indexOf('.'));
    const made = await run<Done & { id: string }>('addHighlight', {
      paper: 'rivers2020',
      quote: { exact },
      comment: 'Which?',
    });
    const changed = LIBRARY.replace(exact, 'The river carves its bed of soft sand over a few hundred years');
    await client.folder.write('library.bib', changed);
    await client.changedOnDisk([{ path: 'library.bib', type: 'changed' }]);
    const orphans = (): Promise<AnnotationItem[]> =>
      client.request('carrel/orphans', { by: 'paper', filter: '' });
    await client.eventually('the orphan', async () => (await orphans()).length === 1);
    const [orphan] = await orphans();
    assert.deepEqual([orphan?.id, orphan?.exact, orphan?.comment], [made.id, exact, 'Which?']);
    assert.match(orphan?.guess ?? '', /soft sand/);
    const before = await text('annotations/@rivers2020.md');
    const accepted = await run('reanchor', { paper: 'rivers2020', id: made.id });
    assert.deepEqual(await orphans(), []);
    const card = await client.request<CardModel>('carrel/card', { ref: 'rivers2020' });
    const mark = card.notes.marks.find(({ id }) => id === made.id);
    assert.match(card.abstract[0]!.slice(mark?.start, mark?.end), /soft sand/);
    await client.request('workspace/executeCommand', accepted.inverse);
    assert.equal(await text('annotations/@rivers2020.md'), before);
    await run('reanchor', { paper: 'rivers2020', id: made.id, quote: { exact: 'water flows' } });
    const record = parseSidecar(await text('annotations/@rivers2020.md')).records.find(
      ({ id }) => id === made.id,
    );
    assert.deepEqual([record?.exact, record?.comment], ['water flows', 'Which?']);
    await assert.rejects(
      run('reanchor', { paper: 'rivers2020', id: made.id, quote: { exact: 'nowhere at all' } }),
      /does not stand/,
    );
  });

  test('annotations are counted by group', async () => {
    const groups = await client.request<AnnotationGroupItem[]>('carrel/annotationGroups', {
      by: 'color',
      filter: '',
    });
    assert.deepEqual(
      groups.map(({ label, count }) => [label, count]),
      [
        ['yellow', 3],
        ['blue', 1],
      ],
    );
  });

  test('copies that a sync program made are shown beside, and what is written goes where it belongs', async () => {
    const main = '---\ncitekey: rivers2020\n---\n\n<!-- carrel: remark -->\n\nmine\n\n^same12\n';
    const copy = "annotations/@rivers2020 (Anna's conflicted copy 2026-11-03).md";
    const before = await text('annotations/@rivers2020.md');
    await client.folder.write('annotations/@rivers2020.md', main);
    await client.folder.write(copy, main.replace('mine', 'theirs'));
    await client.changedOnDisk([
      { path: 'annotations/@rivers2020.md', type: 'changed' },
      { path: copy, type: 'created' },
    ]);
    const remarks = async (): Promise<{ id: string; comment: string }[]> => {
      const { items } = await client.request<{ items: { id: string; comment: string }[] }>(
        annotationsRequest,
        {
          by: 'color',
          filter: '',
          group: '',
          limit: 10,
        },
      );
      return items.filter(({ comment }) => /mine|theirs/.test(comment));
    };
    await client.eventually('both are shown', async () => (await remarks()).length === 2);
    const theirs = (await remarks()).find(({ comment }) => comment === 'theirs')!;
    assert.notEqual(theirs.id, 'same12');
    const paper = 'rivers2020';
    await run('updateRemark', { paper, id: theirs.id, comment: 'theirs, seen' });
    assert.match(await text(copy), /\n\ntheirs, seen\n\n\^(?!same12)\w{6}\n/);
    await run('updateRemark', { paper, id: 'same12', comment: 'mine, seen' });
    assert.equal(await text('annotations/@rivers2020.md'), main.replace('mine', 'mine, seen'));
    const made = await run<{ files: string[] }>('addRemark', { paper, text: 'new' });
    assert.deepEqual(made.files, ['annotations/@rivers2020.md']);
    await rm(join(client.folder.path, copy));
    await client.folder.write('annotations/@rivers2020.md', before);
    await client.changedOnDisk([
      { path: 'annotations/@rivers2020.md', type: 'changed' },
      { path: copy, type: 'deleted' },
    ]);
    await client.eventually('they are gone', async () => (await remarks()).length === 0);
  });

  test('tags that were taken from several files go back into each', async () => {
    const paper = 'rivers2020';
    const other = 'literature/rivers.md';
    const note = '---\ncitekey: rivers2020\ntags: [theirs, both]\n---\n';
    await client.folder.write(other, note);
    await client.changedOnDisk([{ path: other, type: 'created' }]);
    await client.eventually('the note is read', async () =>
      (await client.request<CardModel>(cardRequest, { ref: paper })).notes.tags.includes('theirs'),
    );
    await run('setTags', { paper, tags: ['theirs', 'both', 'mine'] });
    const file = await text('annotations/@rivers2020.md');
    const { inverse } = await run<{ inverse: { command: string; arguments: unknown[] } }>('setTags', {
      paper,
      tags: ['mine'],
    });
    assert.match(await text(other), /tags: \[\]/);
    await client.request('workspace/executeCommand', inverse);
    assert.deepEqual([await text(other), await text('annotations/@rivers2020.md')], [note, file]);
    await run('undo', {});
    await rm(join(client.folder.path, other));
    await client.changedOnDisk([{ path: other, type: 'deleted' }]);
  });

  test('a task moves with its two lines, and goes back', async () => {
    const before = await text('reading-list.md');
    const moved = await run('move', { paper: 'lakes2021', before: 'rivers2020' });
    assert.equal(
      await text('reading-list.md'),
      `# Mine

- [ ] [@lakes2021] ➕ 2026-11-02
  On the Stability of Shallow Lakes
- [ ] [@rivers2020] ➕ 2026-11-01
  Rivers Carve Their Beds

Some words of mine.

- [ ] buy milk
`,
    );
    await client.request('workspace/executeCommand', moved.inverse);
    assert.equal(await text('reading-list.md'), before);
    await run('move', { paper: 'rivers2020', before: null });
    const { indexOf } = await text('reading-list.md').then((now) => ({
      indexOf: (word: string): number => now.indexOf(word),
    }));
    assert.ok(indexOf('@lakes2021') < indexOf('@rivers2020'));
  });
});

test('each annotator writes a file of their own, and Quarto publishes none of it', async () => {
  const client = await LspClient.start(
    { 'library.bib': LIBRARY, '_quarto.yml': 'project:\n  type: website\n' },
    { settings: { annotator: 'anna' } },
  );
  try {
    const argument = { paper: 'rivers2020', text: 'Mine.' };
    const { files } = await client.request<Done>('workspace/executeCommand', {
      command: 'carrel.annotate.addRemark',
      arguments: [argument],
    });
    assert.deepEqual(files, ['_annotations/@rivers2020.anna.md']);
    const source = await readFile(join(client.folder.path, files[0]!), 'utf8');
    assert.equal(parseSidecar(source).records[0]?.annotator, 'anna');
    const list = await client.request<Done>('workspace/executeCommand', {
      command: 'carrel.annotate.setStatus',
      arguments: [{ paper: 'rivers2020', status: 'queued' }],
    });
    assert.deepEqual(list.files, ['_reading/anna.md']);
    assert.deepEqual((await readdir(client.folder.path)).includes('annotations'), false);
  } finally {
    await client.stop();
  }
});
