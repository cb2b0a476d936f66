import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StyleAnswer, StyleTask } from './style-task.ts';

/** How long one citation may take, in milliseconds; a style that takes longer is at fault. */
const PATIENCE = 5_000;
/** How long the thread stays without work. */
const IDLE = 120_000;

const TOO_LONG = 'The style takes too long.';

type Outcome = { readonly html: string } | { readonly problem: string };

/** The processor of citation styles: a thread that starts when it is first needed and goes when nobody needs it. */
export class CitationStyles {
  readonly #styles: string;
  readonly #thread: string;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  /** The style that took too long last: it is not tried again before it changes. */
  #slow: string | null = null;
  #worker: Worker | null = null;
  #next = 0;
  #idle: NodeJS.Timeout | null = null;

  constructor(program = process.argv[1] ?? '') {
    const folder = dirname(realOf(program));
    const built = join(folder, 'citation-worker.cjs');
    // Beside the built program; else it runs from its source.
    const isBuilt = existsSync(built);
    this.#thread = isBuilt ? built : join(folder, '..', 'server', 'node', 'citation-worker.ts');
    this.#styles = join(folder, isBuilt ? '..' : join('..', '..'), 'media', 'styles');
  }

  /** The file of a style that comes with Carrel. */
  fileOf(name: string): string {
    return join(this.#styles, `${name}.csl`);
  }

  async format(style: string, item: StyleTask['item']): Promise<Outcome> {
    if (style === this.#slow) return { problem: TOO_LONG };
    const id = this.#next++;
    const worker = (this.#worker ??= this.#start());
    if (this.#idle) clearTimeout(this.#idle);
    const patience = setTimeout(() => {
      this.#slow = style;
      this.#fail(TOO_LONG);
    }, PATIENCE);
    try {
      return await new Promise<Outcome>((resolve) => {
        this.#waiting.set(id, resolve);
        worker.postMessage({ id, style, item } satisfies StyleTask);
      });
    } finally {
      clearTimeout(patience);
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.dispose(), IDLE).unref();
    }
  }

  dispose(): void {
    this.#fail('The server stops.');
    if (this.#idle) clearTimeout(this.#idle);
  }

  #start(): Worker {
    // What the processor has to say of styles goes nowhere: standard output may be the client's line.
    const worker = new Worker(this.#thread, {
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.unref();
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (answer: StyleAnswer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
      if ('broken' in answer && answer.broken && this.#worker === worker) this.#fail('Formatting failed.');
    });
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#fail(`Formatting failed: ${error.message}.`);
    });
    return worker;
  }

  /** Ends the thread; the next citation starts a new one. */
  #fail(problem: string): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
    for (const resolve of this.#waiting.values()) resolve({ problem });
    this.#waiting.clear();
  }
}

/** The command may be a link to the program. */
function realOf(program: string): string {
  try {
    return realpathSync(program);
  } catch {
    return program;
  }
}
