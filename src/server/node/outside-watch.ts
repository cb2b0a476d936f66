import { unwatchFile, watchFile } from 'node:fs';

/** How often a file outside of the workspace is looked at, in milliseconds: clients watch their folders only. */
const INTERVAL = 2_000;

/** Follows single files wherever they lie, by looking at them. */
export class OutsideWatch {
  readonly #files = new Set<string>();
  readonly #onChange: (file: string) => void;

  constructor(onChange: (file: string) => void) {
    this.#onChange = onChange;
  }

  /** From now on these files are followed, and no other. */
  follow(files: readonly string[]): void {
    const wanted = new Set(files);
    for (const file of this.#files) {
      if (wanted.has(file)) continue;
      unwatchFile(file);
      this.#files.delete(file);
    }
    for (const file of wanted) {
      if (this.#files.has(file)) continue;
      this.#files.add(file);
      watchFile(file, { interval: INTERVAL, persistent: false }, () => this.#onChange(file));
    }
  }

  dispose(): void {
    this.follow([]);
  }
}
