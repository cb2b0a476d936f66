const CHUNK_BITS = 18;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;
/** A number has at most so many bytes. */
const LONGEST = 5;

/** Lists of numbers that are written once and never changed, in few large arrays: a list costs four bytes and what its numbers need. */
export class NumberRecords {
  readonly #chunks: Uint8Array[] = [];
  #used = 0;
  /** By record: its address, a place among all chunks. */
  #starts = new Uint32Array(1024);
  #count = 0;

  get bytes(): number {
    return this.#chunks.length * CHUNK + this.#starts.length * 4;
  }

  /** Writes the first `count` of some whole numbers from 0 to 2^31 - 1; gives the number of the record, counted from 0. */
  add(numbers: ArrayLike<number>, count: number): number {
    const most = LONGEST * (count + 1);
    const chunk = this.#chunkFor(most);
    if (this.#count === this.#starts.length) this.#widen();
    this.#starts[this.#count] = this.#used;
    let at = written(chunk, this.#used & MASK, count);
    for (let i = 0; i < count; i++) at = written(chunk, at, numbers[i]!);
    this.#used = Math.min((this.#used & ~MASK) + at, this.#chunks.length * CHUNK);
    return this.#count++;
  }

  reader(record: number): RecordReader {
    const start = this.#starts[record]!;
    return new RecordReader(this.#chunks[start >>> CHUNK_BITS]!, start & MASK);
  }

  /** Where so many bytes have room: a record never reaches over a chunk, and one that is larger has a chunk of its own. */
  #chunkFor(bytes: number): Uint8Array {
    const last = this.#chunks.at(-1);
    if (last && (this.#used & MASK) + bytes <= last.length && this.#used < this.#chunks.length * CHUNK)
      return last;
    this.#used = this.#chunks.length * CHUNK;
    const chunk = new Uint8Array(Math.max(CHUNK, bytes));
    this.#chunks.push(chunk);
    return chunk;
  }

  #widen(): void {
    const wider = new Uint32Array(Math.ceil(1.5 * this.#count));
    wider.set(this.#starts);
    this.#starts = wider;
  }
}

/** Reads the numbers of a record in their order. */
export class RecordReader {
  readonly #chunk: Uint8Array;
  #at: number;
  /** How many numbers are to come. */
  left: number;

  constructor(chunk: Uint8Array, at: number) {
    this.#chunk = chunk;
    this.#at = at;
    this.left = 1;
    this.left = this.next();
  }

  next(): number {
    this.left--;
    let byte = this.#chunk[this.#at++]!;
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; ; shift += 7) {
      byte = this.#chunk[this.#at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}

function written(chunk: Uint8Array, at: number, number: number): number {
  let rest = number;
  let end = at;
  for (; rest > 127; rest >>>= 7) chunk[end++] = (rest & 127) | 128;
  chunk[end++] = rest;
  return end;
}
