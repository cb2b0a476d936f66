import type { CardModel, FromCard, RelatedItem } from '../../protocol/card.ts';
import { actionButton } from './buttons.ts';
import { element, isolated, linkButton, list, section } from './dom.ts';
import type { Region } from './regions.ts';

type Send = (message: FromCard) => void;

/** The parts of the card that only tell: each is made anew when what it tells has changed. */
export function restOf(card: CardModel, send: Send): Region[] {
  const { related: papers, relatedReady, citedBy, sources: files, links } = card;
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
    region('sources', [files, links], () =>
      section('source-title', files.length === 1 ? 'Source' : 'Sources', sources(card, send)),
    ),
  ];
}

export function topicRegion({ topics }: CardModel): Region {
  return region('topics', topics, () =>
    section('topics-title', 'Topics', topics.length > 0 ? [list('chips', topics.map(isolated))] : []),
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

/** Below the title: facts and the key. */
export function facts(card: CardModel): HTMLElement {
  const all = card.meta.flatMap((fact, i) => (i === 0 ? [isolated(fact)] : [separator(), isolated(fact)]));
  return element(
    'div',
    {},
    element('p', { class: 'meta' }, ...all),
    element('p', { class: 'key' }, element('code', {}, isolated(`@${card.key}`))),
  );
}

function separator(): HTMLElement {
  return element('span', { class: 'separator', 'aria-hidden': 'true' }, ' · ');
}

export function actions(send: Send): HTMLElement {
  return element(
    'div',
    { class: 'actions', role: 'toolbar', 'aria-label': 'Citation' },
    actionButton('Copy citation', () => send({ type: 'copyCitation' }), true),
    actionButton('Insert into note', () => send({ type: 'insertCitation' }), false),
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
