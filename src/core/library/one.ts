/** A set of one value. An engine's own takes four times the room, and most of what a library knows of an entry is one value each. */
export class One<T> implements ReadonlySet<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get size(): 1 {
    return 1;
  }

  has(value: T): boolean {
    return value === this.#value;
  }

  forEach(task: (value: T, again: T, set: ReadonlySet<T>) => void): void {
    task(this.#value, this.#value, this);
  }

  values(): SetIterator<T> {
    return [this.#value].values();
  }

  keys(): SetIterator<T> {
    return this.values();
  }

  entries(): SetIterator<[T, T]> {
    const both: [T, T] = [this.#value, this.#value];
    return [both].values();
  }

  [Symbol.iterator](): SetIterator<T> {
    return this.values();
  }
}
