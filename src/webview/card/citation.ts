import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { CardModel, FromCard } from '../../protocol/card.ts';
import type { CopyForm, FormattedCitation, FormattedPiece, StyleChoice } from '../../protocol/formatted.ts';
import { actionButton } from './buttons.ts';
import { element } from './dom.ts';
import { formulaNode } from './formula.ts';

type Send = (message: FromCard) => void;

/** What the card knows of the paper's formatted citation. */
export interface ShownCitation {
  readonly formatted: FormattedCitation;
  readonly styles: readonly StyleChoice[];
}

const FORMS: readonly (readonly [CopyForm, string, string])[] = [
  ['text', 'Copy text', 'Copy the formatted citation'],
  ['bibtex', 'BibTeX', 'Copy as BibTeX'],
  ['ris', 'RIS', 'Copy as RIS'],
  ['csl-json', 'CSL-JSON', 'Copy as CSL-JSON'],
  ['link', 'Markdown link', 'Copy as Markdown link'],
  ['key', 'Key', 'Copy the citekey'],
];

/** The formatted citation in a style that can be chosen here, with buttons to copy the paper in other forms. */
export function citationSection(card: CardModel, shown: ShownCitation | null, send: Send): HTMLElement {
  if (shown) lastStyle = shown.formatted.style;
  return element(
    'section',
    { class: 'citation', 'aria-labelledby': 'citation-title' },
    element(
      'div',
      { class: 'citation-head' },
      element('h2', { id: 'citation-title' }, 'Citation'),
      ...(shown ? [styleSelect(shown, send)] : []),
    ),
    shown ? formattedText(shown.formatted) : roomFor(card),
    ...(shown ? lackOf(shown.formatted.lacks) : lackOf(card.unnamed)),
    element(
      'div',
      { class: 'actions small', role: 'toolbar', 'aria-label': 'Copy as' },
      ...FORMS.map(([form, label, name]) => {
        const button = actionButton(label, () => send({ type: 'copyAs', as: form }), false);
        button.title = name;
        button.dataset['focus'] = `copy ${form}`;
        if (form === 'text' && (!shown || shown.formatted.problem !== null))
          button.setAttribute('disabled', '');
        return button;
      }),
    ),
  );
}

let lastStyle = '';

/** How many authors a style names at most, and how many where there are more. */
const MOST_NAMES: Readonly<Record<string, readonly [number, number]>> = {
  'chicago-author-date': [10, 7],
  harvard: [3, 1],
  ieee: [6, 1],
  mla: [2, 1],
  vancouver: [6, 6],
};
const OTHERWISE = [20, 20] as const;

/** While it is being made, words that are about as long keep its place, unseen, so that little below moves. */
function roomFor({ authors, title, links }: CardModel): HTMLElement {
  const [most, some] = MOST_NAMES[lastStyle] ?? OTHERWISE;
  const named = authors.slice(0, authors.length <= most ? most : some);
  const names = named.map(({ name }) => `${name.split(' ').at(-1)!}, A.,`).join(' ');
  const words = `${names} (2000). ${title}. ${links[0]?.label ?? ''} ${links[0]?.url ?? ''}`;
  return element(
    'p',
    { class: 'formatted', 'aria-busy': 'true' },
    element('span', { class: 'room', 'aria-hidden': 'true' }, words),
  );
}

function lackOf(text: string | null): HTMLElement[] {
  return text === null ? [] : [element('p', { class: 'lacks' }, text)];
}

function formattedText(formatted: FormattedCitation): HTMLElement {
  if (formatted.problem !== null)
    return element('p', { class: 'formatted problem', role: 'status' }, formatted.problem);
  return element('p', { class: 'formatted', dir: 'auto' }, ...formatted.pieces.map(pieceNode));
}

function pieceNode({ text, italic, bold, smallCaps, raised, tex }: FormattedPiece): Node {
  let node: Node = tex === null ? document.createTextNode(text) : formulaNode({ tex, display: false }, text);
  if (smallCaps) node = element('span', { class: 'small-caps' }, node);
  if (raised !== null) node = element(raised, {}, node);
  if (bold) node = element('b', {}, node);
  return italic ? element('i', {}, node) : node;
}

function styleSelect({ formatted, styles }: ShownCitation, send: Send): HTMLElement {
  const select = document.createElement('vscode-single-select');
  select.setAttribute('label', 'Citation style');
  select.setAttribute('aria-label', 'Citation style');
  select.setAttribute('title', 'Citation style');
  select.dataset['focus'] = 'style';
  select.className = 'style-select';
  for (const { style, label } of styles) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', style);
    if (style === formatted.style) option.setAttribute('selected', '');
    option.textContent = label;
    select.append(option);
  }
  // The list opens to where there is room.
  for (const type of ['pointerdown', 'focusin', 'keydown'] as const)
    select.addEventListener(
      type,
      () => {
        const { top, bottom } = select.getBoundingClientRect();
        select.position = window.innerHeight - bottom < top ? 'above' : 'below';
      },
      true,
    );
  select.addEventListener('change', () => {
    if (select.value !== formatted.style) send({ type: 'setStyle', style: select.value });
  });
  return select;
}
