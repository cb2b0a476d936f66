// `npm run bench -- [count] [name] [alone]`: how fast digests are read, beside reading and decoding the same bytes, and BibTeX beside the parsers
// that others use (not with `alone` as third word), all in one run; with a name only the formats whose names hold it. Times are the best of several rounds; what counts
// are the ratios. `npm run bench -- search [counts]` measures search, `finding` related papers and topics,
// `budgets` the server as a whole, `annotating` what many highlights cost, `views` what the sidebar and the card ask for.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ALL_FORMATS } from '../src/core/digests/formats.ts';
import { recogniseDigest } from '../src/core/digests/registry.ts';
import { decode } from '../src/server/node/disk.ts';
import { measureLibrary, measureReading } from './bench/library.ts';
import { madeUpDigests, type MadeUp } from './bench/made-up.ts';
import { peers } from './bench/peers.ts';
import { benchAnnotating } from './bench/annotating.ts';
import { benchBudgets } from './bench/budgets.ts';
import { benchFinding } from './bench/finding.ts';
import { benchSearch } from './bench/search.ts';
import { benchTyping } from './bench/typing.ts';
import { benchViews } from './bench/views.ts';
import { parseWhole } from '../src/core/digests/parse-whole.ts';

/** At least so many rounds, and more while they take less than a moment, in milliseconds. */
const ROUNDS = 5;
const MOMENT = 1500;
/** A parser that takes longer than this for one round is not asked again; in milliseconds. */
const PATIENCE = 4000;
/** Of the large file that is read in slices; in bytes. */
const LARGE = 50e6;

const benches = new Map([
  ['budgets', benchBudgets],
  ['search', benchSearch],
  ['finding', benchFinding],
  ['typing', benchTyping],
  ['annotating', benchAnnotating],
  ['views', benchViews],
]);
const bench = benches.get(process.argv[2] ?? '');
if (bench) {
  const counts = process.argv.slice(3).map(Number);
  await bench(counts.length > 0 ? counts : [1000, 10_000, 100_000]);
  process.exit(0);
}

const count = Number(process.argv[2] ?? 10_000);
const only = (process.argv[3] ?? '').toLowerCase();
let bibtex: { readonly digest: MadeUp; readonly ours: number } | null = null;
const folder = await mkdtemp(join(tmpdir(), 'carrel-bench-'));
try {
  console.log(`${count} entries, Node ${process.versions.node}, best of at least ${ROUNDS} rounds\n`);
  console.log(
    `${'format'.padEnd(28)} ${'MB'.padStart(6)} ${'ms'.padStart(8)} ${'MB/s'.padStart(7)} ${'entries/s'.padStart(10)}  × reading`,
  );
  for (const digest of madeUpDigests(count)) {
    if (!digest.name.toLowerCase().includes(only)) continue;
    const ours = await measure(digest);
    if (digest.name === 'BibTeX') bibtex = { digest, ours };
  }
  if (bibtex) await followThrough(bibtex.digest);
  if (bibtex && process.argv[4] !== 'alone') await compare(bibtex.digest, bibtex.ours);
} finally {
  await rm(folder, { recursive: true });
}

async function measure(digest: MadeUp): Promise<number> {
  const file = join(folder, basename(digest.path));
  await writeFile(file, digest.text);
  const reading = await best(async () => decode(await readFile(file)));
  const source = { path: digest.path, text: digest.text, today: '2026-01-01' };
  let found = 0;
  const ours = await best(() => {
    found = parseWhole(recogniseDigest(source, ALL_FORMATS)!.format, source).entries.length;
  });
  if (found !== digest.entries) throw new Error(`${digest.name}: ${found} of ${digest.entries} entries`);
  print(digest.name, digest, ours, (ours / reading).toFixed(1));
  return ours;
}

/** What becomes of a bibliography behind its parser. */
async function followThrough(digest: MadeUp): Promise<void> {
  const { load, edit, editedPapers } = measureLibrary(digest);
  console.log(`\n${digest.entries} entries as a library: ${load.toFixed(0)} ms, parsing included`);
  console.log(`one entry edited: ${edit.toFixed(1)} ms until the library is current (${editedPapers} paper)`);
  const times = Math.max(1, Math.round(LARGE / Buffer.byteLength(digest.text)));
  const [large] = madeUpDigests(digest.entries * times);
  const { megabytes, papers, seconds, longestBlock } = await measureReading(folder, large!);
  console.log(
    `${megabytes.toFixed(0)} MB with ${papers} papers: ${seconds.toFixed(1)} s in slices; the longest block of the event loop is ${longestBlock.toFixed(0)} ms`,
  );
}

async function compare(digest: MadeUp, ours: number): Promise<void> {
  console.log(
    `\n${'BibTeX by others'.padEnd(28)} ${'MB'.padStart(6)} ${'ms'.padStart(8)} ${'MB/s'.padStart(7)} ${'entries/s'.padStart(10)}  × Carrel`,
  );
  for (const peer of await peers()) {
    try {
      let found = 0;
      const time = await best(() => {
        found = peer.read(digest.text);
      });
      print(
        peer.name,
        digest,
        time,
        `${(time / ours).toFixed(1)}${found < digest.entries ? ` (${found} entries found)` : ''}`,
      );
    } catch (error) {
      console.log(`${peer.name.padEnd(28)} failed: ${String(error).split('\n')[0]!.slice(0, 80)}`);
    }
  }
}

function print(name: string, { text, entries }: MadeUp, time: number, ratio: string): void {
  const megabytes = Buffer.byteLength(text) / 1e6;
  console.log(
    `${name.padEnd(28)} ${megabytes.toFixed(1).padStart(6)} ${time.toFixed(0).padStart(8)} ${(megabytes / (time / 1000)).toFixed(1).padStart(7)} ${(entries / (time / 1000)).toFixed(0).padStart(10)}  ${ratio}`,
  );
}

/** Milliseconds of the fastest round. */
async function best(task: () => unknown): Promise<number> {
  let fastest = Infinity;
  const begin = performance.now();
  for (let round = 0; round < ROUNDS || performance.now() - begin < MOMENT; round++) {
    const start = performance.now();
    await task();
    const time = performance.now() - start;
    fastest = Math.min(fastest, time);
    if (time > PATIENCE) break;
  }
  return fastest;
}
