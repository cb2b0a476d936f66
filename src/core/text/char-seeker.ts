/**
 * Finds the next place of one character, over and over. What was searched is remembered, so that all calls together take time linear in
 * the text however often they go back a little: a reader looks far ahead once for what is rare.
 */
export class CharSeeker {
  readonly #text: string;
  readonly #char: string;
  /** Nothing stands from `#from` to before `#at`, nor from `#farFrom` to before `#farAt`. */
  #from = 0;
  #at = -1;
  #farFrom = 0;
  #farAt = -1;

  constructor(text: string, char: string) {
    this.#text = text;
    this.#char = char;
  }

  /** The offset of the first one at or behind `from`; the text's length where none is left. */
  next(from: number): number {
    if (from <= this.#at && from >= this.#from) return this.#at;
    return this.#search(from);
  }

  #search(from: number): number {
    if (from < this.#from) this.#keepFar();
    const at = this.#find(from);
    this.#from = from;
    this.#at = at;
    return at;
  }

  #keepFar(): void {
    if (this.#at - this.#from <= this.#farAt - this.#farFrom && this.#farAt >= this.#from) return;
    this.#farFrom = this.#from;
    this.#farAt = this.#at;
  }

  #find(from: number): number {
    if (from > this.#farAt) {
      const found = this.#text.indexOf(this.#char, from);
      return found < 0 ? this.#text.length : found;
    }
    if (from >= this.#farFrom) return this.#farAt;
    const found = this.#text.slice(from, this.#farFrom).indexOf(this.#char);
    return found < 0 ? this.#farAt : from + found;
  }
}
