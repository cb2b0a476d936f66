import type { CardFormula } from '../../protocol/card.ts';
import { formulaNode } from './formula.ts';

/** Between paragraphs, as the offsets of quotes count. */
export const GAP = '\n\n';

/** A part of a paragraph; the parts of one cover it without gaps. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly formula: CardFormula | null;
}

/** A paragraph cut at formulas and at the edges of highlights. Nothing cuts a formula: an edge inside of one counts as both of its ends. */
export function partsOf(text: string, formulas: readonly CardFormula[], edges: readonly number[]): Part[] {
  const whole = formulas
    .filter(({ start, end }) => start < end && end <= text.length)
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, i, all) => i === 0 || start >= all[i - 1]!.end);
  const isInside = (edge: number): boolean => whole.some(({ start, end }) => edge > start && edge < end);
  const cuts = new Set([0, text.length, ...whole.flatMap(({ start, end }) => [start, end])]);
  for (const edge of edges) if (edge >= 0 && edge <= text.length && !isInside(edge)) cuts.add(edge);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => {
    const start = sorted[i]!;
    return { start, end, formula: whole.find((one) => one.start === start && one.end === end) ?? null };
  });
}

export function partNode(text: string, { start, end, formula }: Part): Node {
  const own = text.slice(start, end);
  return formula ? formulaNode(formula, own) : document.createTextNode(own);
}

/** How many units of the paragraph stand in front of a point in it. Inside of a formula is its beginning, or its end for what ends there. */
export function lengthBefore(paragraph: Node, node: Node, offset: number, isEnd: boolean): number {
  const point = document.createRange();
  point.setStart(node, offset);
  let length = 0;
  for (const piece of piecesIn(paragraph)) {
    if (piece === node) return length + offset;
    const own = piece instanceof Text ? piece.data.length : sourceOf(piece).length;
    const around = document.createRange();
    around.selectNode(piece);
    const isWholeBefore = around.compareBoundaryPoints(Range.END_TO_END, point) <= 0;
    if (!isWholeBefore) return isEnd && piece.contains(node) ? length + own : length;
    length += own;
  }
  return length;
}

/** The point with so many units of the paragraph in front of it. */
export function pointAfter(paragraph: Node, length: number): { node: Node; offset: number } | null {
  let rest = length;
  for (const piece of piecesIn(paragraph)) {
    if (piece instanceof Text) {
      if (rest <= piece.data.length) return { node: piece, offset: rest };
      rest -= piece.data.length;
    } else {
      const parent = piece.parentNode!;
      const index = [...parent.childNodes].indexOf(piece);
      if (rest === 0) return { node: parent, offset: index };
      rest -= sourceOf(piece).length;
      if (rest <= 0) return { node: parent, offset: index + 1 };
    }
  }
  return null;
}

function sourceOf(formula: HTMLElement): string {
  return formula.dataset['source'] ?? '';
}

/** Texts and formulas of a paragraph, in their order. */
function piecesIn(paragraph: Node): (Text | HTMLElement)[] {
  return [...paragraph.childNodes].flatMap((child): (Text | HTMLElement)[] => {
    if (child instanceof Text) return [child];
    if (!(child instanceof HTMLElement)) return [];
    return child.classList.contains('formula') ? [child] : piecesIn(child);
  });
}
