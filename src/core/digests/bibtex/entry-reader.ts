import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import type { RawEntry, RawField, RawPart } from './raw.ts';

interface ReadEntry {
  readonly entry: RawEntry;
  readonly problems: readonly Problem[];
}

/** Reads one entry from its opening brace or parenthesis on. Looks at nothing behind `limit`. */
export class EntryReader {
  readonly #text: string;
  readonly #limit: number;
  readonly #closing: number;
  readonly #problems: Problem[] = [];
  #at: number;

  constructor(text: string, open: number, limit: number) {
    this.#text = text;
    this.#limit = limit;
    this.#closing = text.charCodeAt(open) === PARENTHESIS ? CLOSING_PARENTHESIS : CLOSING;
    this.#at = open + 1;
  }

  /** `start` is the offset of the `@`; a `@string` has no key. */
  read(type: string, start: number, isString: boolean): ReadEntry {
    const key = isString ? null : this.#key();
    const fields: RawField[] = [];
    let closed = false;
    while (this.#skip()) {
      if (this.#code() === this.#closing) {
        this.#at++;
        closed = true;
        break;
      }
      if (this.#code() === COMMA) {
        this.#at++;
        continue;
      }
      const field = this.#field();
      if (field === 'end') break;
      if (field) fields.push(field);
    }
    const end = closed ? this.#at : this.#endOfText(start);
    if (!closed && !this.#problems.some(({ code }) => code === 'bibtex-value-not-closed'))
      this.#tell(
        'bibtex-entry-not-closed',
        'This entry is not closed; what could be read of it is kept.',
        start,
        start + type.length + 1,
      );
    const keySpan = key === null ? null : { start: key.start, end: key.end };
    return {
      entry: { type, key: key?.text ?? null, keySpan, fields, span: { start, end } },
      problems: this.#problems,
    };
  }

  #key(): { text: string; start: number; end: number } | null {
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
    return { text: detach(this.#text.slice(start, end)), start, end };
  }

  /** What stands before the first "=": a field's name, or a key without its comma and that name. */
  #keyBefore(start: number, equals: number): { text: string; start: number; end: number } | null {
    const key = /^(\S+)\s+[A-Za-z][\w-]*\s*$/.exec(this.#text.slice(start, equals))?.[1];
    if (key === undefined) return this.#missingKey(start);
    const end = start + key.length;
    this.#tell('bibtex-comma-missing', 'There is no comma behind the citekey.', start, end);
    this.#at = end;
    return { text: detach(key), start, end };
  }

  #missingKey(start: number): null {
    this.#tell('bibtex-key-missing', 'This entry has no citekey.', start, start + 1);
    return null;
  }

  /** `end`: the entry cannot go on here. null: a broken field was skipped. */
  #field(): RawField | 'end' | null {
    const start = this.#at;
    const end = this.#name();
    if (end === start) return this.#broken(start);
    this.#at = end;
    const name = detach(this.#text.slice(start, end).toLowerCase());
    if (!this.#skip() || this.#code() !== EQUALS) {
      this.#tell(
        'bibtex-field-broken',
        `There is no "=" behind "${name.slice(0, 40)}"; it is left out.`,
        start,
        end,
      );
      return this.#resume();
    }
    this.#at++;
    const parts = this.#value(name, start);
    if (!parts) return 'end';
    if (this.#skip() && this.#code() !== COMMA && this.#code() !== this.#closing)
      this.#tell(
        'bibtex-comma-missing',
        `There is no comma behind the field "${name}".`,
        this.#at,
        this.#at + 1,
      );
    return { name, nameSpan: { start, end }, parts };
  }

  #broken(start: number): RawField | 'end' | null {
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
  #resume(): 'end' | null {
    while (this.#at < this.#limit) {
      const code = this.#code();
      if (code === COMMA || code === this.#closing) return null;
      if (code === OPENING) {
        const end = this.#closingBrace(this.#at + 1);
        if (end < 0) return 'end';
        this.#at = end;
      }
      this.#at++;
    }
    return 'end';
  }

  #value(name: string, fieldStart: number): RawPart[] | null {
    const parts: RawPart[] = [];
    for (;;) {
      if (!this.#skip()) return parts;
      const part = this.#part();
      if (part === 'open') {
        this.#tell(
          'bibtex-value-not-closed',
          `The value of "${name}" is not closed.`,
          fieldStart,
          fieldStart + name.length,
        );
        return null;
      }
      if (part) parts.push(part);
      else
        this.#tell(
          'bibtex-value-missing',
          `The field "${name}" has no value.`,
          fieldStart,
          fieldStart + name.length,
        );
      if (!this.#skip() || this.#code() !== HASH) return parts;
      this.#at++;
    }
  }

  #part(): RawPart | 'open' | null {
    const code = this.#code();
    if (code === OPENING || code === QUOTE) {
      const start = this.#at + 1;
      const end = code === OPENING ? this.#closingBrace(start) : this.#closingQuote(start);
      if (end < 0) return 'open';
      this.#at = end + 1;
      return { kind: code === OPENING ? 'braced' : 'quoted', span: { start, end } };
    }
    const start = this.#at;
    this.#at = this.#name();
    return this.#at === start ? null : { kind: 'bare', span: { start, end: this.#at } };
  }

  /** The offset of the brace that closes what opened before `from`; -1 where none does. */
  #closingBrace(from: number): number {
    const text = this.#text;
    let depth = 0;
    for (let i = from; i < this.#limit; i++) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH) i++;
      else if (code === OPENING) depth++;
      else if (code === CLOSING && depth-- === 0) return i;
    }
    return -1;
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
    let i = this.#at;
    while (i < this.#limit && !ends(this.#text.charCodeAt(i))) i++;
    return i;
  }

  /** Skips white space and comments; false at the end. */
  #skip(): boolean {
    while (this.#at < this.#limit) {
      const code = this.#code();
      if (code === PERCENT) {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end < 0 || end > this.#limit ? this.#limit : end;
      } else if (code <= 32 || code === 0xa0 || code === 0xfeff) this.#at++;
      else return true;
    }
    return false;
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

  #tell(code: string, message: string, start: number, end: number): void {
    const severity = code === 'bibtex-key-missing' ? 'information' : 'warning';
    const span = { start: Math.min(start, this.#text.length), end: Math.min(end, this.#text.length) };
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

function ends(code: number): boolean {
  return (
    code <= 32 ||
    code === 0xa0 ||
    code === QUOTE ||
    code === HASH ||
    code === PERCENT ||
    code === PARENTHESIS ||
    code === CLOSING_PARENTHESIS ||
    code === COMMA ||
    code === EQUALS ||
    code === OPENING ||
    code === CLOSING
  );
}
