/** The code spans of a text: a run of backticks up to the next run of the same length. */
export class CodeSpans {
  readonly #text: string;
  #run = { start: 0, end: 0 };
  #runs: Map<number, number[]> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset behind the span whose backticks begin at `pos`, or -1 where none closes it before `limit`. */
  end(pos: number, limit: number): number {
    const open = Math.min(this.#runEnd(pos), limit);
    const length = open - pos;
    const close = firstFrom(this.#closers(length), open);
    return close < 0 || close + length > limit ? -1 : close + length;
  }

  /** The end of the run that `pos` is in; asked again for the same run, it is not walked again. */
  #runEnd(pos: number): number {
    if (pos < this.#run.start || pos >= this.#run.end) {
      let end = pos;
      while (this.#text.charCodeAt(end) === 96) end++;
      this.#run = { start: pos, end };
    }
    return this.#run.end;
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
