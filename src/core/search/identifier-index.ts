/** After so many changes the order is made anew, when it is asked for again. */
const MOST_CHANGES = 1000;

/**
 * Papers by the beginning of an identifier, such as an arXiv id: sorted when first asked for, and kept so while single papers come and go.
 * A name leads to an id as it was when it was added; whoever asks sees whether it still does.
 */
export class IdentifierIndex {
  /** `name\nid`, sorted by code units. */
  #sorted: string[] | null = null;
  #changes = 0;

  /** Takes papers that came or changed; null is an identifier that a paper has not. */
  add(papers: readonly { readonly id: string; readonly name: string | null }[], removed: number): void {
    if (!this.#sorted) return;
    this.#changes += papers.length + removed;
    if (this.#changes > MOST_CHANGES) {
      this.#sorted = null;
      return;
    }
    for (const { id, name } of papers) {
      if (name === null) continue;
      const line = `${name}\n${id}`;
      const at = lowerBound(this.#sorted, line);
      if (this.#sorted[at] !== line) this.#sorted.splice(at, 0, line);
    }
  }

  /** Names that begin so, with their papers' ids, the greatest first: of arXiv's the newest. `all` is asked for where nothing is sorted yet. */
  *startingWith(
    prefix: string,
    all: () => Iterable<{ readonly id: string; readonly name: string | null }>,
  ): Generator<{ readonly name: string; readonly id: string }> {
    const sorted = (this.#sorted ??= this.#sort(all()));
    for (let at = lowerBound(sorted, `${prefix}\uffff`) - 1; at >= 0; at--) {
      const line = sorted[at]!;
      if (!line.startsWith(prefix)) return;
      const end = line.indexOf('\n');
      yield { name: line.slice(0, end), id: line.slice(end + 1) };
    }
  }

  #sort(papers: Iterable<{ readonly id: string; readonly name: string | null }>): string[] {
    this.#changes = 0;
    const lines: string[] = [];
    for (const { id, name } of papers) if (name !== null) lines.push(`${name}\n${id}`);
    return lines.sort();
  }
}

/** The place of the first string that is not less. */
function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
