/** Numbers a set of hashes from 0 in the order of their coming: a Map of a million numbers would hold the event loop up while it grows. */
export class NameTable {
  #hashes = new Float64Array(1 << 12);
  /** Number + 1 at each place; 0 where nothing is. */
  #numbers = new Int32Array(1 << 12);
  size = 0;

  /** The number of a hash, a new one if it is new. */
  number(hash: number): number {
    if (2 * this.size >= this.#numbers.length) this.#grow();
    const at = this.#place(hash);
    if (this.#numbers[at] === 0) {
      this.#hashes[at] = hash;
      this.#numbers[at] = ++this.size;
    }
    return this.#numbers[at]! - 1;
  }

  /** The number of a hash, or -1. */
  find(hash: number): number {
    return this.#numbers[this.#place(hash)]! - 1;
  }

  #place(hash: number): number {
    const mask = this.#numbers.length - 1;
    let at = (hash ^ (hash / 0x1000000)) & mask;
    while (this.#numbers[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Float64Array(2 * hashes.length);
    this.#numbers = new Int32Array(2 * numbers.length);
    for (let i = 0; i < numbers.length; i++) {
      if (numbers[i] === 0) continue;
      const at = this.#place(hashes[i]!);
      this.#hashes[at] = hashes[i]!;
      this.#numbers[at] = numbers[i]!;
    }
  }
}

/** Counts by number that grow as they are asked for. */
export class Counts {
  #values = new Uint32Array(1 << 12);

  add(number: number): void {
    if (number >= this.#values.length) {
      const wider = new Uint32Array(Math.max(2 * this.#values.length, number + 1));
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[number]!++;
  }

  of(number: number): number {
    return this.#values[number] ?? 0;
  }
}
