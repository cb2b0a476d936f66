import { COLOR_NAMES, type HighlightColor } from '../../protocol/annotations.ts';
import type { CardQuote } from '../../protocol/card.ts';
import { element } from './dom.ts';
import { floatAt } from './float.ts';
import { IS_MAC } from './card-keys.ts';
import { icon } from './icons.ts';
import { pressOf, WORD_KEYS } from './key-table.ts';
import type { Prose } from './prose.ts';

const PLACE_KEY = { says: 'Place the highlight here', press: 'enter' };

export interface SelectionActions {
  highlight(quote: CardQuote, color: HighlightColor): void;
  comment(quote: CardQuote, at: DOMRect): void;
  copy(quote: CardQuote): void;
  /** Gives the orphan that waits for a place the selected words. */
  place(quote: CardQuote): void;
}

/** The small toolbar at selected words. It comes by mouse and by keyboard, and its keys work as long as words are selected. */
export class SelectionBar {
  readonly element: HTMLElement;
  readonly #tools = element('div', {
    class: 'selection-bar',
    role: 'toolbar',
    'aria-label': 'What to do with the selected words',
  });
  readonly #proses: readonly Prose[];
  readonly #actions: SelectionActions;
  #isPressed = false;
  #isPlacing = false;
  #quote: CardQuote | null = null;

  constructor(proses: readonly Prose[], actions: SelectionActions) {
    this.#proses = proses;
    this.#actions = actions;
    this.element = element(
      'section',
      { class: 'float', 'aria-label': 'Selected words', hidden: '' },
      this.#tools,
    );
    // A click must not take the selection away.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.#fill();
    document.addEventListener('pointerdown', (event) => {
      this.#isPressed = !this.element.contains(event.target as Node);
    });
    document.addEventListener('pointerup', () => {
      this.#isPressed = false;
      setTimeout(() => this.#follow());
    });
    document.addEventListener('selectionchange', () => this.#follow());
    for (const { element: host } of proses) host.addEventListener('keydown', (event) => this.#onKey(event));
    window.addEventListener('resize', () => this.#follow());
  }

  /** While an orphan waits for a place, the toolbar offers just that. */
  set placing(isPlacing: boolean) {
    this.#isPlacing = isPlacing;
    this.#fill();
    this.#follow();
  }

  #fill(): void {
    const actions = this.#actions;
    const button = (
      { says, press }: { readonly says: string; readonly press: string },
      act: (quote: CardQuote) => void,
      ...inside: (Node | string)[]
    ) => {
      const made = element(
        'button',
        {
          type: 'button',
          class: 'tool',
          title: `${says} (${press.toUpperCase()})`,
          'aria-label': says,
          'data-press': press,
          tabindex: '-1',
        },
        ...inside,
      );
      made.addEventListener('click', () => this.#act(act));
      return made;
    };
    const { comment, quote: copy } = WORD_KEYS;
    const buttons = this.#isPlacing
      ? [button(PLACE_KEY, (quote) => actions.place(quote), 'Place here')]
      : [
          ...COLOR_NAMES.map((color) =>
            button(
              WORD_KEYS[color],
              (quote) => actions.highlight(quote, color),
              element('span', { class: `swatch ${color}` }),
            ),
          ),
          element('span', { class: 'rule', 'aria-hidden': 'true' }),
          button(comment, (quote) => actions.comment(quote, this.#rect()!), icon('comment')),
          button(copy, (quote) => actions.copy(quote), icon('quote')),
        ];
    this.#tools.replaceChildren(...buttons);
    this.#tools.querySelector('button')!.tabIndex = 0;
  }

  #act(act: (quote: CardQuote) => void): void {
    // A key may come before the event that tells of the last change.
    const quote = this.#selected() ?? this.#quote;
    if (!quote) return;
    act(quote);
    getSelection()?.collapseToEnd();
    this.#hide();
  }

  /** Shows the toolbar where words are selected, and hides it where none are. */
  #follow(): void {
    if (this.#isPressed || this.element.contains(document.activeElement)) return;
    const quote = this.#selected();
    const rect = quote && this.#rect();
    if (!quote || !rect) {
      this.#hide();
      return;
    }
    this.#quote = quote;
    this.element.hidden = false;
    floatAt(this.element, rect, 'above');
  }

  #selected(): CardQuote | null {
    return this.#proses.map((prose) => prose.selected()).find((found) => found !== null) ?? null;
  }

  #hide(): void {
    this.#quote = null;
    this.element.hidden = true;
  }

  #rect(): DOMRect | null {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    return range.getClientRects()[0] ?? range.getBoundingClientRect();
  }

  #onKey(event: KeyboardEvent): void {
    if (!this.#quote || event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...this.element.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const key = event.key.toLowerCase();
    const step = key === 'arrowright' ? 1 : key === 'arrowleft' ? -1 : 0;
    if (at >= 0 && step !== 0) {
      buttons[(at + step + buttons.length) % buttons.length]!.focus();
    } else if (key === 'escape') {
      const quote = this.#quote;
      getSelection()?.collapseToEnd();
      this.#proses.find((prose) => prose.element.dataset['field'] === quote.field)?.element.focus();
      this.#hide();
    } else if (key === 'tab' && at < 0 && !event.shiftKey) {
      buttons[0]!.focus();
    } else {
      // Enter on a button is that button's own.
      const press = key === 'enter' && at >= 0 ? '' : pressOf(event, IS_MAC);
      const pressed = buttons.find(({ dataset }) => dataset['press'] === press);
      if (!pressed) return;
      pressed.click();
    }
    event.preventDefault();
  }
}
