// `npm run bench -- budgets [counts]`: the built server as an editor uses it, over its streams: from opening a folder to typing, and its memory.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CompletionList, Hover, Location } from 'vscode-languageserver-protocol';
import type { CardModel } from '../../src/protocol/card.ts';
import { cardRequest } from '../../src/protocol/library.ts';
import { searchRequest } from '../../src/protocol/search.ts';
import { LspClient } from '../../test/support/lsp-client.ts';
import { ROOT } from '../harness/paths.ts';
import { run } from '../harness/run.ts';
import { bibliographies, FILES, keyOf, quantile, times } from './made-up-library.ts';
import { madeUpPapers, madeUpQueries, type MadeUpPaper } from './made-up-papers.ts';

/** Citations of the note that is asked about. */
const CITATIONS = 300;
const TYPED = 40;

interface Row {
  readonly what: string;
  /** At 10,000 and 100,000 papers; null where the design has none. */
  readonly budget: readonly [number, number] | null;
  readonly unit: 'ms' | 'MB';
  readonly measured: number;
}

/** Prints a table for each number of papers, with the design's budgets beside it. */
export async function benchBudgets(counts: readonly number[]): Promise<void> {
  await run(process.execPath, [join(ROOT, 'esbuild.config.mjs')], { cwd: ROOT });
  for (const count of counts) {
    console.log(`\n${count} papers with abstracts in ${FILES} bibliographies, one of them open`);
    console.log(`${'operation'.padEnd(44)} ${'measured'.padStart(10)}  budget at 10,000 / 100,000`);
    for (const { what, budget, unit, measured } of await measure(count))
      console.log(
        `${what.padEnd(44)} ${measured.toFixed(measured < 100 ? 1 : 0).padStart(7)} ${unit}  ${budget?.join(' / ') ?? ''}`,
      );
  }
}

async function measure(count: number): Promise<Row[]> {
  const papers = madeUpPapers(count);
  const files = bibliographies(papers);
  const cited = Array.from({ length: CITATIONS }, (_, i) => papers[Math.floor((i * count) / CITATIONS)]!);
  const note = `${cited.map((paper) => `See [@${keyOf(paper)}].`).join('\n')}\n\n`;
  const client = await LspClient.start(
    { ...files, 'note.md': note },
    { command: [process.execPath, join(ROOT, 'dist/server.cjs'), '--stdio'], early: true },
  );
  try {
    const uri = await client.open('note.md', note);
    const last = CITATIONS - 1;
    while (!(await hoverText(client, uri, last)).includes(cited[last]!.title));
    const firstHover = performance.now() - client.process.started;
    await client.idle(600_000);
    // Related papers come last of all that is built in the background.
    const ref = { ref: keyOf(cited[0]!) };
    while (!(await client.request<CardModel>(cardRequest, ref)).relatedReady) await setTimeout(50);
    const ready = performance.now() - client.process.started;
    const memory = await residentMemory(client.process.pid);

    const hovers = await times(CITATIONS, (i) => client.at<Hover>('textDocument/hover', uri, i, 8));
    const jumps = await times(CITATIONS, (i) => client.at<Location[]>('textDocument/definition', uri, i, 8));
    const queries = madeUpQueries(papers, TYPED);
    const searches = await times(TYPED, (i) =>
      client.request(searchRequest, { query: queries.twoWords[i]!, limit: 20 }),
    );
    const completions = await typed(client, uri, CITATIONS + 1, queries.twoWords);
    const edits = await edited(client, files, uri, cited[0]!);
    return [
      row('open a folder: first hover answers', [1000, 6000], 'ms', firstHover),
      row('the same until all is indexed', null, 'ms', ready),
      row('hover, median', [2, 2], 'ms', quantile(hovers, 0.5)),
      row('hover, p99', [2, 2], 'ms', quantile(hovers, 0.99)),
      row('definition, p99', [2, 2], 'ms', quantile(jumps, 0.99)),
      row('completion after a keystroke, median', [10, 16], 'ms', quantile(completions, 0.5)),
      row('completion after a keystroke, p95', [10, 16], 'ms', quantile(completions, 0.95)),
      row('full-text search, p95', [16, 50], 'ms', quantile(searches, 0.95)),
      row('one entry edited: hover of it is current', [20, 50], 'ms', quantile(edits, 0.5)),
      row('memory (RSS) when all is indexed', [250, 900], 'MB', memory),
    ];
  } finally {
    await client.stop();
  }
}

function row(what: string, budget: Row['budget'], unit: Row['unit'], measured: number): Row {
  return { what, budget, unit, measured };
}

/** Types each text behind an `@` at the end of the note, a key at a time; how long each completion took. */
async function typed(
  client: LspClient,
  uri: string,
  line: number,
  texts: readonly string[],
): Promise<number[]> {
  const taken: number[] = [];
  let version = 2;
  for (const text of texts) {
    let typedSoFar = '';
    for (const key of `@${text.slice(0, 12)}`) {
      const character = typedSoFar.length;
      typedSoFar += key;
      const start = performance.now();
      await change(client, uri, version++, { line, start: character, end: character, text: key });
      await client.at<CompletionList>('textDocument/completion', uri, line, character + 1);
      taken.push(performance.now() - start);
    }
    await change(client, uri, version++, { line, start: 0, end: typedSoFar.length, text: '' });
  }
  return taken;
}

/** One character more in the title of an entry of an open bibliography, each time until the note's hover shows it. */
async function edited(
  client: LspClient,
  files: Readonly<Record<string, string>>,
  note: string,
  paper: MadeUpPaper,
): Promise<number[]> {
  const [path, text] = Object.entries(files)[0]!;
  const uri = await client.open(path, text, 'bibtex');
  await hoverText(client, note, 0);
  const line = text.slice(0, text.indexOf(`{${keyOf(paper)},`)).split('\n').length;
  const at = '  title = {'.length;
  const taken: number[] = [];
  let title = paper.title;
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    await change(client, uri, i + 2, { line, start: at, end: at, text: 'a' });
    title = `a${title}`;
    while (!(await hoverText(client, note, 0)).includes(title));
    taken.push(performance.now() - start);
  }
  return taken;
}

async function change(
  client: LspClient,
  uri: string,
  version: number,
  {
    line,
    start,
    end,
    text,
  }: { readonly line: number; readonly start: number; readonly end: number; readonly text: string },
): Promise<void> {
  const range = { start: { line, character: start }, end: { line, character: end } };
  await client.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range, text }],
  });
}

async function hoverText(client: LspClient, uri: string, line: number): Promise<string> {
  const hover = await client.at<Hover | null>('textDocument/hover', uri, line, 8);
  return (hover?.contents as { readonly value: string } | undefined)?.value ?? '';
}

/** What the process holds of the machine's memory, in MB; not a number where the system does not tell. */
async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
