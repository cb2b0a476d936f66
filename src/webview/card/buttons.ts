import '@vscode-elements/elements/dist/vscode-button/index.js';
import { IS_MAC } from './card-keys.ts';
import { element } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { CARD_KEYS, keyNames, type CardKeyId } from './key-table.ts';

/** A button for what one does with a paper; where a key does the same, it tells so on hover and to screen readers. */
export function actionButton(label: string, act: () => void, primary: boolean, key?: CardKeyId): HTMLElement {
  const button = document.createElement('vscode-button');
  if (!primary) button.setAttribute('secondary', '');
  button.textContent = label;
  if (key) {
    const names = keyNames(CARD_KEYS[key], IS_MAC).join('+');
    button.title = `${CARD_KEYS[key].says} (${names})`;
    button.setAttribute('aria-keyshortcuts', names);
  }
  button.addEventListener('click', act);
  return button;
}

/** A small button with a picture; its name is read aloud and shown on hover. */
export function toolButton(name: IconName, label: string, act: () => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'tool', title: label, 'aria-label': label },
    icon(name),
  );
  button.addEventListener('click', act);
  return button;
}
