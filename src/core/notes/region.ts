/**
 * A stretch of a note that is read as one: a paragraph, a heading, a table's cell. `text` may cite in any way, `target` (a link's
 * address that stands apart) by identifiers only, `tex` by TeX's commands.
 */
export interface Region {
  readonly kind: 'text' | 'target' | 'tex';
  /** Starts and ends of its lines in the note, in turn, without what their containers put before them (`> `, indentation). */
  readonly segments: readonly number[];
}

/** Adds a line to segments; lines that follow each other without a prefix between them become one segment. */
export function addSegment(segments: number[], start: number, end: number): void {
  const last = segments.length - 1;
  if (last > 0 && segments[last] === start - 1) segments[last] = end;
  else segments.push(start, end);
}

/** The region's text: its lines with a line feed between. */
export function contentOf(text: string, { segments }: Region): string {
  if (segments.length === 2) return text.slice(segments[0], segments[1]);
  const lines: string[] = [];
  for (let i = 0; i < segments.length; i += 2) lines.push(text.slice(segments[i], segments[i + 1]));
  return lines.join('\n');
}

/** Carries offsets of a region's text back to the note. */
export class RegionMap {
  readonly #segments: readonly number[];
  #index = 0;
  #contentStart = 0;

  constructor(region: Region) {
    this.#segments = region.segments;
  }

  /** The place in the note of the character at `offset`. */
  start(offset: number): number {
    if (offset < this.#contentStart) {
      this.#index = 0;
      this.#contentStart = 0;
    }
    for (;;) {
      const length = this.#segments[this.#index + 1]! - this.#segments[this.#index]!;
      if (offset <= this.#contentStart + length || this.#index + 2 >= this.#segments.length) break;
      this.#contentStart += length + 1;
      this.#index += 2;
    }
    return this.#segments[this.#index]! + offset - this.#contentStart;
  }

  /** The place in the note behind the character before `offset`. */
  end(offset: number): number {
    return offset === 0 ? this.start(0) : this.start(offset - 1) + 1;
  }
}
