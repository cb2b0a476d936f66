/** Which files name what, such as paths: a name counts as long as something names it. */
export class Namers {
  readonly #pathsOf = new Map<string, ReadonlySet<string>>();
  readonly #namers = new Map<string, Set<string>>();

  /** Takes all that an owner names now. */
  set(owner: string, paths: ReadonlySet<string>): void {
    for (const path of this.#pathsOf.get(owner) ?? []) {
      if (paths.has(path)) continue;
      const namers = this.#namers.get(path);
      namers?.delete(owner);
      if (namers?.size === 0) this.#namers.delete(path);
    }
    for (const path of paths) {
      const namers = this.#namers.get(path);
      if (namers) namers.add(owner);
      else this.#namers.set(path, new Set([owner]));
    }
    if (paths.size > 0) this.#pathsOf.set(owner, paths);
    else this.#pathsOf.delete(owner);
  }

  has(path: string): boolean {
    return this.#namers.has(path);
  }

  /** The owners that name it. */
  namersOf(name: string): Iterable<string> {
    return this.#namers.get(name) ?? [];
  }

  paths(): Iterable<string> {
    return this.#namers.keys();
  }
}
