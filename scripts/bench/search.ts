// `npm run bench -- search [counts]`: build, one paper's update and queries of search, beside other engines, each in a process of its own.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from '../harness/paths.ts';
import { output, run } from '../harness/run.ts';
import type { Measured } from './search-one.ts';

const PACKAGES = ['flexsearch@0.8.212', '@orama/orama@3.1.18', 'node-sqlite3-wasm@0.8.60'];
const FOLDER = join(CACHE, 'bench-search');
const NAMES = ['Carrel', 'Carrel, names', 'MiniSearch, plain', 'FlexSearch', 'Orama', 'SQLite FTS5'];
/** An engine that has not finished by then is left out; in milliseconds. */
const PATIENCE = 400_000;
const COLUMNS = ['build', 'memory', 'update', 'twoWords', 'prefix', 'typo', 'fielded'] as const;

/** Prints a table for each number of papers. */
export async function benchSearch(counts: readonly number[]): Promise<void> {
  await fetchPeers();
  console.log(
    'Times in ms (build: of the CPU; update and queries: the 95th of 100); memory in MB, of the index and what it is made of.',
  );
  for (const count of counts) {
    console.log(`\n${count} papers with abstracts`);
    console.log(`${'engine'.padEnd(18)} ${COLUMNS.map((column) => column.padStart(9)).join(' ')}`);
    for (const name of NAMES) {
      const script = join(import.meta.dirname, 'search-one.ts');
      const flags = ['--expose-gc', '--max-old-space-size=4096'];
      const { code, text } = await output(process.execPath, [...flags, script, name, String(count), FOLDER], {
        timeout: PATIENCE,
      });
      const line = text.split('\n').find((found) => found.startsWith('{'));
      if (code === 0 && line !== undefined) print(name, JSON.parse(line) as Measured);
      else
        console.log(
          `${name.padEnd(18)} failed: ${/\w*Error.*/.exec(text)?.[0].slice(0, 90) ?? `code ${code}`}`,
        );
    }
  }
}

function print(name: string, measured: Measured): void {
  const cells = COLUMNS.map((column) => {
    const value = measured[column];
    return (value === null ? '—' : value.toFixed(column === 'build' || column === 'memory' ? 0 : 1)).padStart(
      9,
    );
  });
  console.log(`${name.padEnd(18)} ${cells.join(' ')}`);
}

async function fetchPeers(): Promise<void> {
  const done = join(FOLDER, 'installed');
  if (existsSync(done)) return;
  console.log('Fetching the engines to compare with, once…');
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...PACKAGES, ...quiet], { cwd: FOLDER });
  await writeFile(done, PACKAGES.join('\n'));
}
