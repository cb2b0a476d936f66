import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element } from './dom.ts';
import { icon, type IconName } from './icons.ts';

/** A button for what one does with a paper. */
export function actionButton(label: string, act: () => void, primary: boolean): HTMLElement {
  const button = document.createElement('vscode-button');
  if (!primary) button.setAttribute('secondary', '');
  button.textContent = label;
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
