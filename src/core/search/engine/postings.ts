import { ByteSlices, type SliceReader } from '../../text/bytes/byte-slices.ts';

/** Where words stand: of each the slots, how often it is in each field there, and at which places. Slots are added in their order. */
export class Postings {
  /**
   * By word, for each slot: twice the difference to the one before, and 1 more where the word stands once in the usual field, as most do.
   * Else the fields follow as bits, and how often it is in each.
   */
  readonly #slots = new ByteSlices();
  /** By word: the places as differences, field by field; null where nobody asks for them. */
  readonly #places: ByteSlices | null;
  /** By word: the last slot in its stream, from 1; 0 before the first. */
  #lastSlots = new Uint32Array(1024);
  readonly #fields: number;
  readonly #usual: number;

  constructor(fields: number, usual: number, places: boolean) {
    this.#fields = fields;
    this.#usual = usual;
    this.#places = places ? new ByteSlices() : null;
  }

  get bytes(): number {
    return this.#slots.bytes + (this.#places?.bytes ?? 0) + 4 * this.#lastSlots.length;
  }

  /** `counts` by field; of fields that are not in `mask` they mean nothing. */
  add(word: number, slot: number, mask: number, counts: ArrayLike<number>): void {
    if (word >= this.#lastSlots.length) this.#widen(word);
    const difference = slot + 1 - this.#lastSlots[word]!;
    this.#lastSlots[word] = slot + 1;
    if (mask === 1 << this.#usual && counts[this.#usual] === 1) {
      this.#slots.append(word, 2 * difference + 1);
      return;
    }
    this.#slots.append(word, 2 * difference);
    this.#slots.append(word, mask);
    for (let f = 0; f < this.#fields; f++) if ((mask >>> f) & 1) this.#slots.append(word, counts[f]!);
  }

  /** Before `add`, for each place of the word in the slot: how far behind the one before in its field. */
  addPlace(word: number, difference: number): void {
    this.#places?.append(word, difference);
  }

  reader(word: number): PostingReader {
    return new PostingReader(this.#slots.reader(word), this.#fields, this.#usual);
  }

  /** The places of all slots, one after another as a reader of the word counts them. */
  places(word: number): SliceReader {
    if (!this.#places) throw new Error('An index without places has no phrases.');
    return this.#places.reader(word);
  }

  #widen(word: number): void {
    const wider = new Uint32Array(Math.max(word + 1, Math.ceil(1.5 * this.#lastSlots.length)));
    wider.set(this.#lastSlots);
    this.#lastSlots = wider;
  }
}

/** Goes through the slots of a word. */
export class PostingReader {
  readonly #slots: SliceReader;
  readonly #usual: number;
  slot = -1;
  /** The fields in which the word stands, as bits. */
  mask = 0;
  /** How often, by field; of fields that are not in `mask` they mean nothing. */
  readonly counts: Uint32Array;

  constructor(slots: SliceReader, fields: number, usual: number) {
    this.#slots = slots;
    this.#usual = usual;
    this.counts = new Uint32Array(fields);
  }

  /** Goes to the next slot; false where there is none. */
  next(): boolean {
    if (this.#slots.done) return false;
    const head = this.#slots.next();
    this.slot += head >>> 1;
    if (head & 1) {
      this.mask = 1 << this.#usual;
      this.counts[this.#usual] = 1;
      return true;
    }
    this.mask = this.#slots.next();
    for (let f = 0; this.mask >>> f !== 0; f++)
      if ((this.mask >>> f) & 1) this.counts[f] = this.#slots.next();
    return true;
  }
}
