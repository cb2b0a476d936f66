import type { CardSession } from '../../protocol/card-session.ts';
import type { Edit, FromCard } from '../../protocol/card.ts';
import { placesOf, type Place } from './reading-places.ts';

/** What VS Code gives a webview. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromCard): void;
  getState(): unknown;
  setState(state: CardState): void;
};

/** What stays when the card is hidden or the window reloads: words that are typed and not yet saved among it. */
interface CardState {
  /** Read by the extension alone. */
  readonly session: CardSession | null;
  readonly drafts: readonly (readonly [string, string])[];
  readonly places: readonly (readonly [string, Place])[];
}

/** The card's way to the extension. */
export class Host {
  readonly #code = acquireVsCodeApi();
  readonly #waiting = new Map<number, (failure: string | null) => void>();
  readonly #drafts = new Map<string, string>(draftsOf(this.#code.getState()));
  readonly #places = new Map<string, Place>(placesOf(this.#code.getState()));
  #session: CardSession | null = null;
  #request = 0;
  /** The paper that is shown. */
  ref = '';

  set session(session: CardSession) {
    this.#session = session;
    for (const ref of this.#places.keys()) if (!session.history.includes(ref)) this.#places.delete(ref);
    this.#keep();
  }

  send(message: FromCard): void {
    this.#code.postMessage(message);
  }

  /** Changes what is noted about the paper; gives why that failed, or null. */
  edit(edit: Edit, ref = this.ref): Promise<string | null> {
    const request = this.#request++;
    this.send({ type: 'edit', request, ref, edit });
    return new Promise((resolve) => this.#waiting.set(request, resolve));
  }

  done(request: number, failure: string | null): void {
    this.#waiting.get(request)?.(failure);
    this.#waiting.delete(request);
  }

  draft(about: string): string | null {
    return this.#drafts.get(about) ?? null;
  }

  setDraft(about: string, text: string | null): void {
    if (text === null) this.#drafts.delete(about);
    else this.#drafts.set(about, text);
    this.#keep();
  }

  /** Where the reader was in a paper when another one came. */
  placeIn(ref: string): Place | null {
    return this.#places.get(ref) ?? null;
  }

  setPlace(ref: string, place: Place): void {
    this.#places.set(ref, place);
    this.#keep();
  }

  #keep(): void {
    this.#code.setState({ session: this.#session, drafts: [...this.#drafts], places: [...this.#places] });
  }
}

function draftsOf(state: unknown): [string, string][] {
  if (typeof state !== 'object' || state === null || !('drafts' in state) || !Array.isArray(state.drafts))
    return [];
  return state.drafts.filter(
    (pair): pair is [string, string] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string',
  );
}
