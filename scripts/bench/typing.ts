// `npm run bench -- typing`: a scripted typist in a long note of a large workspace, over the language server.
import { LspClient } from '../../test/support/lsp-client.ts';
import { madeUpDigests } from './made-up.ts';

const PAPERS = 10_000;
const NOTES = 2_000;
/** Of the note that is typed in: five lines each. */
const SECTIONS = 1_000;
/** Milliseconds between two keys. */
const PACE = 50;
/** What is typed, again and again. */
const TYPED = 'Then memory [@key77:2002, p. 7; see @study 4711] helps';
const ROUNDS = 6;

const ASKED = [
  'textDocument/diagnostic',
  'textDocument/semanticTokens/full',
  'textDocument/completion',
] as const;

/** Prints how long it takes after a key until what the client shows is current. Times in ms. */
export async function benchTyping(): Promise<void> {
  const client = await startClient();
  try {
    const lines = Array.from({ length: SECTIONS }, (_, i) => section(i))
      .join('')
      .split('\n');
    const line = lines.length >> 1;
    lines.splice(line, 0, '');
    const uri = await client.open('long.md', lines.join('\n'));
    await client.diagnostics(uri);
    const textDocument = { uri };
    let version = 1;
    let column = 0;
    const change = async (text: string, remove = 0): Promise<void> => {
      version++;
      const range = { start: { line, character: column - remove }, end: { line, character: column } };
      column += text.length - remove;
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text }],
      });
    };
    const times = new Map<string, number[]>(ASKED.map((method) => [method, []]));
    const afterLast: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < TYPED.length; i++) {
        const pressed = performance.now();
        await change(TYPED[i]!);
        const isCompleted = /@[^;\]]*$/.test(TYPED.slice(0, i + 1));
        const asked = ASKED.filter((method) => isCompleted || !method.endsWith('completion'));
        await Promise.all(
          asked.map(async (method) => {
            const place = method.endsWith('completion') ? { position: { line, character: column } } : {};
            await client.request(method, { textDocument, ...place });
            times.get(method)!.push(performance.now() - pressed);
          }),
        );
        await new Promise((resolve) =>
          setTimeout(resolve, Math.max(0, PACE - (performance.now() - pressed))),
        );
      }
      afterLast.push(times.get('textDocument/diagnostic')!.at(-1)!);
      await change('', column);
    }
    report(times, afterLast, lines.length);
  } finally {
    await client.stop();
  }
}

async function startClient(): Promise<LspClient> {
  const [bib] = madeUpDigests(PAPERS);
  const files: Record<string, string> = { 'refs.bib': bib!.text };
  for (let i = 0; i < NOTES; i++) {
    const cited = Array.from({ length: 8 }, (_, n) => citation(i * 8 + n)).join(' and ');
    files[`notes/${i % 40}/n${i}.md`] = `# Note ${i}\n\nSome words on ${cited}.\n`;
  }
  const client = await LspClient.start(files, {
    early: true,
    capabilities: {
      textDocument: {
        diagnostic: {},
        semanticTokens: { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] },
      },
    },
  });
  for (;;) {
    const state = await client.until(() => true);
    if (state.indexing === null && state.papers === PAPERS) return client;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function section(i: number): string {
  return `## Section ${i}\n\nSome words about memory and attention that take a line or two here\nand go on [see ${citation(i * 9).slice(1)} to the end, with *emphasis* and \`code\`.\n\n`;
}

function citation(i: number): string {
  const paper = i % PAPERS;
  return `[@key${paper}:${2000 + (paper % 25)}, p. ${i % 30}]`;
}

function report(
  times: ReadonlyMap<string, readonly number[]>,
  afterLast: readonly number[],
  lines: number,
): void {
  console.log(
    `${lines} lines, ${SECTIONS} citations, ${PAPERS} papers, ${NOTES} notes; ${1000 / PACE} keys a second. ms from a key until the answer for it:\n`,
  );
  console.log(
    `${''.padEnd(34)} ${['keys', 'p50', 'p95', 'p99', 'most'].map((head) => head.padStart(7)).join(' ')}`,
  );
  for (const [method, all] of times) print(method, all);
  print('diagnostics after the last key', afterLast);
}

function print(name: string, all: readonly number[]): void {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1).padStart(7);
  console.log(
    `${name.padEnd(34)} ${String(sorted.length).padStart(7)} ${at(0.5)} ${at(0.95)} ${at(0.99)} ${at(1)}`,
  );
}
