import type { StateBlock } from 'markdown-it';
import type { NoteDialect } from '../citation.ts';
import { addSegment, type Region } from '../region.ts';
import type { Span } from '../../text/span.ts';
import type { Seeker } from '../seeker.ts';
import type { CodeSpans } from '../inline/code-spans.ts';

/** What the block rules gather, and what they know of the containers around a line. */
export interface BlockContext {
  readonly dialect: NoteDialect;
  readonly regions: Region[];
  /** The insides of blocks of metadata. */
  readonly metadata: Span[];
  readonly labels: Set<string>;
  readonly examples: Set<string>;
  readonly seeker: Seeker;
  readonly code: CodeSpans;
  /** In a list's item, where an item's marker ends a paragraph. */
  inList: boolean;
  inFootnote: boolean;
  inDefinition: boolean;
  /** How many fenced divs are open. */
  divs: number;
  /** The line behind a tag's line, on which indentation is no code; -1 where there is none. */
  behindTag: number;
  /** Fences that were found to have no end, so that they are not looked for twice. */
  readonly openFences: OpenFence[];
}

export interface OpenFence {
  readonly marker: number;
  readonly length: number;
  readonly indent: number;
  /** The lines among which no end stands. */
  readonly from: number;
  readonly to: number;
  /** Whether the container ends there, so that no line below can end the fence either. */
  readonly outdented: boolean;
}

/** A rule of markdown-it's block phase. */
export type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

/** Our context travels in markdown-it's `env`. */
export function contextOf(state: StateBlock): BlockContext {
  return (state.env as unknown as { readonly carrel: BlockContext }).carrel;
}

/** The offset of a line's first character that is not a container's. */
export function lineStart(state: StateBlock, line: number): number {
  return state.bMarks[line]! + state.tShift[line]!;
}

export function lineEnd(state: StateBlock, line: number): number {
  return state.eMarks[line]!;
}

export function lineText(state: StateBlock, line: number): string {
  return state.src.slice(lineStart(state, line), lineEnd(state, line));
}

/** Whether a line is indented so far that it can only be code. */
export function isDeep(state: StateBlock, line: number): boolean {
  return state.sCount[line]! - state.blkIndent >= 4;
}

/** Whether a block that must not be indented by four can begin on the line, inside its containers. */
export function canBegin(state: StateBlock, line: number): boolean {
  return !isDeep(state, line) && state.sCount[line]! >= state.blkIndent;
}

/** The line that holds an offset, not before `line`; `endLine` where the offset lies behind. */
export function lineOf(state: StateBlock, offset: number, line: number, endLine: number): number {
  let at = line;
  while (at < endLine && lineEnd(state, at) < offset) at++;
  return at;
}

export function addRegion(state: StateBlock, kind: Region['kind'], start: number, end: number): void {
  if (end > start) contextOf(state).regions.push({ kind, segments: [start, end] });
}

/** Adds lines of one region, those without content left out. */
export function addLines(segments: number[], state: StateBlock, from: number, to: number): void {
  for (let line = from; line < to; line++) {
    if (lineEnd(state, line) > lineStart(state, line))
      addSegment(segments, lineStart(state, line), lineEnd(state, line));
  }
}
