import type { StateBlock } from 'markdown-it';
import { readTag, endsParagraph as isBlockTag } from '../inline/html-tags.ts';
import { environmentEnd } from '../inline/tex.ts';
import {
  addLines,
  contextOf,
  lineEnd,
  lineOf,
  lineStart,
  type BlockContext,
  type BlockRule,
} from './context.ts';
import { isClosedFence, isDivEnd } from './fences.ts';
import { isDefinitionMarker, isListItem } from './markers.ts';

/**
 * A paragraph: lines up to a blank one. Unlike CommonMark's it is not ended by a heading, a quote, a rule or, outside lists, an item;
 * only by a fence of backticks that is closed, a tag of a block, and what ends its container.
 */
export const paragraph: BlockRule = (state, startLine, endLine) => {
  readParagraph(state, startLine, endLine, lineStart(state, startLine));
  return true;
};

/** Reads a paragraph that begins at `start` in the line. */
export function readParagraph(state: StateBlock, startLine: number, endLine: number, start: number): void {
  const context = contextOf(state);
  const segments = [start, lineEnd(state, startLine)];
  let line = startLine + 1;
  for (;;) {
    const from = line;
    while (line < endLine && !state.isEmpty(line) && !endsParagraph(state, line, endLine, context)) line++;
    addLines(segments, state, from, line);
    const across = endAcrossBlanks(state, start, lineEnd(state, line - 1), context);
    const last = across < 0 ? endLine : lineOf(state, across, line, endLine);
    if (last >= endLine) break;
    addLines(segments, state, line, last + 1);
    line = last + 1;
  }
  context.regions.push({ kind: 'text', segments });
  state.line = line;
}

function endsParagraph(state: StateBlock, line: number, endLine: number, context: BlockContext): boolean {
  const pos = lineStart(state, line);
  switch (state.src.charCodeAt(pos)) {
    case 96:
      return isClosedFence(state, line, endLine);
    case 58:
      return (
        (context.divs > 0 && isDivEnd(state, line)) ||
        (context.inDefinition && isDefinitionMarker(state, line))
      );
    case 126:
      return context.inDefinition && isDefinitionMarker(state, line);
    case 60: {
      const tag = readTag(state.src, pos, state.src.length, context.seeker);
      const isLazy = context.inList && state.sCount[line]! < state.blkIndent;
      return tag !== null && isBlockTag(tag) && (tag.closing || !isLazy);
    }
    case 91:
      return context.inFootnote && state.src.charCodeAt(pos + 1) === 94;
    default:
      return context.inList && isListItem(state, line);
  }
}

/** Where a comment or a TeX environment that begins in a paragraph ends, if it does so behind the paragraph's last line; else -1. */
function endAcrossBlanks(
  state: StateBlock,
  start: number,
  end: number,
  { seeker, code }: BlockContext,
): number {
  const { src } = state;
  if (!begins(seeker.next('<!--', start), end) && !begins(seeker.next('\\begin{', start), end)) return -1;
  for (let pos = start; pos < end;) {
    const char = src.charAt(pos);
    let next = pos + 1;
    if (char === '`') {
      next = Math.max(code.end(pos, end), pos + 1);
      while (next === pos + 1 && src.charAt(pos) === '`' && src.charAt(pos + 1) === '`') next = ++pos + 1;
    } else if (char === '<' && src.startsWith('<!--', pos)) {
      const close = seeker.next('-->', pos + 4);
      if (close >= 0) next = close + 3;
    } else if (char === '\\') {
      const close = src.startsWith('\\begin{', pos) ? environmentEnd(src, pos + 6, src.length, seeker) : -1;
      next = Math.max(close, pos + 2);
    }
    if (next > end && next > pos + 2) return next;
    pos = next;
  }
  return -1;
}

function begins(at: number, end: number): boolean {
  return at >= 0 && at < end;
}
