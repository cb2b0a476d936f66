// `npm run bench -- views [counts]`: the sidebar and the card as the extension asks for them, over the server's streams, and how much each answer sends.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CardModel } from '../../src/protocol/card.ts';
import {
  cardRequest,
  groupPapersRequest,
  groupsRequest,
  type GroupingId,
  type GroupsPage,
  type PaperPage,
} from '../../src/protocol/library.ts';
import { searchRequest, type SearchAnswer } from '../../src/protocol/search.ts';
import { LspClient } from '../../test/support/lsp-client.ts';
import { ROOT } from '../harness/paths.ts';
import { run } from '../harness/run.ts';
import { bibliographies, FILES, keyOf, quantile } from './made-up-library.ts';
import { madeUpPapers, madeUpQueries, type MadeUpPaper } from './made-up-papers.ts';

/** As many rows as the library shows before "Show more". */
const PAGE = 200;
const ROUNDS = 40;

interface Measured {
  readonly what: string;
  /** In milliseconds. */
  readonly times: readonly number[];
  /** Of the largest answer, as JSON; null where there was none. */
  readonly bytes: number | null;
}

/** Prints a table for each number of papers. */
export async function benchViews(counts: readonly number[]): Promise<void> {
  await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
  for (const count of counts) {
    console.log(`\n${count} papers with abstracts in ${FILES} bibliographies`);
    console.log(
      `${'what the reader does'.padEnd(44)} ${'median'.padStart(9)} ${'p95'.padStart(9)} ${'sent'.padStart(9)}`,
    );
    for (const { what, times, bytes } of await measure(madeUpPapers(count)))
      console.log(
        `${what.padEnd(44)} ${ms(quantile(times, 0.5))} ${ms(quantile(times, 0.95))} ${bytes === null ? '' : `${(bytes / 1000).toFixed(1).padStart(6)} kB`}`,
      );
  }
}

async function measure(papers: readonly MadeUpPaper[]): Promise<Measured[]> {
  const client = await LspClient.start(bibliographies(papers), {
    command: [process.execPath, join(ROOT, 'dist/server.cjs'), '--stdio'],
    early: true,
  });
  const sinceStart = (): number => performance.now() - client.process.started;
  const groups = (by: GroupingId): Promise<GroupsPage> => client.request(groupsRequest, { by, limit: PAGE });
  const card = (paper: MadeUpPaper): Promise<CardModel | null> =>
    client.request(cardRequest, { ref: keyOf(paper) });
  try {
    const last = papers.at(-1)!;
    while (!(await groups('date')).groups.some(({ count }) => count > 0)) await setTimeout(20);
    const firstTree = sinceStart();
    while (!(await card(papers[0]!))) await setTimeout(20);
    const firstCard = sinceStart();
    await client.idle(600_000);
    const whole = sinceStart();
    while (!(await card(last))?.relatedReady) await setTimeout(50);
    const ready = sinceStart();

    const pick = (i: number): MadeUpPaper => papers[Math.floor((i * papers.length) / ROUNDS)]!;
    const { twoWords } = madeUpQueries(papers, ROUNDS);
    const topics = (await groups('topic')).groups;
    const years = (await groups('date')).groups;
    const open = (by: GroupingId, group: string): Promise<PaperPage> =>
      client.request(groupPapersRequest, { by, group, sort: 'date', limit: PAGE });
    const filter = (query: string): Promise<SearchAnswer> =>
      client.request(searchRequest, { query, limit: PAGE, sort: 'date' });
    return [
      { what: 'open the folder: first groups', times: [firstTree], bytes: null },
      { what: 'open the folder: first card', times: [firstCard], bytes: null },
      { what: 'open the folder: all papers', times: [whole], bytes: null },
      { what: 'open the folder: related papers, topics', times: [ready], bytes: null },
      await each('the groups by topic', () => groups('topic')),
      await each('the groups by author', () => groups('author')),
      await each('open a topic', (i) => open('topic', topics[i % topics.length]!.id)),
      await each('open a year', (i) => open('date', years[i % years.length]!.id)),
      await each('filter by two words', (i) => filter(twoWords[i]!)),
      await each('filter by a year', (i) => filter(`year:${2000 + (i % 25)}`)),
      await each('turn to another card', (i) => card(pick(i))),
    ];
  } finally {
    await client.stop();
  }
}

/** Asks many times in a row. */
async function each(what: string, ask: (i: number) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    const answer = await ask(i);
    times.push(performance.now() - start);
    bytes = Math.max(bytes, Buffer.byteLength(JSON.stringify(answer)));
  }
  return { what, times, bytes };
}

function ms(time: number): string {
  return `${time.toFixed(time < 100 ? 1 : 0).padStart(6)} ms`;
}
