import { readToCard } from '../../protocol/card-messages.ts';
import type { ToCard } from '../../protocol/card.ts';
import { CardView } from './card-view.ts';
import { Host } from './host.ts';
import { wear } from './look.ts';
import { renderNotice } from './render.ts';

const host = new Host();
const view = new CardView(document.getElementById('card')!, document.getElementById('status')!, host);

function obey(message: ToCard): void {
  switch (message.type) {
    case 'session':
      host.session = message.session;
      return;
    case 'look':
      wear(message.fontFamily, message.fontSize);
      return;
    case 'show': {
      view.show(message.card);
      return;
    }
    case 'missing': {
      view.notice(
        renderNotice(
          'Not in the library',
          `No paper is called “${message.ref}” any more. Its digest may have been changed or removed.`,
        ),
      );
      return;
    }
    case 'unavailable': {
      view.notice(
        renderNotice('Carrel is not running', 'The language server has stopped. The log says why.', {
          label: 'Restart',
          act: () => host.send({ type: 'retry' }),
        }),
      );
      return;
    }
    case 'showKeys':
      view.showKeys();
      return;
    case 'copied': {
      view.say(COPIED[message.what]);
      return;
    }
    case 'formatted':
      view.showCitation(message.ref, message);
      return;
    case 'reveal':
      view.reveal(message.id, message.placing);
      return;
    case 'done': {
      host.done(message.request, message.failure);
      return;
    }
  }
}

const COPIED = {
  citation: 'Citation copied',
  quote: 'Quote copied',
  link: 'Link copied',
  text: 'Formatted citation copied',
  bibtex: 'BibTeX copied',
  ris: 'RIS copied',
  'csl-json': 'CSL-JSON copied',
  key: 'Key copied',
} as const;

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readToCard(event.data);
  if (message) obey(message);
});
host.send({ type: 'ready' });
