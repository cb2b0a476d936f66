/** The code spans of a text: a run of backticks up to the next run of the same length. */
export class CodeSpans {
  readonly #text: string;
  #runs: Map<number, number[]> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset behind the span whose backticks begin at `pos`, or -1 where none closes it before `limit`. */
  end(pos: number, limit: number): number {
    let open = pos;
    while (open < limit && this.#text.charCodeAt(open) === 96) open++;
    const length = open - pos;
    const close = firstFrom(this.#closers(length), open);
    return close < 0 || close + length > limit ? -1 : close + length;
  }

  #closers(length: number): readonly number[] {
    if (!this.#runs) {
      this.#runs = new Map();
      for (const run of this.#text.matchAll(/`+/g)) {
        const starts = this.#runs.get(run[0].length);
        if (starts) starts.push(run.index);
        else this.#runs.set(run[0].length, [run.index]);
      }
    }
    return this.#runs.get(length) ?? [];
  }
}

/** The first of ascending numbers that is not below `from`, or -1. */
function firstFrom(ascending: readonly number[], from: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return ascending[low] ?? -1;
}
