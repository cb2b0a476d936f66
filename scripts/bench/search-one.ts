// Measures one engine with so many papers in a process of its own: node --expose-gc search-one.ts ENGINE COUNT FOLDER. Prints JSON.
import { madeUpPapers, madeUpQueries } from './made-up-papers.ts';
import { ENGINES } from './search-engines.ts';

const QUERIES = 200;
const TRIES = 3;
/** No more queries of a kind when they took so long together, in milliseconds. */
const PATIENCE = 20_000;

/** Times in milliseconds, of the build the CPU's; null where the engine cannot do it. */
export interface Measured {
  readonly build: number;
  /** MB that the heap and arrays grew by. */
  readonly memory: number;
  readonly update: number | null;
  readonly twoWords: number | null;
  readonly prefix: number | null;
  readonly typo: number | null;
  readonly fielded: number | null;
}

const [name = '', countText = '', folder = ''] = process.argv.slice(2);
const count = Number(countText);
const papers = madeUpPapers(count);
const queries = madeUpQueries(papers, QUERIES);
const before = held();
const engine = await ENGINES[name]!(folder);
const start = process.threadCpuUsage().user;
for (const paper of papers) engine.add(paper);
engine.done?.();
const build = (process.threadCpuUsage().user - start) / 1000;
const memory = held() - before;

const measured: Measured = {
  build,
  memory,
  update: p95(papers.slice(0, QUERIES), (paper) =>
    engine.update({ ...paper, title: `${paper.title} again` }),
  ),
  twoWords: p95(queries.twoWords, (query) => engine.find(query)),
  prefix: p95(queries.prefix, (query) => engine.prefix(query)),
  typo: engine.typo ? p95(queries.typo, (query) => engine.typo!(query)) : null,
  fielded: engine.fielded ? p95(queries.fielded, (query) => engine.fielded!(query)) : null,
};
console.log(JSON.stringify(measured));

/** The time below which 95 of 100 inputs stay, each the best of a few tries, as the machine has other work; a first tenth warms up. */
function p95<T>(inputs: readonly T[], task: (input: T) => unknown): number {
  for (const input of inputs.slice(0, inputs.length / 10)) task(input);
  const times: number[] = [];
  const begun = performance.now();
  for (const input of inputs) {
    let best = Infinity;
    for (let tries = 0; tries < TRIES; tries++) {
      const from = performance.now();
      task(input);
      best = Math.min(best, performance.now() - from);
    }
    times.push(best);
    if (performance.now() - begun > PATIENCE) break;
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(0.95 * (times.length - 1))]!;
}

function held(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + Math.max(external, arrayBuffers)) / 1048576;
}
