import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PROBLEM_CODES } from '../../../src/core/workspace/problem-codes.ts';
import { documentation } from '../../../src/server/node/documentation.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** Where the code gives a problem its code. */
const GIVEN =
  /(?:code:\s*|tell\(\s*|[pP]roblem\(\s*'(?:error|warning|information|hint)',\s*|failure\(\s*)'([a-z]+(?:-[a-z]+)+)'/g;
/** One of two. */
const CHOSEN = /code(?::| =)[^;]{1,160}?\?\s*'([a-z]+(?:-[a-z]+)+)'\s*:\s*'([a-z]+(?:-[a-z]+)+)'/g;

function codes(): Set<string> {
  return new Set(
    ['src/core/', 'src/server/'].flatMap((folder) =>
      readdirSync(fileURLToPath(new URL(folder, ROOT)), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) => {
          const source = read(folder + name.replaceAll('\\', '/'));
          return [...source.matchAll(GIVEN), ...source.matchAll(CHOSEN)].flatMap(([, ...found]) => found);
        }),
    ),
  );
}

test('every code has a link to its line', () => {
  const help = documentation(fileURLToPath(new URL('dist/server.cjs', ROOT)));
  const lines = read('docs/diagnostics.md').split('\n');
  for (const code of codes()) {
    const href = help(code);
    assert.ok(href !== null, code);
    assert.ok(lines[Number(href.split('#L')[1]) - 1]!.includes(`\`${code}\``));
  }
  assert.equal(help('no-such-code'), null);
});

test('every code is documented and known to settings, and no other', () => {
  const documented = new Set(
    [...read('docs/diagnostics.md').matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!),
    ),
  );
  assert.ok(documented.size > 40);
  assert.deepEqual([...documented].sort(), [...codes()].sort());
  assert.deepEqual([...PROBLEM_CODES].sort(), [...codes()].sort());
});
