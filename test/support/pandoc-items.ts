import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanBibtex } from '../../src/core/digests/bibtex/scanner.ts';
import type { RawEntry } from '../../src/core/digests/bibtex/raw.ts';

/** What of CSL-JSON is compared. */
export interface CslItem {
  readonly id: string;
  readonly title?: string;
  readonly author?: readonly Readonly<Record<string, string>>[];
  readonly editor?: readonly Readonly<Record<string, string>>[];
  readonly issued?: { readonly 'date-parts'?: readonly (readonly number[])[] };
  readonly DOI?: string;
}

export interface PandocReading {
  readonly items: readonly CslItem[];
  /** Keys of entries at which Pandoc gives up, where they are read alone. */
  readonly refused: readonly (string | null)[];
}

/** Pandoc's time grows faster than a text: so many entries are read at once. */
const AT_ONCE = 150;

interface Part {
  readonly of: number;
  readonly entries: readonly RawEntry[];
}

/**
 * What Pandoc reads of the texts of .bib files. Large files are read in parts, each with all strings and with the parents of its entries;
 * so is what Pandoc gives up at, until the entry is found that is to blame.
 */
export async function pandocReadings(
  texts: readonly string[],
  format: 'bibtex' | 'biblatex',
): Promise<PandocReading[]> {
  const readings = texts.map(() => ({ items: [] as CslItem[], refused: [] as (string | null)[] }));
  const cutters = texts.map((text) => new Parts(text));
  let waiting = cutters.flatMap((cutter, of) =>
    chunks(cutter.entries, AT_ONCE).map((entries): Part => ({ of, entries })),
  );
  while (waiting.length > 0) {
    const answers = await readAll(
      waiting.map(({ of, entries }) => cutters[of]!.textOf(entries)),
      format,
    );
    waiting = waiting.flatMap((part, i): Part[] => {
      const { of, entries } = part;
      const found = answers[i] ?? null;
      if (found) {
        const keys = new Set(entries.map(({ key }) => key));
        readings[of]!.items.push(...found.filter(({ id }) => keys.has(id)));
        return [];
      }
      if (entries.length === 1) {
        readings[of]!.refused.push(entries[0]!.key);
        return [];
      }
      return chunks(entries, Math.ceil(entries.length / 4)).map((fewer) => ({ of, entries: fewer }));
    });
  }
  return readings;
}

function chunks<T>(all: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** Cuts a bibliography into parts that can be read without the rest. */
class Parts {
  readonly #text: string;
  readonly #strings: string;
  readonly #byKey = new Map<string, RawEntry>();

  readonly entries: readonly RawEntry[];

  constructor(text: string) {
    const { entries } = scanBibtex(text);
    this.entries = entries;
    this.#text = text;
    this.#strings = [...text.matchAll(/^[ \t]*@string\b/gim)]
      .map(({ index }) => stringAt(text, index))
      .join('\n');
    for (const entry of entries) {
      const key = entry.key?.toLowerCase();
      if (key !== undefined && !this.#byKey.has(key)) this.#byKey.set(key, entry);
    }
  }

  /** Null where parents go in circles, in which Pandoc goes on for ever. */
  textOf(some: readonly RawEntry[]): string | null {
    const all = new Set(some);
    for (const entry of all) for (const parent of this.#parentsOf(entry)) all.add(parent);
    if ([...all].some((entry) => this.#isInCircle(entry))) return null;
    // A parent behind its children, as BibTeX wants it.
    return [this.#strings, ...[...all].map(({ span }) => this.#text.slice(span.start, span.end))].join(
      '\n\n',
    );
  }

  #isInCircle(entry: RawEntry): boolean {
    const above = new Set(this.#parentsOf(entry));
    for (const parent of above) for (const further of this.#parentsOf(parent)) above.add(further);
    return above.has(entry);
  }

  #parentsOf({ fields }: RawEntry): RawEntry[] {
    return fields
      .filter(({ name }) => name === 'crossref' || name === 'xdata')
      .flatMap(({ text, parts }) => parts.map(({ span }) => text.slice(span.start, span.end)))
      .flatMap((keys) => keys.split(','))
      .flatMap((key) => this.#byKey.get(key.trim().toLowerCase()) ?? []);
  }
}

/** A `@string` from its `@` to its closing brace. */
function stringAt(text: string, at: number): string {
  const open = /[{(]/g;
  open.lastIndex = at;
  let i = open.exec(text)?.index ?? text.length;
  let depth = 0;
  for (; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '{' || char === '(') depth++;
    if ((char === '}' || char === ')') && --depth === 0) break;
  }
  return text.slice(at, i + 1);
}

/** So long one process may take for texts of so many units, in milliseconds; in circles of crossref Pandoc runs for ever. */
const PATIENCE = 20_000;
const SIZE = 150_000;

/** Null for a text that Pandoc gives up at, or does not come to an end with. */
async function readAll(
  all: readonly (string | null)[],
  format: string,
): Promise<(readonly CslItem[] | null)[]> {
  const texts = all.filter((text) => text !== null);
  const groups: string[][] = [];
  let size = Infinity;
  for (const text of texts) {
    if (size + text.length > SIZE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)!.push(text);
    size += text.length;
  }
  const answers: (readonly CslItem[] | null)[][] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < groups.length; i = next++) answers[i] = await readGroup(groups[i]!, format);
  };
  await Promise.all([work(), work()]);
  const found = answers.flat();
  return all.map((text) => (text === null ? null : found.shift()!));
}

async function readGroup(texts: readonly string[], format: string): Promise<(readonly CslItem[] | null)[]> {
  const answers: (readonly CslItem[] | null)[] = [];
  while (answers.length < texts.length) {
    const lines = await run(texts.slice(answers.length), format);
    answers.push(...lines.map((line) => JSON.parse(line) as readonly CslItem[] | null));
    // With the next one it did not come to an end.
    if (answers.length < texts.length) answers.push(null);
  }
  return answers;
}

/** A line of JSON for each text, from one process; fewer where it was not done in time. */
async function run(texts: readonly string[], format: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'carrel-pandoc-'));
  try {
    await writeFile(join(folder, 'filter.lua'), FILTER);
    await writeFile(join(folder, 'texts'), texts.map((text) => `${text.replaceAll('\0', '')}\0`).join(''));
    const args = ['--lua-filter', join(folder, 'filter.lua'), '-t', 'native'];
    const env = { ...process.env, TEXTS: join(folder, 'texts'), FORMAT: format };
    return await new Promise((resolve) => {
      const options = { timeout: PATIENCE, killSignal: 'SIGKILL', maxBuffer: 1 << 28, env } as const;
      const pandoc = execFile('pandoc', args, options, (_error, stdout) => {
        resolve(stdout.split('\n').slice(0, -1));
      });
      pandoc.stdin!.end('');
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads the texts of a file, each ended by a NUL, and prints the items of each as one line of JSON. */
const FILTER = String.raw`
function Pandoc()
  local file = io.open(os.getenv('TEXTS'), 'rb')
  local texts = file:read('a')
  file:close()
  for text in texts:gmatch('([^\0]*)\0') do
    local ok, items = pcall(function()
      return pandoc.write(pandoc.read(text, os.getenv('FORMAT')), 'csljson')
    end)
    io.write(ok and items:gsub('\n', ' ') or 'null', '\n')
    io.flush()
  end
  os.exit(0)
end
`;
