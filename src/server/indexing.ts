import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { WorkspaceRules } from '../core/workspace/folder-rules.ts';
import type { Stamps } from './node/stamps.ts';
import { load, readNamed, type LoadOptions, type LoadProgress } from './node/load.ts';
import type { Session } from './session.ts';

/** How long a slice of background work may hold the event loop, in milliseconds. */
const SLICE = 8;
/** How long changes rest before topics follow them, in milliseconds. */
const QUIET = 200;

/** Reads the folders when the server starts and when the rules change, then builds what finding needs, in slices. */
export class Indexing {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #stamps: Stamps;
  readonly #onProgress: () => void;
  #abort = new AbortController();
  #building = false;
  /** Counts calls of `build`. */
  #changes = 0;
  #progress: LoadProgress | null = null;

  constructor(connection: Connection, session: Session, stamps: Stamps, onProgress: () => void) {
    this.#connection = connection;
    this.#session = session;
    this.#stamps = stamps;
    this.#onProgress = onProgress;
  }

  /** How far reading is; null where it has ended. */
  get progress(): LoadProgress | null {
    return this.#session.reading ? (this.#progress ?? { done: 0, total: 0 }) : null;
  }

  /**
   * Reads everything, by the rules that `readRules` gives; a run that is under way is given up. Resolves when reading has ended or was
   * stopped, not the background work.
   */
  async run(readRules: () => Promise<WorkspaceRules>): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { workspace, roots } = this.#session;
    this.#session.reading = true;
    this.#session.stopped = null;
    this.#progress = null;
    this.#onProgress();
    const options = { signal: abort.signal, ...this.#ports };
    let reporter: WorkDoneProgressServerReporter | null = null;
    try {
      const rules = await readRules();
      reporter = await this.#reporter(abort);
      if (isAborted(abort)) return;
      for await (const progress of load(workspace, roots, rules, options)) {
        this.#progress = progress;
        reporter?.report(
          (100 * progress.done) / Math.max(1, progress.total),
          `${progress.done} of ${progress.total} files`,
        );
        this.#onProgress();
      }
    } finally {
      await this.readNamed();
      await this.#session.commitInSlices();
      reporter?.done();
      if (this.#abort === abort) {
        if (isAborted(abort)) this.#session.stopped = this.progress;
        this.#progress = null;
        this.#session.reading = false;
        this.#session.settle();
        this.#session.commit();
      }
    }
  }

  /** Reads the bibliographies that notes name and the rules do not bring. True where one was read. */
  readNamed(): Promise<boolean> {
    return readNamed(this.#session.workspace, this.#session.roots, this.#ports);
  }

  get #ports(): Omit<LoadOptions, 'signal'> {
    const session = this.#session;
    return {
      isOpen: (path) => session.isOpen(path),
      take: (path, content) => session.take(path, content),
      stamps: this.#stamps,
    };
  }

  /** Lets background work go on in slices until nothing is left; called after every change. */
  async build(): Promise<void> {
    this.#changes++;
    if (this.#building) return;
    this.#building = true;
    try {
      for (let built = false; !built;) {
        while (!this.#session.work(SLICE, false)) await setImmediate();
        // Every change makes the tree of topics anew: it waits until changes have come to rest.
        const seen = this.#changes;
        await setTimeout(QUIET, undefined, { ref: false });
        while (seen === this.#changes && !(built = this.#session.work(SLICE))) await setImmediate();
      }
      this.#onProgress();
    } finally {
      this.#building = false;
    }
  }

  /** Stops reading; what was read stays. */
  stop(): void {
    if (this.#session.reading) this.#abort.abort();
  }

  dispose(): void {
    this.#abort.abort();
  }

  async #reporter(abort: AbortController): Promise<WorkDoneProgressServerReporter | null> {
    if (!this.#session.client.progress) return null;
    try {
      const reporter = await this.#connection.window.createWorkDoneProgress();
      reporter.begin('Carrel: reading the library', 0, '', true);
      reporter.token.onCancellationRequested(() => abort.abort());
      return reporter;
    } catch {
      return null;
    }
  }
}

/** Asked anew each time: it changes while others run. */
function isAborted({ signal }: AbortController): boolean {
  return signal.aborted;
}
