import type { KnownWords } from './known-words.ts';
import type { Postings } from './postings.ts';

/** Finds where words stand side by side. */
export class PhraseFinder {
  readonly #postings: Postings;
  readonly #words: KnownWords;
  readonly #fields: number;
  /** A place is told with its field: field × this + place. */
  readonly #fieldPlaces: number;

  constructor(postings: Postings, words: KnownWords, fields: number, fieldPlaces: number) {
    this.#postings = postings;
    this.#words = words;
    this.#fields = fields;
    this.#fieldPlaces = fieldPlaces;
  }

  /**
   * By slot (also dead ones): the places where the phrase begins. Each word of it is a list of words that may stand there. The rarest
   * is read first, the others only for where it is.
   */
  find(phrase: readonly (readonly number[])[], mask: number): ReadonlyMap<number, readonly number[]> {
    const documents = phrase.map((list) => list.reduce((sum, id) => sum + this.#words.documents(id), 0));
    if (documents.includes(0)) return new Map();
    const order = phrase.map((_, i) => i).sort((a, b) => documents[a]! - documents[b]! || a - b);
    let found: ReadonlyMap<number, readonly number[]> | null = null;
    for (const i of order) {
      const begun: ReadonlyMap<number, readonly number[]> | null = found;
      const next = new Map<number, number[]>();
      for (const word of phrase[i]!) {
        this.#read(word, mask, begun, (slot, place) => {
          const start = place - i;
          if (place % this.#fieldPlaces < i || (begun && !begun.get(slot)!.includes(start))) return;
          const known = next.get(slot);
          if (known) known.push(start);
          else next.set(slot, [start]);
        });
      }
      found = next;
    }
    return found ?? new Map();
  }

  #read(
    word: number,
    mask: number,
    only: ReadonlyMap<number, unknown> | null,
    take: (slot: number, place: number) => void,
  ): void {
    const slots = this.#postings.reader(word);
    const places = this.#postings.places(word);
    while (slots.next()) {
      const wanted = !only || only.has(slots.slot);
      for (let f = 0; f < this.#fields; f++) {
        if (((slots.mask >>> f) & 1) === 0) continue;
        const taken = wanted && (mask >>> f) & 1;
        let place = 0;
        for (let count = slots.counts[f]!; count > 0; count--) {
          place += places.next();
          if (taken) take(slots.slot, f * this.#fieldPlaces + place);
        }
      }
    }
  }
}
