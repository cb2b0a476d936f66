import { actionButton } from './buttons.ts';
import { IS_MAC } from './card-keys.ts';
import { element } from './dom.ts';
import { keyGroups, keyNames } from './key-table.ts';

/** The window that lists all keys. While it is open the focus stays in it; Escape closes it. */
export class KeyHelp {
  readonly element = element('dialog', { class: 'key-help', 'aria-labelledby': 'key-help-title' });
  readonly #body = element('div', {
    class: 'key-groups',
    tabindex: '0',
    role: 'region',
    'aria-labelledby': 'key-help-title',
  });
  readonly #close = actionButton('Close', () => this.element.close(), true);

  constructor() {
    this.#body.append(...groups());
    this.element.append(
      element('h2', { id: 'key-help-title' }, 'Keys of the card'),
      this.#body,
      element('div', { class: 'actions' }, this.#close),
    );
    // A webview is a page in a page: from the last control on, Tab would lead out of it.
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Tab') return;
      event.preventDefault();
      (this.#body.matches(':focus') ? this.#close : this.#body).focus();
    });
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  /** Where the focus was before, it is again afterwards. */
  show(): void {
    if (this.element.open) return;
    this.element.showModal();
    this.#body.focus();
  }
}

function groups(): HTMLElement[] {
  return [...keyGroups()].map(([name, rows]) =>
    element(
      'table',
      {},
      element('caption', {}, name),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, ...keyNames(row, IS_MAC).map((key) => element('kbd', {}, key))),
            element('td', {}, row.says),
          ),
        ),
      ),
    ),
  );
}
