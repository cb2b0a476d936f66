import temml from 'temml';
import type { CardFormula } from '../../protocol/card.ts';
import { element } from './dom.ts';

const MATHML = 'http://www.w3.org/1998/Math/MathML';
/** Formulas of others: no links, no sizes without bound, few expansions of macros; what is not understood is an error. */
const OPTIONS = {
  throwOnError: true,
  trust: false,
  strict: false,
  maxSize: [20, 100] as [number, number],
  maxExpand: 200,
};
/** What LaTeX has and Temml has not, as abstracts use it. */
const MACROS = { '\\slash': '/', '\\mbox': '\\text{#1}', '\\textmu': '\\text{μ}' };
/** A formula that becomes more elements than this is shown as its source. */
const MOST_ELEMENTS = 1500;
/** Attributes that say how mathematics looks; nothing that leads anywhere or names anything. */
const ATTRIBUTES = new Set(
  (
    'accent accentunder class columnalign columnlines columnspacing depth dir display displaystyle fence form height largeop ' +
    'linethickness lspace mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace ' +
    'scriptlevel separator stretchy style symmetric voffset width xmlns'
  ).split(' '),
);

/**
 * A formula, set: one piece of the text, which is as long as its source. What cannot be set stays as it stands. The elements are checked
 * again, whatever the library makes of a formula.
 */
export function formulaNode(
  { tex, display }: Pick<CardFormula, 'tex' | 'display'>,
  source: string,
): HTMLElement {
  const math = setFormula(tex, display);
  const made = element(
    'span',
    {
      class: display ? 'formula display' : 'formula',
      contenteditable: 'false',
      title: source,
      'data-source': source,
    },
    math ?? source,
  );
  if (!math) made.classList.add('source');
  return made;
}

/**
 * Gives formulas that are wider than their text a box to scroll in, which keys reach. Those of a line have none otherwise, as such a box has no
 * base line.
 */
export function fitFormulas(root: HTMLElement): void {
  const formulas = [...root.querySelectorAll<HTMLElement>('.formula:not(.source)')];
  const wide = formulas.map((formula) => {
    const own = formula.firstElementChild?.getBoundingClientRect().width ?? 0;
    return own > (formula.closest('p, h1, li, div')?.clientWidth ?? Infinity);
  });
  for (const [i, formula] of formulas.entries()) {
    formula.classList.toggle('wide', wide[i]);
    if (wide[i]) formula.tabIndex = 0;
    else formula.removeAttribute('tabindex');
  }
}

const known = new Map<string, Element | null>();

function setFormula(tex: string, displayMode: boolean): Element | null {
  const key = `${displayMode ? 'd' : 'i'}${tex}`;
  if (!known.has(key)) {
    if (known.size > 500) known.clear();
    known.set(key, render(tex, displayMode));
  }
  return known.get(key)?.cloneNode(true) as Element | null;
}

function render(tex: string, displayMode: boolean): Element | null {
  const holder = document.createElement('span');
  try {
    temml.render(tex, holder, { ...OPTIONS, macros: { ...MACROS }, displayMode });
  } catch {
    return null;
  }
  const math = holder.firstElementChild;
  const all = [...holder.querySelectorAll('*')];
  if (!math || holder.childElementCount !== 1 || all.length > MOST_ELEMENTS) return null;
  return all.every(isMathematics) ? math : null;
}

function isMathematics(one: Element): boolean {
  return (
    one.namespaceURI === MATHML && one.getAttributeNames().every((name) => ATTRIBUTES.has(name.toLowerCase()))
  );
}
