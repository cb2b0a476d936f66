// `npm run bench -- annotating`: what an edit, the views and the card cost where a thousand papers have five highlights each, beside a library
// of the same papers in which one has five; both servers run side by side and are asked by turns.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  annotationGroupsRequest,
  annotationsRequest,
  orphansRequest,
} from '../../src/protocol/annotation-list.ts';
import type { CardModel } from '../../src/protocol/card.ts';
import { cardRequest } from '../../src/protocol/library.ts';
import { LspClient } from '../../test/support/lsp-client.ts';

const PAPERS = 10_000;
const ANNOTATED = 1_000;
const ON_EACH = 5;
const ROUNDS = 60;
const ID = /\^(\w+)/;

const WORDS =
  'lake turbid sediment carbon peat storm river basin sparse memory attention token graph kernel model sample wind radar flight stopover nutrient oxygen depth core survey'.split(
    ' ',
  );

/** Prints the times of both, in ms, and their ratio. */
export async function benchAnnotating(): Promise<void> {
  const clients = await Promise.all([1, ANNOTATED].map(startClient));
  const times = new Map<string, number[][]>();
  try {
    for (let round = 0; round < ROUNDS; round++)
      for (const [which, client] of clients.entries())
        for (const [name, task] of await tasksOf(client, round)) {
          const start = performance.now();
          await task();
          const all = times.get(name) ?? clients.map(() => []);
          all[which]!.push(performance.now() - start);
          times.set(name, all);
        }
    report(times);
  } finally {
    for (const client of clients) await client.stop();
  }
}

type Task = readonly [string, () => Promise<unknown>];

async function tasksOf(client: LspClient, round: number): Promise<readonly Task[]> {
  const paper = 'key0';
  const path = join(client.folder.path, fileOf(0));
  const run = (command: string, argument: object): Promise<{ readonly id: string }> =>
    client.request('workspace/executeCommand', {
      command: `carrel.annotate.${command}`,
      arguments: [{ paper, ...argument }],
    });
  const card = (): Promise<CardModel> => client.request(cardRequest, { ref: paper });
  const list = (method: string, argument: object) => () =>
    client.request(method, { filter: '', ...argument });
  const first = ID.exec(await readFile(path, 'utf8'))![1]!;
  let made = '';
  return [
    [
      'add a highlight',
      async () => {
        made = (await run('addHighlight', { quote: { exact: quoteOf(0, 7) }, comment: 'new' })).id;
      },
    ],
    ['the card behind it', card],
    ['change a comment', () => run('updateHighlight', { id: first, comment: `round ${round}` })],
    ['remove the highlight', () => run('removeHighlight', { id: made })],
    ['set tags', () => run('setTags', { tags: [`round-${round}`] })],
    [
      'edit the file by hand, until the card has it',
      async () => {
        const text = (await readFile(path, 'utf8')).replace(/by hand \d*|round \d+/, `by hand ${round}`);
        await writeFile(path, text);
        await client.changedOnDisk([{ path: fileOf(0), type: 'changed' }]);
        while (!(await card()).notes.annotations.some(({ comment }) => comment === `by hand ${round}`));
      },
    ],
    ['the card again', card],
    ['view: groups by paper', list(annotationGroupsRequest, { by: 'paper' })],
    ['view: groups by tag', list(annotationGroupsRequest, { by: 'tag' })],
    ['view: a page of a colour', list(annotationsRequest, { by: 'color', group: 'yellow', limit: 100 })],
    ['view: searched', list(annotationGroupsRequest, { by: 'paper', filter: 'peat river' })],
    ['view: orphans', list(orphansRequest, { by: 'paper' })],
  ];
}

export async function startClient(annotated: number): Promise<LspClient> {
  const files: Record<string, string> = {
    'refs.bib': Array.from({ length: PAPERS }, (_, i) => entry(i)).join('\n'),
  };
  for (let i = 0; i < annotated; i++) files[fileOf(i)] = sidecar(i);
  const client = await LspClient.start(files, { early: true });
  await client.until(({ indexing, papers }) => indexing === null && papers === PAPERS, 60_000);
  return client;
}

function fileOf(i: number): string {
  return `annotations/@key${i}.md`;
}

function entry(i: number): string {
  return `@article{key${i},\n  title = {Of ${wordsOf(i, 0, 6)} ${i}},\n  year = 2020,\n  abstract = {${abstractOf(i)}}\n}\n`;
}

function abstractOf(i: number): string {
  return Array.from({ length: 10 }, (_, n) => `${quoteOf(i, n)} and so on`).join('. ');
}

function quoteOf(i: number, n: number): string {
  return `${wordsOf(i, n, 7)} ${n} in ${i}`;
}

function wordsOf(i: number, n: number, count: number): string {
  return Array.from(
    { length: count },
    (_, k) => WORDS[(i * 7 + n * 11 + k * (3 + (i % 5))) % WORDS.length]!,
  ).join(' ');
}

function sidecar(i: number): string {
  const records = Array.from({ length: ON_EACH }, (_, n) => {
    const color = ['yellow', 'green', 'blue', 'red'][n % 4]!;
    const place = abstractOf(i).indexOf(quoteOf(i, n));
    return `<!-- carrel: highlight ${color} 2026-${String(1 + (i % 12)).padStart(2, '0')}-03 abstract:${place} -->\n> ${quoteOf(i, n)}\n\n^${i.toString(36)}x${n}\n\nround 0 on ${wordsOf(i, n, 5)}\n`;
  });
  return `---\ncitekey: key${i}\ntags: [course-${i % 20}]\n---\n\n${records.join('\n')}`;
}

function report(times: ReadonlyMap<string, readonly (readonly number[])[]>): void {
  const heads = [`${ON_EACH}`, 'p95', `${ON_EACH * ANNOTATED}`, 'p95', 'ratio'];
  console.log(
    `${PAPERS} papers; ms with ${ON_EACH} and with ${ON_EACH * ANNOTATED} highlights, medians of ${ROUNDS}:\n`,
  );
  console.log(`${''.padEnd(48)} ${heads.map((head) => head.padStart(7)).join(' ')}`);
  for (const [name, both] of times) {
    const at = (all: readonly number[], share: number): number =>
      [...all].sort((a, b) => a - b)[Math.floor(all.length * share)]!;
    const cells = both.flatMap((all) => [at(all, 0.5), at(all, 0.95)]);
    const ratio = at(both[1]!, 0.5) / at(both[0]!, 0.5);
    console.log(
      `${name.padEnd(48)} ${[...cells, ratio].map((cell) => cell.toFixed(1).padStart(7)).join(' ')}`,
    );
  }
}
