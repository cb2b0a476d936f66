import type { StateBlock } from 'markdown-it';
import { addSegment } from '../region.ts';
import { dollarMathEnd } from '../inline/math.ts';
import { readTag } from '../inline/html-tags.ts';
import { texEnd } from '../inline/tex.ts';
import {
  addLines,
  addRegion,
  canBegin,
  contextOf,
  isDeep,
  lineEnd,
  lineStart,
  lineText,
  type BlockRule,
} from './context.ts';

/** A table with bars: each cell is a text of its own, and cells beyond the header's columns are dropped, as Pandoc drops them. */
export const pipeTable: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || startLine + 1 >= endLine || !canBegin(state, startLine) || isDeep(state, startLine + 1))
    return false;
  const columns = columnsOf(lineText(state, startLine + 1));
  if (columns === 0 || !isRow(state, startLine)) return false;
  addCells(state, startLine, columns);
  let line = startLine + 2;
  for (
    ;
    line < endLine && !state.isEmpty(line) && state.sCount[line]! >= state.blkIndent && isRow(state, line);
    line++
  ) {
    addCells(state, line, columns);
  }
  state.line = line;
  return true;
};

/** The number of columns that a line such as `|:--|--:|` rules; 0 where it rules none. */
function columnsOf(line: string): number {
  const rule = line.trim();
  if (!/^[-:|+ \t]+$/.test(rule)) return 0;
  const inner = rule.replace(/^\|/, '').replace(/\|$/, '');
  const parts = inner.split(/[|+]/);
  return (parts.length > 1 || rule.startsWith('|')) &&
    parts.every((part) => /^[ \t]*:?-+:?[ \t]*$/.test(part))
    ? parts.length
    : 0;
}

function isRow(state: StateBlock, line: number): boolean {
  return (
    cellsOf(state, line).length > 1 ||
    (state.src.charCodeAt(lineStart(state, line)) === 124 && lineText(state, line).length > 1)
  );
}

function addCells(state: StateBlock, line: number, columns: number): void {
  for (const [start, end] of cellsOf(state, line).slice(0, columns)) {
    const from = state.skipSpaces(start);
    if (from < end) addRegion(state, 'text', from, end);
  }
}

/** The places of a row's cells. A bar in code, math, a tag or TeX, or behind a backslash, parts nothing. */
function cellsOf(state: StateBlock, line: number): [number, number][] {
  const { src } = state;
  const end = state.skipSpacesBack(lineEnd(state, line), lineStart(state, line));
  const cells: [number, number][] = [];
  let pos = lineStart(state, line);
  if (src.charCodeAt(pos) === 124) pos++;
  let start = pos;
  while (pos < end) {
    if (src.charCodeAt(pos) === 124) {
      cells.push([start, pos]);
      start = ++pos;
    } else pos = Math.max(wholeEnd(state, pos, end), pos + 1);
  }
  if (start < end) cells.push([start, end]);
  return cells;
}

function wholeEnd(state: StateBlock, pos: number, end: number): number {
  const { seeker, code } = contextOf(state);
  switch (state.src.charCodeAt(pos)) {
    case 96:
      return code.end(pos, end);
    case 36:
      return dollarMathEnd(state.src, pos, end, seeker);
    case 60:
      return readTag(state.src, pos, end, seeker)?.end ?? -1;
    case 92:
      return Math.max(texEnd(state.src, pos, end, seeker), pos + 2);
    default:
      return pos + 1;
  }
}

/** A table drawn with `+---+` and `|`: each cell's lines are one text. */
export const gridTable: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !canBegin(state, startLine) || !isBorder(lineText(state, startLine))) return false;
  let line = startLine;
  while (line < endLine && !state.isEmpty(line) && /^[|+]/.test(lineText(state, line))) line++;
  if (line - startLine < 3 || !isBorder(lineText(state, line - 1))) return false;
  const columns = [...lineText(state, startLine).matchAll(/\+/g)].map(({ index }) => index);
  let cells: number[][] = columns.slice(1).map(() => []);
  for (let row = startLine + 1; row < line; row++) {
    if (isBorder(lineText(state, row))) {
      addGridCells(state, cells);
      cells = columns.slice(1).map(() => []);
    } else
      columns
        .slice(1)
        .forEach((column, index) => addCellLine(state, row, columns[index]! + 1, column, cells[index]!));
  }
  state.line = line;
  return true;
};

function isBorder(line: string): boolean {
  return /^\+[-=:+]+\+[ \t]*$/.test(line);
}

function addCellLine(state: StateBlock, row: number, from: number, to: number, cell: number[]): void {
  const start = lineStart(state, row);
  const end = state.skipSpacesBack(Math.min(start + to, lineEnd(state, row)), start + from);
  const first = state.skipSpaces(start + from);
  if (first < end) addSegment(cell, first, end);
}

function addGridCells(state: StateBlock, cells: readonly number[][]): void {
  for (const segments of cells)
    if (segments.length > 0) contextOf(state).regions.push({ kind: 'text', segments });
}

/** Lines that begin with a bar and a blank, as verse does: each is a text of its own, with the lines that continue it. */
export const lineBlock: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !isVerse(state, startLine)) return false;
  let line = startLine;
  while (line < endLine && isVerse(state, line)) {
    const isBlank = state.skipSpaces(lineStart(state, line) + 1) >= lineEnd(state, line);
    const next = isBlank ? line + 1 : behindVerse(state, line + 1, endLine);
    const segments = [lineStart(state, line) + 1, lineEnd(state, line)];
    addLines(segments, state, line + 1, next);
    contextOf(state).regions.push({ kind: 'text', segments });
    line = next;
  }
  state.line = line;
  return true;
};

/** The line behind those that continue a verse: indented, and none of its own. */
function behindVerse(state: StateBlock, from: number, endLine: number): number {
  let line = from;
  while (
    line < endLine &&
    !state.isEmpty(line) &&
    state.sCount[line]! > state.blkIndent &&
    !isVerse(state, line)
  )
    line++;
  return line;
}

function isVerse(state: StateBlock, line: number): boolean {
  if (state.isEmpty(line) || state.sCount[line] !== state.blkIndent) return false;
  const start = lineStart(state, line);
  return (
    state.src.charCodeAt(start) === 124 &&
    (start + 1 >= lineEnd(state, line) || state.src.charCodeAt(start + 1) === 32)
  );
}
