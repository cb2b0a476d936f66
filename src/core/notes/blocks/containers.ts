import type { StateBlock } from 'markdown-it';
import {
  addRegion,
  canBegin,
  contextOf,
  isDeep,
  lineEnd,
  lineStart,
  type BlockContext,
  type BlockRule,
} from './context.ts';
import { isDefinitionMarker, readItemMark } from './markers.ts';

/** How far the content of footnotes, definitions and numbered examples is indented. */
const TAB_STOP = 4;

type Surroundings = Pick<BlockContext, 'inList' | 'inFootnote' | 'inDefinition'>;

/** Wraps markdown-it's rule for lists, so that what is inside knows that it is. */
export function listRule(list: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) => {
    if (silent) return contextOf(state).inList && list(state, startLine, endLine, true);
    return inside(state, { inList: true }, () => list(state, startLine, endLine, false));
  };
}

/** An item whose mark markdown-it does not know. Its label, if it has one, is no citation, and `@label` in the text refers to it. */
export const fancyItem: BlockRule = (state, startLine, endLine, silent) => {
  if (!canBegin(state, startLine)) return false;
  const mark = readItemMark(state.src, lineStart(state, startLine));
  if (!mark) return false;
  if (silent) return contextOf(state).inList;
  if (mark.example !== null && mark.example !== '') contextOf(state).examples.add(mark.example);
  const column = columnOf(state, startLine, mark.end);
  const content = columnOf(state, startLine, state.skipSpaces(mark.end));
  const isCode = content - column > TAB_STOP;
  const isEmpty = state.skipSpaces(mark.end) >= lineEnd(state, startLine);
  const hanging = isCode || isEmpty ? column + 1 : content;
  const indent = mark.example === null ? hanging : state.blkIndent + TAB_STOP;
  const first = isCode ? indent + content - column - 1 : indent;
  inside(state, { inList: true }, () => {
    readContent(state, startLine, endLine, { start: mark.end, indent, first });
  });
  return true;
};

/** A footnote: `[^name]:` and what is indented below. */
export const footnote: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || !canBegin(state, startLine)) return false;
  const start = lineStart(state, startLine);
  if (state.src.charCodeAt(start) !== 91 || state.src.charCodeAt(start + 1) !== 94) return false;
  const close = state.src.indexOf(']:', start + 2);
  if (
    close <= start + 2 ||
    close > lineEnd(state, startLine) ||
    /[\s\]]/.test(state.src.slice(start + 2, close))
  )
    return false;
  const blanks =
    columnOf(state, startLine, state.skipSpaces(close + 2)) - columnOf(state, startLine, close + 2);
  const indent = state.blkIndent + TAB_STOP;
  const content = { start: close + 2, indent, first: indent + Math.max(0, blanks - TAB_STOP) };
  inside(state, { inFootnote: true }, () => {
    readContent(state, startLine, endLine, content);
  });
  return true;
};

/** A term on a line of its own with its definitions, each behind `:` or `~`, below it or below one blank line. */
export const definition: BlockRule = (state, startLine, endLine, silent) => {
  if (silent || isDeep(state, startLine) || markerBelow(state, startLine + 1, endLine) < 0) return false;
  addRegion(state, 'text', lineStart(state, startLine), lineEnd(state, startLine));
  inside(state, { inDefinition: true }, () => {
    let line = startLine + 1;
    for (
      let marker = markerBelow(state, line, endLine);
      marker >= 0;
      marker = markerBelow(state, line, endLine)
    ) {
      const start = lineStart(state, marker) + 1;
      const indent = state.blkIndent + TAB_STOP;
      const first = Math.max(columnOf(state, marker, state.skipSpaces(start)), indent);
      readContent(state, marker, endLine, { start, indent, first });
      line = state.line > marker + 1 && state.isEmpty(state.line - 1) ? state.line - 1 : state.line;
    }
    state.line = line;
  });
  return true;
};

function markerBelow(state: StateBlock, line: number, endLine: number): number {
  const at = line < endLine && state.isEmpty(line) ? line + 1 : line;
  return at < endLine && !state.isEmpty(at) && isDefinitionMarker(state, at) ? at : -1;
}

interface Content {
  /** The offset behind the mark. */
  readonly start: number;
  /** The column at which the lines below begin, and the one at which the first line counts as beginning. */
  readonly indent: number;
  readonly first: number;
}

/** Reads the blocks of a container of ours. */
function readContent(
  state: StateBlock,
  startLine: number,
  endLine: number,
  { start, indent, first }: Content,
): void {
  const { blkIndent, parentType, tight } = state;
  const tShift = state.tShift[startLine]!;
  const sCount = state.sCount[startLine]!;
  state.tShift[startLine] = state.skipSpaces(start) - state.bMarks[startLine]!;
  state.sCount[startLine] = first;
  state.blkIndent = indent;
  state.parentType = 'list';
  state.level++;
  state.md.block.tokenize(state, startLine, endLine);
  state.level--;
  state.line = Math.max(state.line, startLine + 1);
  state.parentType = parentType;
  state.blkIndent = blkIndent;
  state.tight = tight;
  state.tShift[startLine] = tShift;
  state.sCount[startLine] = sCount;
}

/** The column of an offset in a line, tabs counted to the next stop. */
function columnOf(state: StateBlock, line: number, offset: number): number {
  let column = state.sCount[line]!;
  for (let pos = lineStart(state, line); pos < offset; pos++) {
    column += state.src.charCodeAt(pos) === 9 ? TAB_STOP - ((column + state.bsCount[line]!) % TAB_STOP) : 1;
  }
  return column;
}

function inside<T>(state: StateBlock, surroundings: Partial<Surroundings>, read: () => T): T {
  const context = contextOf(state);
  const { inList, inFootnote, inDefinition } = context;
  Object.assign(context, { inFootnote: false, inDefinition: false }, surroundings);
  const result = read();
  Object.assign(context, { inList, inFootnote, inDefinition });
  return result;
}
