const FEWEST_PLACES = 1 << 12;

/**
 * Numbers hashes from 0 in the order of their coming, in about 20 bytes each: a Map takes twice as much, and holds the event loop up while it grows
 * to a million.
 */
export class HashNumbers {
  #hashes = new Float64Array(FEWEST_PLACES / 2);
  /** Number + 1 at each place; 0 where nothing is. */
  #numbers = new Int32Array(FEWEST_PLACES);
  size = 0;

  /** The number of a hash, a new one if it is new. */
  number(hash: number): number {
    if (4 * this.size >= 3 * this.#numbers.length) this.#spread();
    const at = this.#place(hash);
    if (this.#numbers[at] === 0) {
      if (this.size === this.#hashes.length) this.#hashes = widened(this.#hashes);
      this.#hashes[this.size] = hash;
      this.#numbers[at] = ++this.size;
    }
    return this.#numbers[at]! - 1;
  }

  hashOf(number: number): number {
    return this.#hashes[number]!;
  }

  /** The number of a hash, or -1. */
  find(hash: number): number {
    return this.#numbers[this.#place(hash)]! - 1;
  }

  #place(hash: number): number {
    const mask = this.#numbers.length - 1;
    let at = (hash ^ (hash / 0x1000000)) & mask;
    for (;;) {
      const number = this.#numbers[at]!;
      if (number === 0 || this.#hashes[number - 1] === hash) return at;
      at = (at + 1) & mask;
    }
  }

  #spread(): void {
    this.#numbers = new Int32Array(2 * this.#numbers.length);
    for (let number = 0; number < this.size; number++)
      this.#numbers[this.#place(this.#hashes[number]!)] = number + 1;
  }
}

function widened(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wider = new Float64Array(Math.ceil(1.5 * values.length));
  wider.set(values);
  return wider;
}

/** Counts by number that grow as they are asked for. */
export class Counts {
  #values = new Uint32Array(1 << 12);

  add(number: number, by = 1): void {
    if (number >= this.#values.length) {
      const wider = new Uint32Array(Math.max(Math.ceil(1.5 * this.#values.length), number + 1));
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[number] = this.#values[number]! + by;
  }

  of(number: number): number {
    return this.#values[number] ?? 0;
  }
}
