import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { output } from './run.ts';

/** What a step of the tests came to. */
export interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Step {
  readonly name: string;
  /** Steps without which this one cannot say anything. */
  readonly needs?: readonly string[];
  run(): Promise<Sums>;
}

const node = process.execPath;
const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);

export const STEPS: readonly Step[] = [
  {
    name: 'types',
    run: () =>
      checks(
        [bin('tsc'), '-p', 'tsconfig.json'],
        [bin('tsc'), '-p', 'src/core'],
        [bin('tsc'), '-p', 'src/webview'],
      ),
  },
  { name: 'format', run: () => checks([bin('prettier'), '--check', '--log-level=warn', '.']) },
  { name: 'lint', run: () => checks([bin('eslint'), '.'], [bin('depcruise'), 'src']) },
  { name: 'unit', run: () => nodeTests(testFiles('test/unit')) },
  { name: 'build', run: () => checks([node, 'esbuild.config.mjs', '--dev', '--tests']) },
  { name: 'server', needs: ['build'], run: () => nodeTests(testFiles('test/server')) },
  { name: 'vscode', needs: ['build'], run: () => tried(() => printed([node, 'scripts/test-vscode.ts'])) },
  { name: 'browser', needs: ['build'], run: () => oneByOne('test/browser') },
];

/** Names for groups of steps. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = { check: ['types', 'format', 'lint'] };

/** Programs that are right or wrong: each counts as one test; what a wrong one printed is shown. */
async function checks(...commands: readonly (readonly string[])[]): Promise<Sums> {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  for (const [program, ...args] of commands) {
    const { code, text } = await output(program!, args, { cwd: ROOT });
    if (code === 0) sums.passed++;
    else {
      sums.failed++;
      console.log(text.trimEnd());
    }
  }
  return sums;
}

const testFiles = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(folder, file));

/** The files of a folder one after the other, each with a second try. */
async function oneByOne(folder: string): Promise<Sums> {
  const sums = { passed: 0, failed: 0, skipped: 0 };
  for (const file of testFiles(folder)) {
    const { passed, failed, skipped } = await tried(() => nodeTests([file]));
    sums.passed += passed;
    sums.failed += failed;
    sums.skipped += skipped;
  }
  return sums;
}

/** Tests that drive a whole VS Code on a machine shared with others: what fails is tried once more, and both are told. */
async function tried(run: () => Promise<Sums>): Promise<Sums> {
  const first = await run();
  if (first.failed === 0) return first;
  console.log(`${first.failed} failed, as shown above: tried once more`);
  return run();
}

/** Node's own test runner over files, two at once: Node would keep one of two cores for itself. A run that ends badly without a failed test has failed all the same. */
async function nodeTests(files: readonly string[]): Promise<Sums> {
  const args = ['--test', '--test-reporter=spec', '--test-concurrency=2', ...files];
  const { code, text } = await output(node, args, { cwd: ROOT });
  const count = (name: string): number => Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const sums = {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped'),
  };
  if (code !== 0) console.log(text.slice(text.indexOf('failing tests:') - 2));
  for (const line of text.split('\n'))
    if (line.includes('# ') && /^\s*﹣/.test(line)) console.log(line.trim());
  return code !== 0 && sums.failed === 0 ? { ...sums, failed: 1 } : sums;
}

/** A program that prints its own sums. */
async function printed([program, ...args]: readonly string[]): Promise<Sums> {
  const { code, text } = await output(program!, args, { cwd: ROOT });
  const line = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(text);
  const [passed, failed, skipped] = line ? line.slice(1).map(Number) : [0, 0, 0];
  if (code !== 0) console.log(text.trimEnd());
  return { passed: passed!, failed: code !== 0 && failed === 0 ? 1 : failed!, skipped: skipped! };
}
