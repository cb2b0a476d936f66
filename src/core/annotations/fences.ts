const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * Which lines (by index) stand in fenced code, the fences themselves included. A fence that is never closed is plain text: it must not
 * swallow what follows. Source: CommonMark, "Fenced code blocks".
 */
export function closedFences(lines: readonly string[]): (line: number) => boolean {
  const fenced = new Set<number>();
  /** The shortest fence of each character that is known to have no end from here on. */
  const unclosed = new Map<string, number>();
  for (let i = 0; i < lines.length; i++) {
    const fence = fenceOf(lines[i]!);
    if (!fence || fence.length >= (unclosed.get(fence.char) ?? Infinity)) continue;
    const end = closing(lines, i + 1, fence);
    if (end < 0) {
      unclosed.set(fence.char, fence.length);
      continue;
    }
    for (; i <= end; i++) fenced.add(i);
    i--;
  }
  return (line) => fenced.has(line);
}

/** The lines that close what a text leaves open, code or an HTML comment, so that nothing behind it is swallowed. */
export function closingOf(text: string): string {
  const lines = text.split('\n');
  const fenced = closedFences(lines);
  const open = lines.find((line, i) => !fenced(i) && fenceOf(line));
  if (open !== undefined) return `\n${FENCE.exec(open)![1]!}`;
  return text.lastIndexOf('<!--') > text.lastIndexOf('-->') ? '\n-->' : '';
}

function fenceOf(line: string): { char: string; length: number; bare: boolean } | null {
  const match = FENCE.exec(line);
  if (!match) return null;
  const [, marks, info] = match;
  const char = marks!.charAt(0);
  if (char === '`' && info!.includes('`')) return null;
  return { char, length: marks!.length, bare: info!.trim() === '' };
}

function closing(lines: readonly string[], from: number, open: { char: string; length: number }): number {
  for (let i = from; i < lines.length; i++) {
    const fence = fenceOf(lines[i]!);
    if (fence?.bare && fence.char === open.char && fence.length >= open.length) return i;
  }
  return -1;
}
