/** Sizes of a stream's slices, growing; the last one repeats. */
const SIZES = [8, 16, 32, 64, 128, 256, 512, 1024, 4096];
/** A slice ends with the address of the next. */
const ADDRESS = 4;
const CHUNK_BITS = 18;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;
const NOTHING = new Uint8Array(0);

/**
 * Many streams of bytes that grow at their ends, in few large arrays: a stream is a chain of slices, each larger than the one before, as in
 * Lucene's in-memory index. An address is a place among all chunks; a slice never reaches over a chunk. Streams are numbered from 0, and
 * empty until something is appended.
 */
export class ByteSlices {
  readonly #chunks: Uint8Array[] = [];
  /** Address 0 is nothing's: it says that a stream is empty. */
  #used = 1;
  /** By stream: where it begins, where its next byte goes, the end of its last slice (its address field), and which size that has. */
  #heads = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  #limits = new Uint32Array(1024);
  #levels = new Uint8Array(1024);

  get bytes(): number {
    return this.#chunks.length * CHUNK + this.#heads.length * 13;
  }

  /** Appends a whole number from 0 to 2^31 - 1, seven bits a byte, low ones first. */
  append(stream: number, value: number): void {
    if (stream >= this.#heads.length) this.#grow(stream);
    let rest = value;
    while (rest > 127) {
      this.#byte(stream, (rest & 127) | 128);
      rest >>>= 7;
    }
    this.#byte(stream, rest);
  }

  reader(stream: number): SliceReader {
    return new SliceReader(this.#chunks, this.#heads[stream] ?? 0, this.#ends[stream] ?? 0);
  }

  #byte(stream: number, value: number): void {
    let at = this.#ends[stream]!;
    if (at === this.#limits[stream]!) at = this.#next(stream, at);
    this.#chunks[at >>> CHUNK_BITS]![at & MASK] = value;
    this.#ends[stream] = at + 1;
  }

  /** Makes the next slice of a stream, or its first one, and writes its address where the last one ends. */
  #next(stream: number, limit: number): number {
    const level = limit === 0 ? 0 : Math.min(this.#levels[stream]! + 1, SIZES.length - 1);
    const size = SIZES[level]!;
    const start = this.#slice(size);
    if (limit === 0) this.#heads[stream] = start;
    else {
      const chunk = this.#chunks[limit >>> CHUNK_BITS]!;
      const at = limit & MASK;
      chunk[at] = start & 255;
      chunk[at + 1] = (start >>> 8) & 255;
      chunk[at + 2] = (start >>> 16) & 255;
      chunk[at + 3] = start >>> 24;
    }
    this.#levels[stream] = level;
    this.#limits[stream] = start + size - ADDRESS;
    return start;
  }

  #slice(size: number): number {
    if ((this.#used & MASK) + size > CHUNK) this.#used = (this.#used | MASK) + 1;
    if (this.#used >>> CHUNK_BITS === this.#chunks.length) this.#chunks.push(new Uint8Array(CHUNK));
    const start = this.#used;
    this.#used += size;
    return start;
  }

  #grow(stream: number): void {
    const size = Math.max(stream + 1, Math.ceil(1.5 * this.#heads.length));
    const wider = (from: Uint32Array): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(size);
      to.set(from);
      return to;
    };
    const levels = new Uint8Array(size);
    levels.set(this.#levels);
    this.#heads = wider(this.#heads);
    this.#ends = wider(this.#ends);
    this.#limits = wider(this.#limits);
    this.#levels = levels;
  }
}

/** Reads a stream from its beginning. It must not grow meanwhile. */
export class SliceReader {
  readonly #chunks: readonly Uint8Array[];
  readonly #end: number;
  #chunk: Uint8Array;
  #base: number;
  #at: number;
  #limit: number;
  #level = 0;

  constructor(chunks: readonly Uint8Array[], head: number, end: number) {
    this.#chunks = chunks;
    this.#end = end;
    this.#chunk = chunks[head >>> CHUNK_BITS] ?? NOTHING;
    this.#base = head & ~MASK;
    this.#at = head & MASK;
    this.#limit = this.#at + SIZES[0]! - ADDRESS;
  }

  get done(): boolean {
    return this.#base + this.#at === this.#end;
  }

  next(): number {
    let byte = this.#byte();
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; ; shift += 7) {
      byte = this.#byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  #byte(): number {
    if (this.#at === this.#limit) this.#jump();
    return this.#chunk[this.#at++]!;
  }

  #jump(): void {
    const chunk = this.#chunk;
    const at = this.#at;
    const address =
      (chunk[at]! | (chunk[at + 1]! << 8) | (chunk[at + 2]! << 16) | (chunk[at + 3]! << 24)) >>> 0;
    this.#level = Math.min(this.#level + 1, SIZES.length - 1);
    this.#chunk = this.#chunks[address >>> CHUNK_BITS]!;
    this.#base = (address & ~MASK) >>> 0;
    this.#at = address & MASK;
    this.#limit = this.#at + SIZES[this.#level]! - ADDRESS;
  }
}
