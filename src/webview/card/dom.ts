/** Makes an element. Text is always text: nothing here reads markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** A text that others wrote, kept apart so that its direction cannot turn its surroundings. */
export function isolated(text: string): HTMLElement {
  return element('bdi', {}, text);
}

/** A button that looks like a link: it goes somewhere inside VS Code. */
export function linkButton(label: string, act: () => void, description?: string): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'link', ...(description ? { title: description } : {}) },
    isolated(label),
  );
  button.addEventListener('click', act);
  return button;
}

/** A section with a heading, or nothing where there is nothing to show. */
export function section(id: string, title: string, content: readonly Node[]): HTMLElement | null {
  if (content.length === 0) return null;
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...content);
}

export function list(className: string, items: readonly Node[]): HTMLElement {
  return element('ul', { class: className }, ...items.map((item) => element('li', {}, item)));
}

/** So many entries of a list are shown at once; a few more than that are shown too. */
const MOST_ENTRIES = 25;
const SOME_MORE = 5;

/** A list of which the rest is shown when it is asked for, and then has the focus. */
export function longList(className: string, items: readonly HTMLElement[]): Node[] {
  if (items.length <= MOST_ENTRIES + SOME_MORE) return [list(className, items)];
  const rest = items.slice(MOST_ENTRIES);
  const shown = list(className, items.slice(0, MOST_ENTRIES));
  const more = linkButton(`${rest.length} more`, () => {
    shown.append(...rest.map((item) => element('li', {}, item)));
    more.remove();
    rest[0]!.querySelector('button')?.focus();
  });
  more.classList.add('more');
  return [shown, more];
}
