import type { Span } from '../text/span.ts';
import { plainLine } from '../text/markdown-escape.ts';

/** A sentence of a note around one of its citations, as one line of plain text; cut where it is long. */
export interface CitingSentence {
  readonly before: string;
  readonly cited: string;
  readonly after: string;
}

/** As much as is looked at on each side, and as is shown. */
const REACH = 3000;
const SHOWN = 180;
const BLOCK_START = /^\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|\||:\s|\[\^[^\]]*\]:|```|~~~|\$\$)/;
const MARKER = /^\s*(?:(?:#{1,6}|[-*+]|\d{1,9}[.)]|>|:|\[\^[^\]]*\]:)\s*)+(?:\[[ xX/-]\]\s+)?/;

export function citingSentence(text: string, citation: Span): CitingSentence {
  const block = blockAround(text, citation);
  const own = text.slice(block.start, block.end);
  const at = { start: citation.start - block.start, end: citation.end - block.start };
  const sentence = sentenceAround(own, at);
  const isRow = own.trimStart().startsWith('|');
  const cells = (part: string): string => (isRow ? part.replace(/\s*\|\s*/g, ' · ') : part);
  return {
    before: tail(
      cells(
        own
          .slice(sentence.start, at.start)
          .replace(MARKER, '')
          .replace(/^\s*\|\s*/, ''),
      ),
    ),
    cited: plainLine(own.slice(at.start, at.end)),
    after: head(cells(own.slice(at.end, sentence.end).replace(/\s*\|\s*$/, ''))),
  };
}

/** The paragraph, item, heading or row of a table that it stands in. */
function blockAround(text: string, { start, end }: Span): Span {
  let from = text.lastIndexOf('\n', start - 1) + 1;
  while (from > 0 && start - from < REACH && !BLOCK_START.test(lineAt(text, from))) {
    const above = from < 2 ? 0 : text.lastIndexOf('\n', from - 2) + 1;
    if (lineAt(text, above).trim() === '') break;
    from = above;
  }
  let to = lineEnd(text, end);
  while (to < text.length && to - end < REACH) {
    const below = lineAt(text, to + 1);
    if (below.trim() === '' || BLOCK_START.test(below)) break;
    to = lineEnd(text, to + 1);
  }
  return { start: Math.max(from, start - REACH), end: Math.min(to, end + REACH) };
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineEnd(text, start));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A citation's own stops ("p. 3") and line ends divide no sentences. */
function sentenceAround(block: string, { start, end }: Span): Span {
  const open = block.lastIndexOf('[', start);
  const close = block.indexOf(']', end);
  const isGroup =
    open >= 0 && close >= 0 && !/[[\]]/.test(block.slice(open + 1, start) + block.slice(end, close));
  const from = isGroup ? open : start;
  const to = isGroup ? close + 1 : end;
  const even = `${block.slice(0, from)}${'x'.repeat(to - from)}${block.slice(to)}`.replace(/\s/g, ' ');
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(even))
    if (index + segment.length > from)
      return { start: Math.min(index, from), end: Math.max(index + segment.length, to) };
  return { start: 0, end: block.length };
}

function tail(text: string): string {
  const line = spaced(text);
  if (line.length <= SHOWN) return line.trimStart();
  const rest = line.slice(-SHOWN);
  return `…${rest.slice(rest.indexOf(' ') + 1)}`;
}

function head(text: string): string {
  const line = spaced(text);
  if (line.length <= SHOWN) return line.trimEnd();
  const rest = line.slice(0, SHOWN);
  return `${rest.slice(0, Math.max(1, rest.lastIndexOf(' ')))}…`;
}

/** One line that keeps a blank at its edges, where the citation follows or stood. */
function spaced(text: string): string {
  const line = plainLine(text);
  if (line === '') return text === '' ? '' : ' ';
  return (/^\s/.test(text) ? ' ' : '') + line + (/\s$/.test(text) ? ' ' : '');
}
