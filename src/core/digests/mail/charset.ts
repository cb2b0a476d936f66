import type { TextMapBuilder } from '../../text/text-map.ts';

/** What the bytes from 0x80 to 0x9f are in windows-1252; mail that says latin-1 means it (WHATWG Encoding standard). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Turns bytes, each with its place in the source, into characters of a text with a map. Bytes that are no text become U+FFFD. */
export class ByteReader {
  readonly #to: TextMapBuilder;
  readonly #isUtf8: boolean;
  #code = 0;
  #missing = 0;
  #least = 0;
  #start = 0;
  #end = 0;

  constructor(to: TextMapBuilder, charset: string) {
    this.#to = to;
    this.#isUtf8 = /^(?:utf-?8|us-ascii|ascii|)$/i.test(charset);
  }

  /** Takes one byte that the source writes from `start` to `end`. */
  byte(value: number, start: number, end: number): void {
    if (!this.#isUtf8) {
      const isMapped = value >= 0x80 && value < 0xa0;
      this.#to.put(isMapped ? WINDOWS_1252.charAt(value - 0x80) : String.fromCharCode(value), start, end);
      return;
    }
    if (this.#missing > 0 && (value & 0xc0) === 0x80) {
      this.#code = (this.#code << 6) | (value & 0x3f);
      this.#end = end;
      if (--this.#missing === 0) this.#finish();
      return;
    }
    this.flush();
    if (value < 0x80) this.#to.put(String.fromCharCode(value), start, end);
    else if (value >= 0xc2 && value < 0xf5) {
      this.#missing = value < 0xe0 ? 1 : value < 0xf0 ? 2 : 3;
      this.#least = value < 0xe0 ? 0x80 : value < 0xf0 ? 0x800 : 0x10000;
      this.#code = value & (0x3f >> this.#missing);
      this.#start = start;
      this.#end = end;
    } else this.#to.put('\ufffd', start, end);
  }

  /** Takes characters that the source has as they are. */
  copy(source: string, start: number, end: number): void {
    this.flush();
    this.#to.copy(source, start, end);
  }

  /** Ends a character of which bytes are missing. */
  flush(): void {
    if (this.#missing > 0) this.#to.put('\ufffd', this.#start, this.#end);
    this.#missing = 0;
  }

  #finish(): void {
    const isText =
      this.#code >= this.#least && this.#code <= 0x10ffff && (this.#code < 0xd800 || this.#code > 0xdfff);
    this.#to.put(isText ? String.fromCodePoint(this.#code) : '\ufffd', this.#start, this.#end);
  }
}

/** Whether we have a table for a charset; text in another one is read as latin-1. */
export function knowsCharset(charset: string): boolean {
  return /^(?:|utf-?8|us-ascii|ascii|iso-8859-1|iso-8859-15|latin-?1|windows-1252|cp1252)$/i.test(charset);
}
