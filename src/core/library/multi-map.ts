/** Several values a key. Most keys have one, so that one is kept without a set of its own. */
export class MultiMap<K, V extends object | string> {
  readonly #map = new Map<K, V | Set<V>>();

  has(key: K): boolean {
    return this.#map.has(key);
  }

  get(key: K): Iterable<V> {
    const known = this.#map.get(key);
    if (known === undefined) return [];
    return known instanceof Set ? known : [known];
  }

  /** Whether a key has more than one value. */
  isShared(key: K): boolean {
    return this.#map.get(key) instanceof Set;
  }

  add(key: K, value: V): void {
    const known = this.#map.get(key);
    if (known === undefined) this.#map.set(key, value);
    else if (known instanceof Set) known.add(value);
    else if (known !== value) this.#map.set(key, new Set([known, value]));
  }

  delete(key: K, value: V): void {
    const known = this.#map.get(key);
    if (known === value) this.#map.delete(key);
    if (!(known instanceof Set) || !known.delete(value) || known.size > 1) return;
    const [last] = known;
    if (last === undefined) this.#map.delete(key);
    else this.#map.set(key, last);
  }
}
