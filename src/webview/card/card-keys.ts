import { cardKeyOf, isChord, KEYS_OF_VSCODE, pressOf, type CardKeyId } from './key-table.ts';

export const IS_MAC = /Mac/.test(navigator.userAgent);

/** What the keys do; those of VS Code it does itself. Each gives whether there was anything to do. */
export type CardActs = Readonly<Partial<Record<CardKeyId, () => boolean>>>;

const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);

/** Handles the keys of the whole card. */
export function handleKeys(acts: CardActs): void {
  let isWaiting = false;
  window.addEventListener('keydown', (event) => {
    if (MODIFIERS.has(event.key) || event.isComposing) return;
    // What was handled further in. VS Code's page itself keeps the browser from undoing, and no more.
    if (event.defaultPrevented && !event.ctrlKey && !event.metaKey) return;
    const press = pressOf(event, IS_MAC);
    // VS Code gets every key, too: what follows the first key of two is for it alone.
    const isSecond = isWaiting;
    isWaiting = !isSecond && isChord(press);
    const id = isSecond ? null : cardKeyOf(press, IS_MAC);
    if (id === null) return;
    // A browser would leave the page.
    if (KEYS_OF_VSCODE.has(id)) event.preventDefault();
    else if (!event.repeat && !isElsewhere(event) && acts[id]?.() === true) event.preventDefault();
  });
}

/** Where text is typed, an option is chosen by its first letter, or a small window is open, keys are not the card's. */
function isElsewhere(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (one) =>
        one instanceof HTMLInputElement ||
        one instanceof HTMLTextAreaElement ||
        (one instanceof Element && one.matches('vscode-single-select, dialog, [role="dialog"]')),
    );
}

/** Moves the focus to the heading of the next part of the card, or the one before. */
export function stepPart(root: HTMLElement, by: 1 | -1): boolean {
  const headings = [...root.querySelectorAll<HTMLElement>('h1, h2')];
  const { activeElement } = document;
  const isBefore = (heading: HTMLElement): boolean =>
    activeElement !== null &&
    activeElement !== document.body &&
    activeElement !== root &&
    (heading.contains(activeElement) ||
      (heading.compareDocumentPosition(activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  const next = headings[headings.findLastIndex(isBefore) + by];
  if (!next) return false;
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'start' });
  return true;
}

/** Moves the focus to the first control that fits, and tells whether there is one. */
export function focusFirst(root: HTMLElement, selector: string): boolean {
  const control = root.querySelector<HTMLElement>(selector);
  control?.focus();
  control?.scrollIntoView({ block: 'nearest' });
  return control !== null;
}
