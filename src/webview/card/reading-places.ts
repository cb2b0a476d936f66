/** Where a reader is in a paper: how far down, and which control has the focus. */
export interface Place {
  readonly scroll: number;
  readonly focus: FocusPlace | null;
}

/** A control by the region of the card that it is in, and its number there. */
interface FocusPlace {
  readonly region: string;
  readonly at: number;
}

const FOCUSABLE =
  'a[href], button, input, textarea, [tabindex], [contenteditable="true"], vscode-button, vscode-single-select, vscode-textfield';

export function placeIn(root: HTMLElement): Place {
  const active = document.activeElement;
  const holder = active?.closest<HTMLElement>('[data-region]') ?? null;
  const at = holder && root.contains(holder) ? focusables(holder).indexOf(active as HTMLElement) : -1;
  return {
    scroll: window.scrollY,
    focus: at >= 0 ? { region: holder!.dataset['region']!, at } : null,
  };
}

/** Goes there; the focus moves only where the card has it. What is gone meanwhile leaves it at the top. */
export function goTo(place: Place | null, root: HTMLElement): void {
  if (document.hasFocus() && !isInside(document.activeElement, root)) {
    const holder = [...root.querySelectorAll<HTMLElement>('[data-region]')].find(
      ({ dataset }) => dataset['region'] === place?.focus?.region,
    );
    const control = holder && focusables(holder)[place!.focus!.at];
    (control ?? root).focus({ preventScroll: true });
  }
  window.scrollTo(0, place?.scroll ?? 0);
}

/** Reads places from what the page kept. */
export function placesOf(state: unknown): [string, Place][] {
  if (typeof state !== 'object' || state === null || !('places' in state) || !Array.isArray(state.places))
    return [];
  return state.places.filter(
    (pair): pair is [string, Place] =>
      Array.isArray(pair) &&
      typeof pair[0] === 'string' &&
      typeof (pair[1] as Partial<Place> | null)?.scroll === 'number',
  );
}

function focusables(holder: HTMLElement): HTMLElement[] {
  return [...holder.querySelectorAll<HTMLElement>(FOCUSABLE)];
}

function isInside(element: Element | null, root: HTMLElement): boolean {
  return element !== null && element !== root && root.contains(element);
}
