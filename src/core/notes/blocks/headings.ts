import type { StateBlock } from 'markdown-it';
import { labelKey } from '../inline/found.ts';
import { attributesEnd } from '../inline/link-parts.ts';
import { addRegion, canBegin, contextOf, lineEnd, lineStart, lineText, type BlockRule } from './context.ts';
import { isListItem } from './markers.ts';

const MAX_BRACES = 10;

/** A heading that begins with `#` and a blank. Its text is a link's label as well. */
export const heading: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || !canBegin(state, startLine)) return false;
  const start = lineStart(state, startLine);
  const end = lineEnd(state, startLine);
  if (state.src.charCodeAt(start) !== 35) return false;
  const hashes = state.skipChars(start, 35);
  if (hashes < end && state.src.charCodeAt(hashes) !== 32 && state.src.charCodeAt(hashes) !== 9) return false;
  addHeading(state, state.skipSpaces(hashes), end);
  state.line = startLine + 1;
  return true;
};

/** A heading of one line, underlined with `=` or `-`. */
export const underlined: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || startLine + 1 >= endLine || state.sCount[startLine]! < state.blkIndent) return false;
  const code = state.src.charCodeAt(lineStart(state, startLine + 1));
  if ((code !== 61 && code !== 45) || state.sCount[startLine + 1] !== state.blkIndent) return false;
  if (!/^(?:=+|-+)[ \t]*$/.test(lineText(state, startLine + 1)) || isListItem(state, startLine)) return false;
  addHeading(state, lineStart(state, startLine), lineEnd(state, startLine));
  state.line = startLine + 2;
  return true;
};

/** The heading's text, without the attributes behind it. */
function addHeading(state: StateBlock, start: number, end: number): void {
  const textEnd = attributesStart(state, start, state.skipSpacesBack(end, start)) ?? end;
  const text = state.src.slice(start, textEnd).replace(/[ \t]#+[ \t]*$/, '');
  contextOf(state).labels.add(labelKey(text));
  addRegion(state, 'text', start, textEnd);
}

/** Where the attributes begin that end at `end`, or null. Braces in their values are why the last brace need not be the one. */
function attributesStart(state: StateBlock, start: number, end: number): number | null {
  if (state.src.charCodeAt(end - 1) !== 125) return null;
  let open = end;
  for (let tries = 0; tries < MAX_BRACES; tries++) {
    open = state.src.lastIndexOf('{', open - 1);
    if (open < start) return null;
    if (attributesEnd(state.src, open, end, contextOf(state).seeker) === end) return open;
  }
  return null;
}

/**
 * A link's address that stands apart: `[label]: address "title"`. A label that cites is none, nor is one with a bracket behind the
 * colon; the title may stand on the next line.
 */
export const reference: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !canBegin(state, startLine)) return false;
  const start = lineStart(state, startLine);
  const end = lineEnd(state, startLine);
  if (state.src.charCodeAt(start) !== 91 || state.src.charCodeAt(start + 1) === 94) return false;
  const close = labelEnd(state.src, start, end);
  if (close < 0 || state.src.charCodeAt(close + 1) !== 58) return false;
  const label = state.src.slice(start + 1, close);
  if (/(?:^|[^\p{L}\p{N}.])@[\p{L}\p{N}_{*]/u.test(label)) return false;
  let line = startLine;
  let address = state.skipSpaces(close + 2);
  if (address >= end) {
    line++;
    if (line >= endLine || state.isEmpty(line)) return false;
    address = lineStart(state, line);
  }
  if (!isAddress(state.src.slice(address, lineEnd(state, line)).trimEnd())) return false;
  contextOf(state).labels.add(labelKey(label));
  addRegion(state, 'target', address, lineEnd(state, line));
  line++;
  if (line < endLine && /^(?:".*"|'.*'|\(.*\))[ \t]*$/.test(lineText(state, line))) line++;
  state.line = line;
  return true;
};

/** Whether a line can be a reference's address: words, then perhaps a title and attributes, and nothing behind them. */
function isAddress(line: string): boolean {
  const angle = /^<[^<>]*>/.exec(line)?.[0].length ?? 0;
  const tail = angle > 0 ? line.slice(angle) : line.slice(/^(?:(?!["'([{])\S+\s*)*/.exec(line)![0].length);
  return /^\s*(?:"[^"]*"|'[^']*'|\([^()]*\))?\s*(?:\{[^{}]*\})?$/.test(tail);
}

function labelEnd(text: string, open: number, end: number): number {
  let depth = 0;
  for (let pos = open; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === 92) pos++;
    else if (code === 91) depth++;
    else if (code === 93 && --depth === 0) return pos;
  }
  return -1;
}
