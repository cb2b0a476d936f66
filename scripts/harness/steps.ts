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
  { name: 'unit', run: () => nodeTests('test/unit') },
  { name: 'build', run: () => checks([node, 'esbuild.config.mjs', '--dev', '--tests']) },
  { name: 'server', needs: ['build'], run: () => nodeTests('test/server') },
  { name: 'vscode', needs: ['build'], run: () => printed([node, 'scripts/test-vscode.ts']) },
  { name: 'browser', needs: ['build'], run: () => nodeTests('test/browser', 1) },
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

/** Node's own test runner over a folder, so many files at once. A run that ends badly without a failed test has failed all the same. */
async function nodeTests(folder: string, atOnce = 2): Promise<Sums> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.test.ts'),
  );
  const args = [
    '--test',
    '--test-reporter=spec',
    // Node would keep one of two cores for itself.
    `--test-concurrency=${atOnce}`,
    ...files.sort().map((file) => join(folder, file)),
  ];
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
