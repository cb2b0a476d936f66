import { finish, type Steps } from '../../text/steps.ts';

/**
 * Where Pandoc gives up a .bib file; null where it reads it. Carrel reads past faults, Pandoc then has no entry of the file at all, which a
 * note that cites from it must be told. Takes time linear in the text. Found by trying with Pandoc 2.17 and 3: the tests compare.
 */
export function pandocStumbles(text: string): Stumble | null {
  return finish(stumbleSteps(text));
}

export interface Stumble {
  readonly at: number;
  /** What is missing or too much there, in words that end a sentence. */
  readonly cause: string;
}

/** The same in steps. */
export function stumbleSteps(text: string): Steps<Stumble | null> {
  return new Syntax(text).check();
}

/** How much is read in one step. */
const STEP = 150_000;

/** Characters of a citekey beside letters and digits. */
const KEY = /[\p{L}\p{N}.:;?!`'()$/*@_+=\-[\]&]/u;
/** Characters of a field's name and of a value without delimiters. */
const NAME = /[\p{L}\p{N}\-_:+]/u;
const DELIMITER = /[{"]/;
const LETTER = /\p{L}/u;

class Syntax {
  readonly #text: string;
  #at: number;
  /** The first thing that was amiss in what is being read. */
  #cause: string | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\ufeff') ? 1 : 0;
  }

  *check(): Steps<Stumble | null> {
    const marks = /[@%]/g;
    let rest = this.#at + STEP;
    for (;;) {
      if (this.#at > rest) {
        rest = this.#at + STEP;
        yield;
      }
      marks.lastIndex = this.#at;
      const mark = marks.exec(this.#text);
      if (!mark) return null;
      this.#at = mark.index;
      if (mark[0] === '%') {
        if (!this.#comment()) return this.#stumble(mark.index);
      } else {
        this.#at++;
        if (!this.#block() && !this.#entry()) return this.#stumble(Math.min(this.#at, this.#text.length));
        this.#cause = null;
      }
    }
  }

  #stumble(at: number): Stumble {
    return { at, cause: this.#cause ?? 'something else is expected there' };
  }

  #miss(cause: string): false {
    this.#cause ??= cause;
    return false;
  }

  /** `@comment`, `@preamble`, `@string`; a name that only begins so counts too. Stays where it is on failure. */
  #block(): boolean {
    const start = this.#at;
    const name = /^(?:comment|preamble|string)/i.exec(this.#text.slice(start, start + 8))?.[0].toLowerCase();
    if (name === undefined) return false;
    this.#at += name.length;
    const done = this.#space() && (name === 'string' ? this.#string() : this.#remark(name === 'comment'));
    if (!done) {
      this.#at = start;
      this.#cause = null;
    }
    return done;
  }

  #remark(isComment: boolean): boolean {
    if (this.#text[this.#at] === '{') return this.#braced();
    return isComment;
  }

  #string(): boolean {
    return this.#take('{') && this.#space() && this.#field() && this.#take('}');
  }

  #entry(): boolean {
    this.#run(LETTER);
    if (!this.#space()) return false;
    if (this.#text[this.#at] === '(')
      return this.#miss('Pandoc knows entries and strings in braces only, not in parentheses');
    if (!this.#take('{')) return this.#miss('behind “@” stands no type of entry with “{”');
    if (!this.#space()) return false;
    if (!this.#run(KEY)) return this.#miss('the entry has no key that Pandoc takes');
    if (!this.#space()) return false;
    if (!this.#take(',')) return this.#miss('there is no comma behind the key');
    if (!this.#space()) return false;
    while (this.#is(NAME)) {
      if (!this.#field()) return false;
      if (!this.#take(',')) break;
      if (!this.#space()) return false;
    }
    if (!this.#space()) return false;
    return this.#take('}') || this.#miss('a comma or the closing brace of the entry is missing');
  }

  #field(): boolean {
    if (!(this.#run(NAME) && this.#space())) return false;
    if (!this.#take('=')) return this.#miss('there is no “=” behind the name of a field');
    if (!this.#space()) return false;
    // A field may be without value, but nothing can be joined to none.
    if (this.#is(NAME) || this.#is(DELIMITER)) {
      do if (!(this.#space() && this.#value())) return false;
      while (this.#space() && this.#take('#'));
    }
    return this.#space();
  }

  #value(): boolean {
    const first = this.#text[this.#at];
    if (first === '{') return this.#braced();
    if (first === '"') return this.#quoted();
    return this.#run(NAME) || this.#miss('a value is missing');
  }

  /** From `{` to behind its `}`; a backslash hides what follows it. */
  #braced(): boolean {
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 92) this.#at++;
      else if (code === 123) depth++;
      else if (code === 125 && --depth === 0) {
        this.#at++;
        return true;
      }
    }
    return this.#miss('a brace is not closed');
  }

  /** From `"` to behind the next one outside of braces; `%` begins a comment. */
  #quoted(): boolean {
    this.#at++;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 34) {
        this.#at++;
        return true;
      }
      if (code === 123) {
        if (!this.#braced()) return false;
      } else if (code === 37) {
        if (!this.#comment()) return false;
      } else this.#at += code === 92 ? 2 : 1;
    }
    return this.#miss('a quotation mark is not closed');
  }

  /** To behind the line's end; false where the text ends first. */
  #comment(): boolean {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return end >= 0 || this.#miss('the comment behind “%” needs a line end');
  }

  /** White space and comments; false only for a comment that the text's end cuts off. */
  #space(): boolean {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 37) {
        if (!this.#comment()) return false;
      } else if (code === 32 || (code >= 9 && code <= 13) || (code >= 160 && isSpace(code))) this.#at++;
      else return true;
    }
  }

  #take(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #is(kind: RegExp): boolean {
    const code = this.#text.codePointAt(this.#at);
    return code !== undefined && kind.test(String.fromCodePoint(code));
  }

  /** At least one character of a kind. */
  #run(kind: RegExp): boolean {
    const start = this.#at;
    while (this.#is(kind)) this.#at += this.#text.codePointAt(this.#at)! > 0xffff ? 2 : 1;
    return this.#at > start;
  }
}

/** A separator of words as Unicode has it; line and paragraph separators are none. */
function isSpace(code: number): boolean {
  return /\p{Zs}/u.test(String.fromCharCode(code));
}
