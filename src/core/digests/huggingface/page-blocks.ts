import type { PageLine } from './page-lines.ts';

/** From this length on a line is a paragraph whatever it says; titles on arXiv stay below it. */
export const PARAGRAPH = 260;

/** Text lines that belong together: a wrapped title, or a paragraph's line or lines. */
export interface Block {
  readonly lines: readonly PageLine[];
  readonly length: number;
}

export function blocksOf(segment: readonly PageLine[]): Block[] {
  const runs: PageLine[][] = [];
  let previous: PageLine | null = null;
  for (const line of segment) {
    if (line.kind === 'text') {
      const goesOn = previous?.kind === 'text' && !line.afterBlank && !line.heading;
      const run = runs.at(-1);
      if (run && goesOn && line.text.length < PARAGRAPH && previous!.text.length < PARAGRAPH) run.push(line);
      else runs.push([line]);
    }
    previous = line;
  }
  return runs
    .flatMap(unwrap)
    .map((lines) => ({ lines, length: lines.reduce((sum, line) => sum + line.text.length + 1, 0) }));
}

/** Divides lines without a blank between them where they were not wrapped: where the next word would have fitted. */
function unwrap(run: PageLine[]): PageLine[][] {
  const blocks: PageLine[][] = [[run[0]!]];
  const width = Math.max(...run.map((line) => line.text.length));
  for (let i = 1; i < run.length; i++) {
    const [before, line] = [run[i - 1]!, run[i]!];
    const word = /^\S*/.exec(line.text)![0];
    const fitted = before.text.length + 1 + word.length <= width;
    // Two lines tell no width: the second must look like the middle of a sentence.
    const wrapped =
      run.length > 2
        ? !fitted
        : before.text.length >= 40 && (line.indented || /^\p{Ll}[^\s:]*(?:\s|$)/u.test(line.text));
    if (wrapped && line.text !== before.text) blocks.at(-1)!.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

export function isParagraph(block: Block): boolean {
  if (block.length >= PARAGRAPH) return true;
  const text = block.lines.map((line) => line.text).join(' ');
  return text.length > 150 && /[.!?]["”')]?$/.test(text);
}

/** Whether a block below a title is too short for a paragraph and yet a sentence. */
export function isShortAbstract(title: Block, block: Block): boolean {
  return /[.!?]$/.test(block.lines.at(-1)!.text) && block.length > 60 && !/[.!?]$/.test(title.lines[0]!.text);
}
