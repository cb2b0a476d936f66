/** A line of a text: from its first unit to behind its last, and to behind its line end. */
export interface SourceLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of a text from `from` on; ends are LF, CRLF and CR. A text that ends with a line end has no empty line behind it. */
export function sourceLines(text: string, from = 0): SourceLine[] {
  const lines: SourceLine[] = [];
  const end = /\r\n?|\n/g;
  for (let start = from; start < text.length;) {
    end.lastIndex = start;
    const match = end.exec(text);
    const stop = match ? match.index : text.length;
    const next = match ? stop + match[0].length : text.length;
    lines.push({ start, end: stop, next });
    start = next;
  }
  return lines;
}
