import type { CardModel, FromCard } from '../../protocol/card.ts';
import { element, isolated, linkButton, list } from './dom.ts';

type Send = (message: FromCard) => void;

/** So many authors are shown at once; a few more than that are shown too. */
const MOST_AUTHORS = 12;
const SOME_MORE = 3;

/** Below the title: authors, facts, the key, and where the paper and what belongs to it can be found. */
export function facts(card: CardModel, send: Send): HTMLElement {
  // A mere number of authors is one fact among others.
  const meta = card.authors.length > 0 || card.unnamed === null ? card.meta : [card.unnamed, ...card.meta];
  return element(
    'div',
    {},
    ...authors(card, send),
    ...(meta.length === 0 ? [] : [element('p', { class: 'meta' }, ...separated(meta.map(isolated)))]),
    element('p', { class: 'key' }, element('code', {}, isolated(`@${card.key}`))),
    ...links(card, send),
  );
}

function authors({ authors: all, unnamed }: CardModel, send: Send): HTMLElement[] {
  if (all.length === 0) return [];
  const line = element('p', { class: 'authors' });
  const show = (count: number): void => {
    const names = all.slice(0, count).map(({ name, query }, index) => {
      const button = linkButton(name, () => send({ type: 'searchAuthor', index }), `Search ${query}`);
      button.dataset['focus'] = `author ${index}`;
      return button;
    });
    const rest = all.length - count;
    const more = rest > 0 ? [element('button', { type: 'button', class: 'link' }, `${rest} more`)] : [];
    more[0]?.addEventListener('click', () => {
      show(all.length);
      line.querySelectorAll('button')[count]?.focus();
    });
    const said = unnamed === null || rest > 0 ? [] : [element('span', { class: 'unnamed' }, unnamed)];
    const parts = [...names, ...more, ...said];
    line.replaceChildren(
      ...parts.flatMap((part, i) => (i < parts.length - 1 ? [withComma(part), ' '] : [part])),
    );
  };
  show(all.length <= MOST_AUTHORS + SOME_MORE ? all.length : MOST_AUTHORS);
  return [line];
}

function links({ links: all }: CardModel, send: Send): HTMLElement[] {
  if (all.length === 0) return [];
  const items = all.map(({ label, url }, index) => {
    const button = linkButton(label, () => send({ type: 'openLink', index }), url);
    button.dataset['focus'] = `link ${index}`;
    return button;
  });
  return [element('nav', { 'aria-label': 'Links' }, list('links', items))];
}

function separated(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node, i) =>
    i === 0 ? [node] : [element('span', { class: 'separator', 'aria-hidden': 'true' }, ' · '), node],
  );
}

/** A comma does not begin a line. */
function withComma(node: Node): HTMLElement {
  return element('span', { class: 'with-comma' }, node, ',');
}
