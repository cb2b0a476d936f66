/** Room between what floats and what it belongs to, and to the edge of the page. */
const ROOM = 6;

/** Puts an element that is shown above or below a place of the page, inside the page's width. */
export function floatAt(floating: HTMLElement, at: DOMRect, side: 'above' | 'below'): void {
  const { offsetWidth: width, offsetHeight: height } = floating;
  const most = document.documentElement.clientWidth - width - ROOM;
  const left = Math.max(ROOM, Math.min(most, at.left));
  const above = at.top - height - ROOM;
  const below = at.bottom + ROOM;
  // Where its own coordinates begin, whatever it stands in.
  floating.style.left = '0';
  floating.style.top = '0';
  const origin = floating.getBoundingClientRect();
  const isAbove = side === 'above' ? above >= 0 : below + height > window.innerHeight && above >= 0;
  floating.style.left = `${left - origin.left}px`;
  floating.style.top = `${(isAbove ? above : below) - origin.top}px`;
}
