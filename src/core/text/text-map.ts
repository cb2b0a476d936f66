import type { Span } from './span.ts';

/**
 * A text that was made from another one (decoded, unwrapped, without quote marks), and the way back: where each of its characters
 * stands in the source. Offsets of both are UTF-16 units.
 */
export class TextMap {
  readonly text: string;
  readonly #runs: Runs;

  constructor(text: string, runs: Runs) {
    this.text = text;
    this.#runs = runs;
  }

  /** The part of the source from which a part of the text was made; an empty part gives an empty place. */
  toSource(span: Span): Span {
    const start = this.#startOf(span.start);
    return { start, end: span.end <= span.start ? start : this.#endOf(span.end) };
  }

  /** The offset in the text of what stands at `offset` in the source, or of what follows where nothing was made from it. */
  fromSource(offset: number): number {
    const { text, source, end } = this.#runs;
    const run = lastAtMost(source, offset);
    if (run < 0) return 0;
    const length = this.#lengthOf(run);
    if (end[run]! - source[run]! === length) return text[run]! + Math.min(offset - source[run]!, length);
    return text[run]! + (offset >= end[run]! || offset > source[run]! ? length : 0);
  }

  /** Puts a part of the text into `to`, keeping where each of its characters stands in the source. */
  putInto(to: TextSink, start: number, end: number): void {
    const runs = this.#runs;
    for (let run = Math.max(0, lastAtMost(runs.text, start)); run < runs.text.length; run++) {
      const first = runs.text[run]!;
      if (first >= end) return;
      const last = first + this.#lengthOf(run);
      const from = Math.max(start, first);
      const until = Math.min(end, last);
      if (until <= from) continue;
      const [source, sourceEnd] = [runs.source[run]!, runs.end[run]!];
      const exact = sourceEnd - source === last - first;
      const made = this.text.slice(from, until);
      if (exact) to.put(made, source + (from - first), source + (until - first));
      else to.put(made, source, sourceEnd);
    }
  }

  #startOf(offset: number): number {
    const { text, source, end } = this.#runs;
    const run = lastAtMost(text, offset);
    if (run < 0) return 0;
    const inside = offset - text[run]!;
    if (inside === 0) return source[run]!;
    const exact = end[run]! - source[run]! === this.#lengthOf(run);
    return exact ? source[run]! + inside : offset >= this.text.length ? end[run]! : source[run]!;
  }

  #endOf(offset: number): number {
    const { text, source, end } = this.#runs;
    const run = lastAtMost(text, offset - 1);
    if (run < 0) return 0;
    const exact = end[run]! - source[run]! === this.#lengthOf(run);
    return exact ? source[run]! + (offset - text[run]!) : end[run]!;
  }

  #lengthOf(run: number): number {
    const { text } = this.#runs;
    return (text[run + 1] ?? this.text.length) - text[run]!;
  }
}

/**
 * Runs of characters, in order: run i starts at `text[i]` of the text and was made from `source[i]` to `end[i]` of the source. Where
 * both are of one length each character has its own; else the run is one piece.
 */
export interface Runs {
  readonly text: readonly number[];
  readonly source: readonly number[];
  readonly end: readonly number[];
}

/** What takes a made text piece by piece, in the order of the source: with a map (`TextMapBuilder`) or without (`TextCollector`). */
export interface TextSink {
  /** Takes characters as they stand from `start` to `end` of `source`. */
  copy(source: string, start: number, end: number): void;
  /** Puts `made` in place of the source's `start` to `end`. */
  put(made: string, start: number, end: number): void;
}

/** Collects a made text without a map: what parsing needs. */
export class TextCollector implements TextSink {
  #text = '';

  get text(): string {
    return this.#text;
  }

  copy(source: string, start: number, end: number): void {
    this.#text += source.slice(start, end);
  }

  put(made: string): void {
    this.#text += made;
  }
}

/** Collects a made text with its map. */
export class TextMapBuilder implements TextSink {
  readonly #parts: string[] = [];
  readonly #text: number[] = [];
  readonly #source: number[] = [];
  readonly #end: number[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  copy(source: string, start: number, end: number): void {
    if (end > start) this.#add(source.slice(start, end), start, end, true);
  }

  put(made: string, start: number, end: number): void {
    if (made !== '') this.#add(made, start, end, made.length === end - start);
  }

  build(): TextMap {
    return new TextMap(this.#parts.join(''), { text: this.#text, source: this.#source, end: this.#end });
  }

  #add(made: string, start: number, end: number, exact: boolean): void {
    const last = this.#text.length - 1;
    const follows = exact && last >= 0 && this.#end[last] === start && this.#isExact(last);
    if (follows) this.#end[last] = end;
    else {
      this.#text.push(this.#length);
      this.#source.push(start);
      this.#end.push(end);
    }
    this.#parts.push(made);
    this.#length += made.length;
  }

  #isExact(last: number): boolean {
    return this.#end[last]! - this.#source[last]! === this.#length - this.#text[last]!;
  }
}

/** A map of a text that was made from `inner`'s text, back to the source of `inner`. */
export function composeMaps(outer: TextMap, inner: TextMap): TextMap {
  const built = new TextMapBuilder();
  outer.putInto(throughMap(inner, built), 0, outer.text.length);
  return built.build();
}

/** A sink for what is made of a made text: it hands on to `to` with places in the source of `map`. */
export function throughMap(map: TextMap, to: TextSink): TextSink {
  return {
    copy: (_, start, end) => map.putInto(to, start, end),
    put(made, start, end) {
      const isCopied = made.length === end - start && map.text.startsWith(made, start);
      if (isCopied) map.putInto(to, start, end);
      else {
        const place = map.toSource({ start, end });
        to.put(made, place.start, place.end);
      }
    },
  };
}

/** The index of the last number in an ascending list that is at most `value`; -1 where all are greater. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let low = -1;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
