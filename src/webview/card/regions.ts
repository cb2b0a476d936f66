/** A part of the card that is made anew only when what it shows has changed. */
export interface Region {
  readonly id: string;
  /** All that it shows, as a text to compare. */
  readonly shows: string;
  make(): Node | null;
}

/** Puts regions below each other; what stays the same keeps its elements, so that focus, selection and place stay too. */
export class Regions {
  readonly #root: HTMLElement;
  readonly #holders = new Map<string, { readonly holder: HTMLElement; shows: string | null }>();

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  put(regions: readonly Region[]): void {
    const wanted = regions.map((region) => {
      const known = this.#holders.get(region.id) ?? { holder: holderOf(region.id), shows: null };
      this.#holders.set(region.id, known);
      if (known.shows !== region.shows) {
        known.shows = region.shows;
        const focus = focusWithin(known.holder);
        const made = region.make();
        known.holder.replaceChildren(...(made ? [made] : []));
        if (focus !== null) refocus(known.holder, focus);
      }
      return known.holder;
    });
    const isSame =
      wanted.length === this.#root.childElementCount &&
      wanted.every((holder, i) => holder === this.#root.children[i]);
    if (!isSame) this.#root.replaceChildren(...wanted);
  }

  /** Makes a region anew next time, whatever it shows: after a change that was refused. */
  forget(id: string): void {
    const known = this.#holders.get(id);
    if (known) known.shows = null;
  }

  clear(): void {
    this.#holders.clear();
  }
}

function holderOf(id: string): HTMLElement {
  const holder = document.createElement('div');
  holder.className = 'region';
  holder.dataset['region'] = id;
  return holder;
}

/** The `data-focus` of the element that has the focus; empty where it has none. Null where the focus is elsewhere. */
function focusWithin(holder: HTMLElement): string | null {
  const active = document.activeElement;
  if (!active || !holder.contains(active)) return null;
  return active.closest<HTMLElement>('[data-focus]')?.dataset['focus'] ?? '';
}

function refocus(holder: HTMLElement, focus: string): void {
  const all = [...holder.querySelectorAll<HTMLElement>('[data-focus]')];
  (all.find((one) => one.dataset['focus'] === focus) ?? all.at(-1))?.focus({ preventScroll: true });
}
