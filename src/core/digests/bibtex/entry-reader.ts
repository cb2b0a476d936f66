import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { CharSeeker } from '../../text/char-seeker.ts';

/** Where an entry ends, its key, and what is wrong with it. */
export interface EntryShape {
  readonly end: number;
  readonly key: Span | null;
  readonly problems: readonly Problem[];
}

/** What is done with the fields of an entry: gathered, or only looked at. */
export interface FieldSink {
  /**
   * A name stands from `start` to `end`. The first `length` numbers of `parts` are kind, start and end of each piece of the value; the array
   * is used again for the next.
   */
  field(start: number, end: number, parts: readonly number[], length: number): void;
}

export const BRACED = 0;
export const QUOTED = 1;
export const BARE = 2;

/** So far a value's end is looked for character by character: most are short. In UTF-16 units. */
const NEAR = 48;

const NO_PROBLEMS: Problem[] = [];

/** Reads the entries of a text one by one, each from its opening brace or parenthesis on. Looks at nothing behind the limit given. */
export class EntryReader {
  readonly #text: string;
  readonly #openings: CharSeeker;
  readonly #closings: CharSeeker;
  readonly #backslashes: CharSeeker;
  readonly #parts: number[] = [];
  #length = 0;
  #limit = 0;
  #closing = CLOSING;
  #problems = NO_PROBLEMS;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#openings = new CharSeeker(text, '{');
    this.#closings = new CharSeeker(text, '}');
    this.#backslashes = new CharSeeker(text, '\\');
  }

  /** `start` is the offset of the `@`, `open` that of the brace or parenthesis; a `@string` has no key. */
  read(type: string, start: number, open: number, limit: number, sink: FieldSink): EntryShape {
    this.#limit = limit;
    this.#closing = this.#text.charCodeAt(open) === PARENTHESIS ? CLOSING_PARENTHESIS : CLOSING;
    this.#at = open + 1;
    this.#problems = NO_PROBLEMS;
    const key = type === 'string' ? null : this.#key();
    const closed = this.#fields(sink);
    const end = closed ? this.#at : this.#endOfText(start);
    if (!closed && !this.#told('bibtex-value-not-closed'))
      this.#tell(
        'bibtex-entry-not-closed',
        'This entry is not closed; what could be read of it is kept.',
        start,
        start + type.length + 1,
      );
    return { end, key, problems: this.#problems };
  }

  /** True where the entry's end was found. */
  #fields(sink: FieldSink): boolean {
    while (this.#skip()) {
      const code = this.#code();
      if (code === this.#closing) {
        this.#at++;
        return true;
      }
      if (code === COMMA) this.#at++;
      else if (!this.#field(sink)) return false;
    }
    return false;
  }

  #key(): Span | null {
    this.#skip();
    const start = this.#at;
    let i = start;
    for (; i < this.#limit; i++) {
      const code = this.#text.charCodeAt(i);
      // A key without comma behind it ends with its line.
      if (code === COMMA || code === this.#closing || code === 10) break;
      if (code === EQUALS) return this.#keyBefore(start, i);
      if (code === OPENING || code === QUOTE) return this.#missingKey(start);
    }
    let end = i;
    while (end > start && this.#text.charCodeAt(end - 1) <= 32) end--;
    if (end === start) return this.#missingKey(start);
    this.#at = i;
    return { start, end };
  }

  /** What stands before the first "=": a field's name, or a key without its comma and that name. */
  #keyBefore(start: number, equals: number): Span | null {
    const key = /^(\S+)\s+[A-Za-z][\w-]*\s*$/.exec(this.#text.slice(start, equals))?.[1];
    if (key === undefined) return this.#missingKey(start);
    const end = start + key.length;
    this.#tell('bibtex-comma-missing', 'There is no comma behind the citekey.', start, end);
    this.#at = end;
    return { start, end };
  }

  #missingKey(start: number): null {
    this.#tell('bibtex-key-missing', 'This entry has no citekey.', start, start + 1);
    return null;
  }

  /** False where the entry cannot go on here. A broken field is skipped. */
  #field(sink: FieldSink): boolean {
    const start = this.#at;
    const end = this.#name();
    if (end === start) return this.#broken(start);
    this.#at = end;
    if (!this.#skip() || this.#code() !== EQUALS) {
      this.#tell(
        'bibtex-field-broken',
        `There is no "=" behind "${this.#nameText(start, end)}"; it is left out.`,
        start,
        end,
      );
      return this.#resume();
    }
    this.#at++;
    if (!this.#value(start, end)) return false;
    if (this.#skip() && this.#code() !== COMMA && this.#code() !== this.#closing)
      this.#tell(
        'bibtex-comma-missing',
        `There is no comma behind the field "${this.#nameText(start, end)}".`,
        this.#at,
        this.#at + 1,
      );
    sink.field(start, end, this.#parts, this.#length);
    return true;
  }

  #broken(start: number): boolean {
    this.#tell(
      'bibtex-field-broken',
      'Here should be the name of a field; this part is left out.',
      start,
      start + 1,
    );
    this.#at++;
    return this.#resume();
  }

  /** Goes to the next comma or the entry's end, over whatever braces stand before it. */
  #resume(): boolean {
    while (this.#at < this.#limit) {
      const code = this.#code();
      if (code === COMMA || code === this.#closing) return true;
      if (code === OPENING) {
        const end = this.#closingBrace(this.#at + 1);
        if (end < 0) return false;
        this.#at = end;
      }
      this.#at++;
    }
    return false;
  }

  /** Leaves the pieces in `#parts`; false where one is not closed. */
  #value(nameStart: number, nameEnd: number): boolean {
    this.#length = 0;
    for (;;) {
      if (!this.#skip()) return true;
      const part = this.#part();
      if (part === 'open') {
        this.#tell(
          'bibtex-value-not-closed',
          `The value of "${this.#nameText(nameStart, nameEnd)}" is not closed.`,
          nameStart,
          nameEnd,
        );
        return false;
      }
      if (part === 'none')
        this.#tell(
          'bibtex-value-missing',
          `The field "${this.#nameText(nameStart, nameEnd)}" has no value.`,
          nameStart,
          nameEnd,
        );
      if (!this.#skip() || this.#code() !== HASH) return true;
      this.#at++;
    }
  }

  #part(): 'read' | 'open' | 'none' {
    const code = this.#code();
    const start = this.#at;
    if (code === OPENING || code === QUOTE) {
      const end = code === OPENING ? this.#closingBrace(start + 1) : this.#closingQuote(start + 1);
      if (end < 0) return 'open';
      this.#at = end + 1;
      this.#add(code === OPENING ? BRACED : QUOTED, start + 1, end);
      return 'read';
    }
    this.#at = this.#name();
    if (this.#at === start) return 'none';
    this.#add(BARE, start, this.#at);
    return 'read';
  }

  #add(kind: number, start: number, end: number): void {
    const parts = this.#parts;
    parts[this.#length++] = kind;
    parts[this.#length++] = start;
    parts[this.#length++] = end;
  }

  /** The offset of the brace that closes what opened before `from`; -1 where none does. */
  #closingBrace(from: number): number {
    const text = this.#text;
    const near = Math.min(this.#limit, from + NEAR);
    let depth = 0;
    let i = from;
    for (; i < near; i++) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) i++;
      else if (code === OPENING) depth++;
      else if (code === CLOSING && depth-- === 0) return i;
    }
    return i < this.#limit ? this.#farBrace(i, depth) : -1;
  }

  #farBrace(from: number, depth: number): number {
    for (let i = from; ;) {
      const backslash = this.#backslashes.next(i);
      const opening = this.#openings.next(i);
      const closing = this.#closings.next(i);
      const first = Math.min(backslash, opening, closing);
      if (first >= this.#limit) return -1;
      i = first + 1;
      if (first === backslash) i++;
      else if (first === opening) depth++;
      else if (depth-- === 0) return closing;
    }
  }

  #closingQuote(from: number): number {
    const text = this.#text;
    let depth = 0;
    for (let i = from; i < this.#limit; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE && depth === 0) return i;
      if (code === BACKSLASH && text.charCodeAt(i + 1) !== QUOTE) i++;
      else if (code === OPENING) depth++;
      else if (code === CLOSING && depth-- === 0) return -1;
    }
    return -1;
  }

  /** The offset behind the name or bare word that starts here. */
  #name(): number {
    const text = this.#text;
    const limit = this.#limit;
    let i = this.#at;
    while (i < limit && !ends(text.charCodeAt(i))) i++;
    return i;
  }

  #nameText(start: number, end: number): string {
    return detach(this.#text.slice(start, Math.min(end, start + 40)).toLowerCase());
  }

  /** Skips white space and comments; false at the end. */
  #skip(): boolean {
    const text = this.#text;
    const limit = this.#limit;
    let at = this.#at;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code === PERCENT) {
        const end = text.indexOf('\n', at);
        if (end < 0 || end >= limit) at = limit - 1;
        else at = end;
      } else if (code > 32 && code !== 0xa0 && code !== 0xfeff) break;
    }
    this.#at = at;
    return at < limit;
  }

  /** Where an entry that is not closed ends: behind its last character that is no white space. */
  #endOfText(start: number): number {
    let end = this.#limit;
    while (end > start + 1 && this.#text.charCodeAt(end - 1) <= 32) end--;
    return end;
  }

  #code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #told(code: string): boolean {
    return this.#problems.some((problem) => problem.code === code);
  }

  #tell(code: string, message: string, start: number, end: number): void {
    const severity = code === 'bibtex-key-missing' ? 'information' : 'warning';
    const span = { start: Math.min(start, this.#text.length), end: Math.min(end, this.#text.length) };
    if (this.#problems === NO_PROBLEMS) this.#problems = [];
    this.#problems.push({ severity, code, message, span });
  }
}

const OPENING = 123;
const CLOSING = 125;
const PARENTHESIS = 40;
const CLOSING_PARENTHESIS = 41;
const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;

/** Whether no name goes on with the character. */
function ends(code: number): boolean {
  return code < 128 ? ENDS[code] === 1 : code === 0xa0;
}

const ENDS = new Uint8Array(128);
for (let code = 0; code <= 32; code++) ENDS[code] = 1;
for (const sign of '"#%(),={}') ENDS[sign.charCodeAt(0)] = 1;
