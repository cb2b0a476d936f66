import type { ParsedDigest } from '../digests/format.ts';

/** Of each file, what its last reading gave, for the next to take over; and which reading is the last where several go on in steps. */
export class Readings {
  readonly #parsed = new Map<string, ParsedDigest>();
  readonly #latest = new Map<string, symbol>();

  /** Something is said of a file: readings of it that go on are out of date. */
  begin(path: string): symbol {
    const turn = Symbol(path);
    this.#latest.set(path, turn);
    return turn;
  }

  isLatest(path: string, turn: symbol): boolean {
    return this.#latest.get(path) === turn;
  }

  before(path: string): ParsedDigest | null {
    return this.#parsed.get(path) ?? null;
  }

  keep(path: string, parsed: ParsedDigest | null): void {
    if (parsed) this.#parsed.set(path, parsed);
    else this.#parsed.delete(path);
  }

  forget(path: string): void {
    this.#parsed.delete(path);
    this.#latest.delete(path);
  }
}
