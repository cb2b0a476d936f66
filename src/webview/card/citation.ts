import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import type { FromCard } from '../../protocol/card.ts';
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
export function citationSection(shown: ShownCitation | null, send: Send): HTMLElement {
  return element(
    'section',
    { class: 'citation', 'aria-labelledby': 'citation-title' },
    element(
      'div',
      { class: 'citation-head' },
      element('h2', { id: 'citation-title' }, 'Citation'),
      ...(shown ? [styleSelect(shown, send)] : []),
    ),
    formattedText(shown?.formatted ?? null),
    ...(shown?.formatted.lacks ? [element('p', { class: 'lacks' }, shown.formatted.lacks)] : []),
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

/** Room is kept for it while it is being made, so that nothing below moves. */
function formattedText(formatted: FormattedCitation | null): HTMLElement {
  if (!formatted) return element('p', { class: 'formatted', 'aria-busy': 'true' });
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
