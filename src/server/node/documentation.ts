import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILE = 'docs/diagnostics.md';

/** Where what a problem's code means is told: the code's line in docs/diagnostics.md beside the program; null where that is not there. */
export function documentation(program = process.argv[1] ?? ''): (code: string) => string | null {
  const folder = dirname(program);
  // Beside dist/, or src/server/.
  for (const root of [join(folder, '..'), join(folder, '..', '..')]) {
    const file = join(root, FILE);
    const text = textOf(file);
    if (text === null) continue;
    const lines = linesOfCodes(text);
    const { href } = pathToFileURL(file);
    return (code) => (lines.has(code) ? `${href}#L${lines.get(code)!}` : null);
  }
  return () => null;
}

/** The line of each code's row, from 1. */
function linesOfCodes(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  text.split('\n').forEach((line, i) => {
    const cell = /^\|([^|]+)\|/.exec(line)?.[1] ?? '';
    for (const [, code] of cell.matchAll(/`([a-z-]+)`/g)) lines.set(code!, i + 1);
  });
  return lines;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
