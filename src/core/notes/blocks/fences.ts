import type { StateBlock } from 'markdown-it';
import { addCaptions } from './cells.ts';
import {
  addRegion,
  canBegin,
  contextOf,
  isDeep,
  lineEnd,
  lineOf,
  lineStart,
  lineText,
  type BlockRule,
  type OpenFence,
} from './context.ts';
import { attributesEnd } from '../inline/link-parts.ts';
import { environmentEnd } from '../inline/tex.ts';
import { mayCite } from '../tex-keys.ts';

/** Code between fences of backticks or tildes. A fence that is never closed begins no code, as Pandoc has it. */
export const fence: BlockRule = (state, startLine, endLine, silent) => {
  const close = closingFence(state, startLine, endLine);
  if (close < 0) return false;
  if (silent) return true;
  if (/^[`~]+ *\{=(?:la)?tex\}\s*$/.test(lineText(state, startLine)))
    addTex(state, lineEnd(state, startLine), lineEnd(state, close - 1));
  else if (contextOf(state).dialect !== 'markdown') addCaptions(state, startLine, close);
  state.line = close + 1;
  return true;
};

function addTex(state: StateBlock, start: number, end: number): void {
  if (mayCite(state.src.slice(start, end))) addRegion(state, 'tex', start, end);
}

const MAX_OPEN_FENCES = 20;

/** Whether a line opens code between backticks that is closed: only that ends a paragraph. */
export function isClosedFence(state: StateBlock, line: number, endLine: number): boolean {
  return state.src.charCodeAt(lineStart(state, line)) === 96 && closingFence(state, line, endLine) >= 0;
}

function closingFence(state: StateBlock, startLine: number, endLine: number): number {
  if (isDeep(state, startLine)) return -1;
  const start = lineStart(state, startLine);
  const marker = state.src.charCodeAt(start);
  if (marker !== 96 && marker !== 126) return -1;
  const open = state.skipChars(start, marker);
  const length = open - start;
  if (length < 3) return -1;
  if (marker === 96 && state.src.slice(open, lineEnd(state, startLine)).includes('`')) return -1;
  const { openFences } = contextOf(state);
  const indent = state.blkIndent;
  const isKnown = (known: OpenFence) =>
    known.marker === marker &&
    known.length <= length &&
    known.indent === indent &&
    known.from <= startLine &&
    startLine < known.to &&
    (known.outdented || endLine <= known.to);
  if (openFences.some(isKnown)) return -1;
  let line = startLine + 1;
  let outdented = false;
  for (; line < endLine && !outdented; line++) {
    const pos = lineStart(state, line);
    outdented = pos < lineEnd(state, line) && state.sCount[line]! < indent;
    if (outdented || state.src.charCodeAt(pos) !== marker || isDeep(state, line)) continue;
    const end = state.skipChars(pos, marker);
    if (end - pos >= length && state.skipSpaces(end) >= lineEnd(state, line)) return line;
  }
  openFences.push({ marker, length, indent, from: startLine, to: line, outdented });
  if (openFences.length > MAX_OPEN_FENCES) openFences.shift();
  return -1;
}

/** The fences of divs: a line of three or more colons with attributes or a class opens one, a bare line closes one. */
export const div: BlockRule = (state, startLine, _endLine, silent) => {
  if (silent || !canBegin(state, startLine) || state.src.charCodeAt(lineStart(state, startLine)) !== 58)
    return false;
  const context = contextOf(state);
  if (context.divs > 0 && isDivEnd(state, startLine)) context.divs--;
  else if (opensDiv(state, startLine)) context.divs++;
  else return false;
  state.line = startLine + 1;
  return true;
};

function opensDiv(state: StateBlock, line: number): boolean {
  const end = state.skipSpacesBack(lineEnd(state, line), lineStart(state, line));
  const colons = state.skipChars(lineStart(state, line), 58);
  const start = state.skipSpaces(colons);
  if (colons - lineStart(state, line) < 3 || start >= end) return false;
  const attributes = attributesEnd(state.src, start, end, contextOf(state).seeker);
  return /^(?:[^\s:{]\S*)?[ \t]*:*$/.test(state.src.slice(attributes < 0 ? start : attributes, end));
}

export function isDivEnd(state: StateBlock, line: number): boolean {
  return /^:{3,}[ \t]*$/.test(lineText(state, line));
}

/** A TeX environment that begins a block: blank lines may stand in it. What follows its end begins a paragraph. */
export const texEnvironment: BlockRule = (state, startLine, endLine, silent) => {
  const start = lineStart(state, startLine);
  if (silent || !canBegin(state, startLine) || !state.src.startsWith('\\begin{', start)) return false;
  const end = environmentEnd(state.src, start + 6, state.src.length, contextOf(state).seeker);
  const last = end < 0 ? endLine : lineOf(state, end, startLine, endLine);
  if (last >= endLine || state.skipSpaces(end) < lineEnd(state, last)) return false;
  addTex(state, start, end);
  state.line = last + 1;
  return true;
};

/** A block of metadata inside the note: `---`, a mapping, `---` or `...`. */
export const metadata: BlockRule = (state, startLine, endLine, silent) => {
  if (
    silent ||
    state.blkIndent > 0 ||
    startLine + 1 >= endLine ||
    lineText(state, startLine).trimEnd() !== '---'
  )
    return false;
  if (state.sCount[startLine] !== 0 || !/^(?:[\w"'][^:]*:(?:\s|$)|#)/.test(lineText(state, startLine + 1)))
    return false;
  let isMapping = false;
  for (let line = startLine + 1; line < endLine; line++) {
    if (state.sCount[line]! > 0 || state.isEmpty(line)) continue;
    const text = lineText(state, line);
    if (/^(?:---|\.\.\.)[ \t]*$/.test(text)) {
      if (!isMapping) return false;
      // One in a quote is metadata for Pandoc too, but nobody writes it.
      if (state.bMarks[startLine] === 0 || state.src.charCodeAt(state.bMarks[startLine]! - 1) === 10)
        contextOf(state).metadata.push({ start: state.bMarks[startLine + 1]!, end: state.bMarks[line]! });
      state.line = line + 1;
      return true;
    }
    const names = /^[\w"'][^:]*:(?:\s|$)/.test(text);
    if (!names && !/^(?:#|- )/.test(text)) return false;
    isMapping ||= names;
  }
  return false;
};
