/** From here on values lie in an array of 32 bits, whose own size no longer counts. */
const LONG = 24;
const GROWTH = 1.4;

/** A list of whole numbers below 2^32, in no order: small where it is short, and four bytes a number where it is long. */
export class PackedList {
  #values: number[] | Uint32Array = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The values are the first `length` of it; not to be changed, nor kept. */
  get values(): ArrayLike<number> {
    return this.#values;
  }

  push(value: number): void {
    if (this.#length >= LONG && this.#length >= this.#values.length) {
      const wider = new Uint32Array(Math.ceil(GROWTH * this.#length));
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  /** Removes a value once, if it is there. */
  remove(value: number): void {
    const at = this.#values.indexOf(value);
    if (at < 0 || at >= this.#length) return;
    this.#values[at] = this.#values[--this.#length]!;
    if (Array.isArray(this.#values)) this.#values.length = this.#length;
  }
}
