import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import { CARD_STATUSES, type CardNotes, type Edit } from '../../protocol/card.ts';
import { element } from './dom.ts';
import { tagEditor } from './tags.ts';

type Change = (edit: Edit) => void;

const STATUS_NAMES: Record<(typeof CARD_STATUSES)[number], string> = {
  none: 'Not listed',
  queued: 'Queued',
  reading: 'Reading',
  read: 'Read',
  dismissed: 'Dismissed',
};
const MOST_STARS = 5;

/** Status, rating and tags: each changed where it stands. */
export function readingMarks(notes: CardNotes, change: Change): HTMLElement {
  return element(
    'div',
    { class: 'reading-marks' },
    statusSelect(notes.status ?? 'none', change),
    stars(notes.rating, change),
    tagEditor(notes.tags, notes.knownTags, (tags) => change({ kind: 'setTags', tags })),
  );
}

function statusSelect(now: (typeof CARD_STATUSES)[number], change: Change): HTMLElement {
  const select = document.createElement('vscode-single-select');
  select.setAttribute('label', 'Reading status');
  select.setAttribute('aria-label', 'Reading status');
  select.setAttribute('title', 'Reading status');
  select.dataset['focus'] = 'status';
  select.className = 'status-select';
  for (const status of CARD_STATUSES) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', status);
    if (status === now) option.setAttribute('selected', '');
    option.textContent = STATUS_NAMES[status];
    select.append(option);
  }
  select.addEventListener('change', () => {
    const chosen = CARD_STATUSES.find((status) => status === select.value);
    if (chosen && chosen !== now) change({ kind: 'setStatus', status: chosen });
  });
  return select;
}

/** Five stars as radio buttons; the one that holds, chosen again, takes the rating away. */
function stars(now: number | null, change: Change): HTMLElement {
  const buttons = Array.from({ length: MOST_STARS }, (_, i) => {
    const value = i + 1;
    const isLit = now !== null && value <= now;
    const button = element(
      'button',
      {
        type: 'button',
        class: isLit ? 'star lit' : 'star',
        role: 'radio',
        'aria-checked': String(value === now),
        'aria-label': value === 1 ? '1 star' : `${value} stars`,
        title: value === now ? 'Take the rating away' : value === 1 ? '1 star' : `${value} stars`,
        'data-focus': `star ${value}`,
        tabindex: value === (now ?? 1) ? '0' : '-1',
      },
      isLit ? '★' : '☆',
    );
    button.addEventListener('click', () =>
      change({ kind: 'setRating', rating: value === now ? null : value }),
    );
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key] ?? 0;
      const next = value + step;
      if (step === 0 || next < 1 || next > MOST_STARS) return;
      event.preventDefault();
      buttons[next - 1]!.focus();
    });
    return button;
  });
  return element('div', { class: 'stars', role: 'radiogroup', 'aria-label': 'Rating' }, ...buttons);
}
