// `npm run bench -- finding [counts]`: related papers and topics, each number of papers in a process of its own.
import { join } from 'node:path';
import { output } from '../harness/run.ts';
import type { MeasuredFinding } from './finding-one.ts';

const COLUMNS: readonly (readonly [keyof MeasuredFinding, string, number])[] = [
  ['relatedBuild', 'related: build', 0],
  ['relatedMemory', 'MB', 0],
  ['relatedUpdate', 'update', 2],
  ['relatedMedian', 'ten, median', 1],
  ['related95', 'ten, p95', 1],
  ['topicsBuild', 'topics: read', 0],
  ['topicsMemory', 'MB', 0],
  ['tree', 'tree', 0],
  ['longestStep', 'longest step', 1],
  ['topics', 'topics', 0],
];

/** Prints a row for each number of papers. */
export async function benchFinding(counts: readonly number[]): Promise<void> {
  console.log('Times in ms of the CPU; memory in MB. “ten” is a list of ten related papers with reasons.\n');
  console.log(`${'papers'.padStart(8)} ${COLUMNS.map(([, title]) => title.padStart(14)).join(' ')}`);
  for (const count of counts) {
    const script = join(import.meta.dirname, 'finding-one.ts');
    const flags = ['--expose-gc', '--max-old-space-size=4096'];
    const { text } = await output(process.execPath, [...flags, script, String(count)]);
    const line = text.split('\n').find((found) => found.startsWith('{'));
    if (line === undefined) throw new Error(text);
    const measured = JSON.parse(line) as MeasuredFinding;
    const cells = COLUMNS.map(([name, , digits]) => measured[name].toFixed(digits).padStart(14));
    console.log(`${String(count).padStart(8)} ${cells.join(' ')}`);
  }
}
