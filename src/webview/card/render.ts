import type { CardModel, FromCard, RelatedItem } from '../../protocol/card.ts';
import { element, isolated, linkButton, list, section } from './dom.ts';

type Send = (message: FromCard) => void;

/** The card of one paper as elements. */
export function renderCard(card: CardModel, send: Send): Node[] {
  const parts = [
    header(card),
    actions(send),
    section('abstract-title', 'Abstract', abstract(card)),
    section(
      'topics-title',
      'Topics',
      card.topics.length > 0 ? [list('chips', card.topics.map(isolated))] : [],
    ),
    section('related-title', 'Related papers', related(card, send)),
    section(
      'cited-title',
      'Cited in',
      places(card.citedBy, (index) => send({ type: 'openCitation', index })),
    ),
    section('source-title', card.sources.length === 1 ? 'Source' : 'Sources', sources(card, send)),
  ];
  return parts.filter((part) => part !== null);
}

/** What stands in the card's place while there is no paper to show. */
export function renderNotice(
  title: string,
  text: string,
  button?: { readonly label: string; readonly act: () => void },
): Node[] {
  const notice = element('div', { class: 'notice' }, element('h1', {}, title), element('p', {}, text));
  if (button) notice.append(actionButton(button.label, button.act, true));
  return [notice];
}

function header(card: CardModel): HTMLElement {
  const facts = card.meta.flatMap((fact, i) => (i === 0 ? [isolated(fact)] : [separator(), isolated(fact)]));
  return element(
    'header',
    {},
    element('h1', {}, isolated(card.title)),
    element('p', { class: 'meta' }, ...facts),
    element('p', { class: 'key' }, element('code', {}, isolated(`@${card.key}`))),
  );
}

function separator(): HTMLElement {
  return element('span', { class: 'separator', 'aria-hidden': 'true' }, ' · ');
}

function actions(send: Send): HTMLElement {
  return element(
    'div',
    { class: 'actions', role: 'toolbar', 'aria-label': 'Citation' },
    actionButton('Copy citation', () => send({ type: 'copyCitation' }), true),
    actionButton('Insert into note', () => send({ type: 'insertCitation' }), false),
  );
}

function actionButton(label: string, act: () => void, primary: boolean): HTMLElement {
  const button = document.createElement('vscode-button');
  if (!primary) button.setAttribute('secondary', '');
  button.textContent = label;
  button.addEventListener('click', act);
  return button;
}

function abstract(card: CardModel): Node[] {
  if (card.abstract.length === 0) return [element('p', { class: 'absent' }, 'The digest gives no abstract.')];
  return card.abstract.map((paragraph) => element('p', { class: 'prose', dir: 'auto' }, paragraph));
}

function related(card: CardModel, send: Send): Node[] {
  if (card.related.length > 0)
    return [
      list(
        'related',
        card.related.map((item) => relatedItem(item, send)),
      ),
    ];
  return card.relatedReady
    ? []
    : [element('p', { class: 'absent' }, 'Still comparing the papers of the library…')];
}

function relatedItem(item: RelatedItem, send: Send): HTMLElement {
  const reasons =
    item.reasons.length > 0 ? [element('span', { class: 'reasons' }, isolated(item.reasons.join('; ')))] : [];
  const detail = item.detail === '' ? [] : [element('span', { class: 'detail' }, isolated(item.detail))];
  return element(
    'div',
    {},
    linkButton(item.title, () => send({ type: 'openPaper', ref: item.key })),
    ...detail,
    ...reasons,
  );
}

function sources(card: CardModel, send: Send): Node[] {
  const links = card.links.map(({ label, url }, index) =>
    linkButton(label, () => send({ type: 'openLink', index }), url),
  );
  const files = card.sources.map(({ label, fields }, index) => {
    const gave = fields.length > 0 ? [element('span', { class: 'detail' }, fields.join(', '))] : [];
    return element(
      'div',
      {},
      linkButton(label, () => send({ type: 'openSource', index })),
      ...gave,
    );
  });
  return [list('places', [...links, ...files])];
}

function places(items: CardModel['citedBy'], open: (index: number) => void): Node[] {
  return items.length === 0
    ? []
    : [
        list(
          'places',
          items.map(({ label }, index) => linkButton(label, () => open(index))),
        ),
      ];
}
