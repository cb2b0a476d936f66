import type { CardModel, FromCard, RelatedItem } from '../../protocol/card.ts';
import { actionButton } from './buttons.ts';
import { element, isolated, linkButton, list, longList, section } from './dom.ts';
import type { Region } from './regions.ts';

type Send = (message: FromCard) => void;

/** The parts of the card that only tell: each is made anew when what it tells has changed. */
export function restOf(card: CardModel, send: Send): Region[] {
  const { related: papers, relatedReady, citedBy, sources: files } = card;
  return [
    region('related', [papers, relatedReady], () =>
      section('related-title', 'Related papers', related(card, send)),
    ),
    region('cited', citedBy, () =>
      section(
        'cited-title',
        'Cited in',
        places(citedBy, (index) => send({ type: 'openCitation', index })),
      ),
    ),
    region('sources', files, () =>
      section('source-title', files.length === 1 ? 'Source' : 'Sources', sources(card, send)),
    ),
  ];
}

/** Each topic leads to its papers in the library. */
export function topicRegion({ topics }: CardModel, send: Send): Region {
  const chips = topics.map(({ name, query }, index) => {
    const attributes = { type: 'button', class: 'chip-link', title: `Show ${query} in the library` };
    const button = element('button', { ...attributes, 'data-focus': `topic ${index}` }, isolated(name));
    button.addEventListener('click', () => send({ type: 'showTopic', index }));
    return button;
  });
  return region('topics', topics, () =>
    section('topics-title', 'Topics', chips.length > 0 ? [list('chips', chips)] : []),
  );
}

export function region(id: string, shows: unknown, make: () => Node | null): Region {
  return { id, shows: JSON.stringify(shows), make };
}

/** What stands in the card's place while there is no paper to show. */
export function renderNotice(
  title: string,
  text: string,
  button?: { readonly label: string; readonly act: () => void },
): HTMLElement {
  const notice = element('div', { class: 'notice' }, element('h1', {}, title), element('p', {}, text));
  if (button) notice.append(actionButton(button.label, button.act, true));
  return notice;
}

export function actions(send: Send): HTMLElement {
  return element(
    'div',
    { class: 'actions', role: 'toolbar', 'aria-label': 'Citation' },
    actionButton('Copy citation', () => send({ type: 'copyCitation' }), true, 'copyCitation'),
    actionButton('Insert into note', () => send({ type: 'insertCitation' }), false, 'insertCitation'),
  );
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
  const files = card.sources.map(({ label, fields }, index) => {
    const gave = fields.length > 0 ? [element('span', { class: 'detail' }, fields.join(', '))] : [];
    return element(
      'div',
      {},
      linkButton(label, () => send({ type: 'openSource', index })),
      ...gave,
    );
  });
  return longList('places', files);
}

function places(items: CardModel['citedBy'], open: (index: number) => void): Node[] {
  return items.length === 0
    ? []
    : longList(
        'places',
        items.map(({ label, sentence }, index) =>
          element(
            'div',
            {},
            linkButton(label, () => open(index)),
            ...(sentence ? [quoted(sentence)] : []),
          ),
        ),
      );
}

/** The note's words around its citation, which stands out. */
function quoted({
  before,
  cited,
  after,
}: NonNullable<CardModel['citedBy'][number]['sentence']>): HTMLElement {
  return element('span', { class: 'sentence', dir: 'auto' }, before, element('strong', {}, cited), after);
}
