import type { RawEntry } from '../digests/bibtex/raw.ts';

const BLOCK = /@[ \t]*(string|preamble)\s*[{(]/gi;

interface Block {
  readonly kind: 'string' | 'preamble';
  readonly source: string;
}

/** The strings and preambles between entries, as they stand, in braces. */
export function blocksOf(text: string, entries: readonly RawEntry[]): Block[] {
  const blocks: Block[] = [];
  let next = 0;
  BLOCK.lastIndex = 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const start = match.index;
    while (next < entries.length && entries[next]!.span.end <= start) next++;
    if (next < entries.length && entries[next]!.span.start <= start) {
      BLOCK.lastIndex = entries[next]!.span.end;
      continue;
    }
    const lineStart = text.lastIndexOf('\n', start) + 1;
    const end = text.slice(lineStart, start).includes('%') ? null : endOfBlock(text, BLOCK.lastIndex - 1);
    if (end === null) continue;
    blocks.push({ kind: match[1]!.toLowerCase() as Block['kind'], source: inBraces(text.slice(start, end)) });
    BLOCK.lastIndex = end;
  }
  return blocks;
}

/** Behind the bracket that closes the one at an offset; null where none does. */
function endOfBlock(text: string, open: number): number | null {
  const closing = text[open] === '(' ? ')' : '}';
  let depth = 0;
  let isQuoted = false;
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === '"' && depth === 0 && closing === ')') isQuoted = !isQuoted;
    else if (isQuoted && char === closing) continue;
    else if (char === closing && depth === 0) return i + 1;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
  }
  return null;
}

/** A block or entry in parentheses, which Pandoc does not read, in braces; any other as it is. */
export function inBraces(block: string): string {
  const open = block.search(/[{(]/);
  return open < 0 || block[open] === '{' ? block : `${block.slice(0, open)}{${block.slice(open + 1, -1)}}`;
}
