import type { Paper } from '../library/paper.ts';
import { repairForDisplay } from '../text/latex-repair.ts';
import { plainLine } from '../text/markdown-escape.ts';
import { formulasIn, type Formula } from '../text/math.ts';

/** A text as the card shows it: formulas as their source, so that they can be set; LaTeX between them repaired as everywhere. */
export interface CardText {
  readonly text: string;
  readonly formulas: readonly Formula[];
}

export function cardTitle(paper: Paper): CardText {
  const title = cardText(paper.title);
  return title.text === '' ? { text: `(untitled) ${paper.key}`, formulas: [] } : title;
}

/** The abstract's paragraphs. */
export function cardAbstract(paper: Paper): CardText[] {
  return (paper.abstract ?? '')
    .split(/\n\s*\n/)
    .map(cardText)
    .filter(({ text }) => text !== '');
}

/** Private characters stand for formulas while the text between them is repaired. */
const HOLD = '\ue000';
const HOLDS = /\ue000/g;

export function cardText(source: string): CardText {
  const line = plainLine(source.replace(HOLDS, ''));
  const found = formulasIn(line);
  if (found.length === 0) return { text: plainLine(repairForDisplay(line)), formulas: [] };
  let held = '';
  let at = 0;
  for (const { start, end } of found) {
    held += line.slice(at, start) + HOLD;
    at = end;
  }
  const between = plainLine(repairForDisplay(held + line.slice(at))).split(HOLD);
  const formulas: Formula[] = [];
  let text = between[0]!;
  for (const [i, { start, end, tex, display }] of found.entries()) {
    const formula = line.slice(start, end);
    formulas.push({
      start: text.length,
      end: text.length + formula.length,
      tex: undoubled(tex, display),
      display,
    });
    text += formula + (between[i + 1] ?? '');
  }
  return { text, formulas };
}

/** Backslashes that were escaped twice on their way; a line of text has no line breaks in its formulas. */
function undoubled(tex: string, display: boolean): string {
  return display ? tex : tex.replace(/\\\\(?=[a-zA-Z%])/g, '\\');
}
