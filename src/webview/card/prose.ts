import type { CardAnnotation, CardFormula, CardMark, CardQuote } from '../../protocol/card.ts';
import { element } from './dom.ts';
import { GAP, lengthBefore, partNode, partsOf, pointAfter } from './prose-text.ts';

/** As much as goes with a quote on each side. */
const CONTEXT = 32;

type Field = CardQuote['field'];

export interface ProseEvents {
  /** A highlight was clicked, or Enter was pressed on it. */
  open(id: string, at: DOMRect): void;
}

/**
 * A text to read, with the reader's highlights in it. It has a caret, so that words can be selected by keyboard as in an editor, and takes
 * no input.
 */
export class Prose {
  readonly element: HTMLElement;
  readonly #field: Field;
  readonly #tag: 'p' | 'span';
  #paragraphs: readonly string[] = [];
  #formulas: readonly CardFormula[] = [];
  #marks: readonly CardMark[] = [];
  #annotations: ReadonlyMap<string, CardAnnotation> = new Map();
  #shows = '';

  constructor(field: Field, label: string, events: ProseEvents) {
    this.#field = field;
    this.#tag = field === 'title' ? 'span' : 'p';
    this.element = element(field === 'title' ? 'span' : 'div', {
      class: `prose-host ${field}`,
      contenteditable: 'true',
      role: 'textbox',
      'aria-readonly': 'true',
      'aria-multiline': 'true',
      'aria-label': label,
      spellcheck: 'false',
      inputmode: 'none',
      'data-field': field,
    });
    const refuse = (event: Event): void => event.preventDefault();
    for (const type of ['beforeinput', 'dragstart', 'drop', 'paste', 'cut'] as const)
      this.element.addEventListener(type, refuse);
    // What an input method put in all the same goes out again.
    this.element.addEventListener('input', () => this.#render());
    // Of a formula its source is copied.
    this.element.addEventListener('copy', (event) => {
      const span = this.#span();
      if (!span || span.start === span.end) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', this.#paragraphs.join(GAP).slice(span.start, span.end));
    });
    this.element.addEventListener('click', (event) => {
      const mark = (event.target as Element).closest<HTMLElement>('mark');
      if (mark && getSelection()?.isCollapsed) events.open(idOf(mark), mark.getBoundingClientRect());
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const at = getSelection()?.focusNode;
      const mark = (at instanceof Element ? at : at?.parentElement)?.closest<HTMLElement>('mark');
      if (mark && getSelection()?.isCollapsed) events.open(idOf(mark), mark.getBoundingClientRect());
    });
  }

  show(
    paragraphs: readonly string[],
    formulas: readonly CardFormula[],
    marks: readonly CardMark[],
    annotations: readonly CardAnnotation[],
  ): void {
    const own = marks.filter(({ field }) => field === this.#field);
    const known = new Map(annotations.map((one) => [one.id, one]));
    const shows = JSON.stringify([
      paragraphs,
      formulas,
      own.map((mark) => [
        mark,
        known.get(mark.id)?.color,
        known.get(mark.id)?.state,
        known.get(mark.id)?.comment,
      ]),
    ]);
    if (shows === this.#shows) return;
    const isSameText = paragraphs.join(GAP) === this.#paragraphs.join(GAP);
    this.#shows = shows;
    this.#paragraphs = paragraphs;
    this.#formulas = formulas.filter(({ field }) => field === this.#field);
    this.#marks = own;
    this.#annotations = known;
    const selected = isSameText ? this.#span() : null;
    this.#render();
    if (selected && this.element.contains(document.activeElement)) this.#select(selected);
  }

  /** What is selected here; null without words. */
  selected(): CardQuote | null {
    const span = this.#span();
    if (!span) return null;
    const text = this.#paragraphs.join(GAP);
    let [start, end] = [span.start, span.end];
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    if (start >= end) return null;
    return {
      field: this.#field,
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - CONTEXT), start),
      suffix: text.slice(end, end + CONTEXT),
      start,
    };
  }

  markOf(id: string): HTMLElement | null {
    return [...this.element.querySelectorAll('mark')].find((mark) => idOf(mark) === id) ?? null;
  }

  #render(): void {
    this.element.replaceChildren(
      ...this.#paragraphs.map((text, at) =>
        element(
          this.#tag,
          this.#tag === 'p' ? { class: 'prose', dir: 'auto' } : { dir: 'auto' },
          ...this.#pieces(text, at),
        ),
      ),
    );
  }

  /** The text cut where highlights begin and end; where several cover a piece, it has the colour of the shortest. */
  #pieces(text: string, paragraph: number): Node[] {
    const own = this.#marks.filter((mark) => mark.paragraph === paragraph);
    const formulas = this.#formulas.filter((one) => one.paragraph === paragraph);
    const edges = own.flatMap(({ start, end }) => [start, end]);
    return partsOf(text, formulas, edges).map((part): Node => {
      const { start, end, formula } = part;
      const words = partNode(text, part);
      const over = own
        .filter((mark) =>
          formula ? mark.start < end && mark.end > start : mark.start <= start && mark.end >= end,
        )
        .sort((a, b) => a.end - a.start - (b.end - b.start));
      const annotation = over[0] && this.#annotations.get(over[0].id);
      if (!annotation) return words;
      const mark = element('mark', { class: `${annotation.color ?? 'yellow'} ${annotation.state}` }, words);
      mark.dataset['id'] = annotation.id;
      mark.title = [annotation.comment, stateWords(annotation.state)]
        .filter((part) => part !== '')
        .join('\n\n');
      if (annotation.comment !== '') mark.classList.add('commented');
      return mark;
    });
  }

  /** The selection as offsets into the paragraphs joined. */
  #span(): { start: number; end: number } | null {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.startContainer) || !this.element.contains(range.endContainer))
      return null;
    return {
      start: this.#offsetOf(range.startContainer, range.startOffset, false),
      end: this.#offsetOf(range.endContainer, range.endOffset, !range.collapsed),
    };
  }

  #offsetOf(node: Node, offset: number, isEnd: boolean): number {
    let before = 0;
    for (const [at, paragraph] of [...this.element.children].entries()) {
      const whole = document.createRange();
      whole.selectNodeContents(paragraph);
      const here = whole.comparePoint(node, offset);
      if (here < 0) return before;
      if (here === 0) return before + lengthBefore(paragraph, node, offset, isEnd);
      before += this.#paragraphs[at]!.length + GAP.length;
    }
    return Math.max(0, before - GAP.length);
  }

  #select({ start, end }: { start: number; end: number }): void {
    const from = this.#pointAt(start);
    const to = this.#pointAt(end);
    if (from && to) getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  }

  #pointAt(offset: number): { node: Node; offset: number } | null {
    let rest = offset;
    for (const [at, paragraph] of [...this.element.children].entries()) {
      const length = this.#paragraphs[at]!.length;
      if (rest <= length) return pointAfter(paragraph, rest) ?? { node: paragraph, offset: 0 };
      rest -= length + GAP.length;
    }
    return null;
  }
}

/** What a reader must know about where a highlight stands; empty where its words stand as they did. */
export function stateWords(state: CardAnnotation['state']): string {
  if (state === 'approximate') return 'The text has changed since; these seem to be the highlighted words.';
  if (state === 'orphan') return 'The highlighted words no longer stand in the text.';
  return '';
}

function idOf(mark: HTMLElement): string {
  return mark.dataset['id'] ?? '';
}
