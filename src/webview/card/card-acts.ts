import type { CardModel, Edit, FromCard } from '../../protocol/card.ts';
import { focusFirst, stepPart, type CardActs } from './card-keys.ts';

/** What keys act on. */
export interface ActsOn {
  readonly root: HTMLElement;
  /** The paper that is shown; null while there is none. */
  readonly card: () => CardModel | null;
  readonly send: (message: FromCard) => void;
  readonly change: (edit: Edit, done: string | null) => void;
  readonly showHelp: () => void;
}

/** What the keys of the card do. */
export function cardActs({ root, card, send, change, showHelp }: ActsOn): CardActs {
  const withCard = (act: (shown: CardModel) => boolean | undefined) => (): boolean => {
    const shown = card();
    return shown !== null && act(shown) !== false;
  };
  const sends = (message: FromCard, isThere: (shown: CardModel) => boolean = () => true) =>
    withCard((shown) => {
      if (!isThere(shown)) return false;
      send(message);
      return true;
    });
  const changes = (edit: Edit, done: string) =>
    withCard(() => {
      change(edit, done);
      return true;
    });
  const goes = (selector: string) => withCard(() => focusFirst(root, selector));
  return {
    pin: sends({ type: 'togglePin' }),
    nextPart: withCard(() => stepPart(root, 1)),
    previousPart: withCard(() => stepPart(root, -1)),
    abstract: goes('.prose-host.abstract'),
    highlights: goes('.annotation .words, [data-focus="add remark"]'),
    related: goes('.related .link'),
    copyCitation: sends({ type: 'copyCitation' }),
    insertCitation: sends({ type: 'insertCitation' }),
    openSource: sends({ type: 'openSource', index: 0 }, ({ sources }) => sources.length > 0),
    openLink: sends({ type: 'openLink', index: 0 }, ({ links }) => links.length > 0),
    queue: changes({ kind: 'setStatus', status: 'queued' }, 'Queued'),
    dismiss: changes({ kind: 'setStatus', status: 'dismissed' }, 'Dismissed'),
    status: goes('.status-select'),
    rating: goes('.star[tabindex="0"]'),
    tags: goes('.tag-field'),
    remark: withCard(() => {
      const button = root.querySelector<HTMLElement>('[data-focus="add remark"]');
      button?.click();
      return button !== null;
    }),
    undo: changes({ kind: 'undo' }, 'Undone'),
    help: () => {
      showHelp();
      return true;
    },
  };
}
