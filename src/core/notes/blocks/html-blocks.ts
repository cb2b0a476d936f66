import type { StateBlock } from 'markdown-it';
import { canBeginBlock, isVerbatim, readTag, verbatimEnd } from '../inline/html-tags.ts';
import { contextOf, isDeep, lineEnd, lineOf, lineStart, type BlockRule } from './context.ts';
import { readParagraph } from './paragraphs.ts';

/**
 * A comment, or a tag of a block element. Unlike in CommonMark the text between tags is Markdown: the tag is passed over, and what
 * follows it on its line begins a paragraph. The content of `pre`, `script`, `style` and `textarea` is passed over whole.
 */
export const html: BlockRule = (state, startLine, endLine, silent) => {
  const context = contextOf(state);
  const start = lineStart(state, startLine);
  if (
    silent ||
    state.src.charCodeAt(start) !== 60 ||
    (isDeep(state, startLine) && context.behindTag !== startLine)
  )
    return false;
  const tag = readTag(state.src, start, state.src.length, context.seeker);
  if (!tag || (tag.name !== '' && !canBeginBlock(tag))) return false;
  const end = verbatimEnd(tag, context.seeker);
  const last = lineOf(state, end, startLine, endLine);
  if (last >= endLine) return false;
  const rest = state.skipSpaces(end);
  if (rest < lineEnd(state, last)) readParagraph(state, last, endLine, rest);
  else state.line = last + 1;
  context.behindTag = tag.name !== '' && tag.name !== 'div' && !isVerbatim(tag) ? state.line : -1;
  return true;
};

/** Wraps markdown-it's rule for indented code: right below a tag, indentation is only layout. */
export function codeRule(code: BlockRule): BlockRule {
  return (state, startLine, endLine, silent) =>
    isDeep(state, startLine) && isBehindTag(state, startLine)
      ? readIndented(state, startLine, endLine)
      : code(state, startLine, endLine, silent);
}

function isBehindTag(state: StateBlock, line: number): boolean {
  return contextOf(state).behindTag === line;
}

function readIndented(state: StateBlock, startLine: number, endLine: number): boolean {
  if (html(state, startLine, endLine, false)) return true;
  readParagraph(state, startLine, endLine, lineStart(state, startLine));
  return true;
}
