import '@vscode-elements/elements/dist/vscode-button/index.js';
import { readToCard } from '../../protocol/card-messages.ts';
import type { FromCard, ToCard } from '../../protocol/card.ts';
import { renderCard, renderNotice } from './render.ts';

/** What VS Code gives a webview. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromCard): void;
  setState(state: { readonly ref: string }): void;
};

const host = acquireVsCodeApi();
const card = document.getElementById('card')!;
const status = document.getElementById('status')!;
let shown = '';

const send = (message: FromCard): void => host.postMessage(message);

function obey(message: ToCard): void {
  switch (message.type) {
    case 'show': {
      const isNew = shown !== message.card.ref;
      shown = message.card.ref;
      host.setState({ ref: shown });
      show(renderCard(message.card, send), isNew);
      return;
    }
    case 'missing':
      show(
        renderNotice(
          'Not in the library',
          `No paper is called “${message.ref}” any more. Its digest may have been changed or removed.`,
        ),
      );
      return;
    case 'unavailable':
      show(
        renderNotice('Carrel is not running', 'The language server has stopped. The log says why.', {
          label: 'Restart',
          act: () => send({ type: 'retry' }),
        }),
      );
      return;
    case 'copied':
      say('Citation copied');
  }
}

/** Replaces what is shown; another paper starts at its top, the same one stays where it was read. */
function show(nodes: readonly Node[], isNew = true): void {
  const at = window.scrollY;
  card.replaceChildren(...nodes);
  card.setAttribute('aria-busy', 'false');
  window.scrollTo(0, isNew ? 0 : at);
}

/** Says something to the eye and to screen readers, until the next word. */
function say(text: string): void {
  status.replaceChildren(text);
  status.classList.remove('fading');
  requestAnimationFrame(() => requestAnimationFrame(() => status.classList.add('fading')));
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readToCard(event.data);
  if (message) obey(message);
});
send({ type: 'ready' });
