import type { CardSession } from '../protocol/card-session.ts';

/** More papers than this are not gone back through. */
const LONGEST = 50;

/**
 * The papers that a card has shown, as a tab of a browser has pages. A paper that was only glanced at, while the selection moved on in a
 * view, leaves no trace when another one comes.
 */
export class CardHistory {
  #refs: string[];
  #at: number;
  #isGlance = false;

  constructor({ history, at }: Pick<CardSession, 'history' | 'at'>) {
    this.#refs = [...history];
    this.#at = at;
  }

  get current(): string {
    return this.#refs[this.#at]!;
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#refs.length - 1;
  }

  /** As it is kept over a reload. */
  get state(): Pick<CardSession, 'history' | 'at'> {
    return { history: this.#refs, at: this.#at };
  }

  /** Goes on to a paper; what lay ahead is gone. */
  visit(ref: string): void {
    if (ref !== this.current) this.#put(ref);
    this.#isGlance = false;
  }

  /** Goes on to a paper that takes the place of the next one, unless it is kept. */
  glance(ref: string): void {
    if (ref !== this.current) this.#isGlance = this.#put(ref);
  }

  /** The reader did something with the current paper: it was no mere glance. */
  keep(): void {
    this.#isGlance = false;
  }

  /** Goes so many papers ahead, or back where it is negative. Gives whether that was possible. */
  go(steps: number): boolean {
    const to = this.#at + steps;
    if (to < 0 || to >= this.#refs.length) return false;
    this.#at = to;
    this.#isGlance = false;
    return true;
  }

  /** The current paper goes by this name. Gives whether that changed anything. */
  rename(ref: string): boolean {
    if (ref === this.current) return false;
    this.#refs[this.#at] = ref;
    if (this.#refs[this.#at - 1] === ref) this.#refs.splice(this.#at--, 1);
    return true;
  }

  /** Gives whether the paper is new where it stands now; a glance gives way to it. */
  #put(ref: string): boolean {
    const kept = this.#refs.slice(0, this.#isGlance ? this.#at : this.#at + 1);
    const isNew = kept.at(-1) !== ref;
    if (isNew) kept.push(ref);
    this.#refs = kept.slice(-LONGEST);
    this.#at = this.#refs.length - 1;
    return isNew;
  }
}
