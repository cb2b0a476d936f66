import type { StateBlock } from 'markdown-it';
import { addSegment } from '../region.ts';
import { addRegion, contextOf, lineEnd, lineStart, lineText } from './context.ts';

/** The options of a cell whose values are captions, and so Markdown. Sources: Quarto's reference "Cells: Knitr" and "Cells: Jupyter"; knitr's "Options". */
const CAPTION = /^[ \t]*(?:fig|tbl|tab|lst)[-.](?:sub|s)?cap[ \t]*[:=](?![ \t]*!)[ \t]*/;
/** The marks of comments behind which a cell's options stand, by language: `#|`, `//|`, `--|`, `%%|`. */
const OPTION_MARK = /^(?:#|\/\/|--|%%?)\|/;
const HEADER_CAPTION = /\b(?:fig|tab|tbl)\.(?:sub|s)?cap[ \t]*=[ \t]*(["'])((?:(?!\1)[^\\\n]|\\.)*)\1/g;

/** Finds the captions that a cell of code is given, in the header between braces or in the comments at its top: Quarto and knitr print them as Markdown. */
export function addCaptions(state: StateBlock, first: number, close: number): void {
  const header = lineText(state, first);
  if (!/^[`~]{3,} *\{[A-Za-z]/.test(header)) return;
  for (const match of header.matchAll(HEADER_CAPTION)) {
    const end = lineStart(state, first) + match.index + match[0].length - 1;
    addRegion(state, 'text', end - match[2]!.length, end);
  }
  for (let line = first + 1; line < close; line++) {
    const mark = optionMark(state, line);
    if (mark === 0) break;
    const option = lineText(state, line).slice(mark);
    const caption = CAPTION.exec(option);
    if (!caption) continue;
    const segments: number[] = [];
    const add = (start: number): void => {
      const from = state.skipSpaces(start);
      if (from < lineEnd(state, line)) addSegment(segments, from, lineEnd(state, line));
    };
    add(lineStart(state, line) + mark + caption[0].length);
    const indent = indentOf(option);
    // What is indented deeper goes on with it: a folded text, or the captions of parts.
    for (; line + 1 < close && isWithin(state, line + 1, indent);)
      add(lineStart(state, ++line) + optionMark(state, line));
    if (segments.length > 0) contextOf(state).regions.push({ kind: 'text', segments });
  }
}

function optionMark(state: StateBlock, line: number): number {
  return OPTION_MARK.exec(lineText(state, line))?.[0].length ?? 0;
}

function isWithin(state: StateBlock, line: number, indent: number): boolean {
  const mark = optionMark(state, line);
  return mark > 0 && indentOf(lineText(state, line).slice(mark)) > indent;
}

function indentOf(text: string): number {
  return text.search(/\S|$/);
}
