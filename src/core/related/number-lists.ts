/** How many values a list has room for, growing by about a third; the last size repeats as one and a half times the one before. */
const SIZES = [1, 2, 3, 4, 6, 8];
while (SIZES.at(-1)! < 2 ** 31) SIZES.push(2 * SIZES.at(-2)!);
const PAGE = 1 << 14;
/** A list that has room for more lies in a page of its own. */
const LARGEST_SHARED = PAGE / 4;

const NONE = new Uint32Array(0);

/**
 * Many lists of whole numbers below 2^32, numbered from 0, in few large arrays: a list of one number costs some ten bytes. A list's values
 * are in no order.
 */
export class NumberLists {
  readonly #pages: Uint32Array<ArrayBuffer>[] = [];
  readonly #freePages: number[] = [];
  /** By size: where there is room. */
  readonly #free: (Place[] | undefined)[] = [];
  #next: Place = { page: -1, at: PAGE };
  /** By list: its page, where in it, how many values, and which of SIZES it has room for (from 1; 0 where it has none). */
  #pageOf = new Uint32Array(1024);
  #at = new Uint16Array(1024);
  #lengths = new Uint32Array(1024);
  #sizes = new Uint8Array(1024);

  lengthOf(list: number): number {
    return this.#lengths[list] ?? 0;
  }

  /** Not to be changed, nor kept over a change. */
  of(list: number): Uint32Array {
    const length = this.lengthOf(list);
    if (length === 0) return NONE;
    const at = this.#at[list]!;
    return this.#pages[this.#pageOf[list]!]!.subarray(at, at + length);
  }

  push(list: number, value: number): void {
    const length = this.lengthOf(list);
    if (list >= this.#sizes.length) this.#widen(list);
    if (length >= roomOf(this.#sizes[list]!)) this.#move(list, length + 1);
    this.#pages[this.#pageOf[list]!]![this.#at[list]! + length] = value;
    this.#lengths[list] = length + 1;
  }

  set(list: number, values: Uint32Array): void {
    if (list >= this.#sizes.length) this.#widen(list);
    this.clear(list);
    if (values.length === 0) return;
    this.#move(list, values.length);
    this.#pages[this.#pageOf[list]!]!.set(values, this.#at[list]);
    this.#lengths[list] = values.length;
  }

  /** Removes a value once, if it is there. */
  remove(list: number, value: number): void {
    const values = this.of(list);
    const at = values.indexOf(value);
    if (at < 0) return;
    values[at] = values.at(-1)!;
    this.#lengths[list] = values.length - 1;
    if (values.length === 1) this.clear(list);
  }

  clear(list: number): void {
    if (list >= this.#sizes.length) return;
    this.#release(this.#sizes[list]!, { page: this.#pageOf[list]!, at: this.#at[list]! });
    this.#sizes[list] = 0;
    this.#lengths[list] = 0;
  }

  /** Gives a list room for so many values; those that it has stay. */
  #move(list: number, count: number): void {
    const values = this.of(list);
    const before = { size: this.#sizes[list]!, page: this.#pageOf[list]!, at: this.#at[list]! };
    let size = Math.max(1, before.size);
    while (roomOf(size) < count) size++;
    const { page, at } = this.#room(size);
    this.#pages[page]!.set(values, at);
    this.#sizes[list] = size;
    this.#pageOf[list] = page;
    this.#at[list] = at;
    this.#release(before.size, before);
  }

  #room(size: number): Place {
    const known = this.#free[size]?.pop();
    if (known) return known;
    const room = roomOf(size);
    if (room > LARGEST_SHARED) return { page: this.#page(room), at: 0 };
    if (this.#next.at + room > PAGE) this.#next = { page: this.#page(PAGE), at: 0 };
    const place = this.#next;
    this.#next = { page: place.page, at: place.at + room };
    return place;
  }

  #page(room: number): number {
    const page = this.#freePages.pop() ?? this.#pages.length;
    this.#pages[page] = new Uint32Array(room);
    return page;
  }

  #release(size: number, place: Place): void {
    if (size === 0) return;
    if (roomOf(size) > LARGEST_SHARED) {
      this.#pages[place.page] = NONE;
      this.#freePages.push(place.page);
    } else (this.#free[size] ??= []).push(place);
  }

  #widen(list: number): void {
    const size = Math.max(list + 1, Math.ceil(1.5 * this.#sizes.length));
    this.#pageOf = widened(this.#pageOf, new Uint32Array(size));
    this.#at = widened(this.#at, new Uint16Array(size));
    this.#lengths = widened(this.#lengths, new Uint32Array(size));
    this.#sizes = widened(this.#sizes, new Uint8Array(size));
  }
}

interface Place {
  readonly page: number;
  readonly at: number;
}

function roomOf(size: number): number {
  return size === 0 ? 0 : SIZES[size - 1]!;
}

function widened<T extends Uint8Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
