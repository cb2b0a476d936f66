import { stat } from 'node:fs/promises';

/** When each file was last changed as far as the server has seen it: tells which files to read again without reading them. */
export class Stamps {
  readonly #seen = new Map<string, string>();

  /** Notes a file's state; to be called before it is read, so that a later change is not taken for seen. */
  async note(file: string): Promise<void> {
    this.#seen.set(file, await stampOf(file));
  }

  async isCurrent(file: string): Promise<boolean> {
    return this.#seen.get(file) === (await stampOf(file));
  }
}

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return 'missing';
  }
}
