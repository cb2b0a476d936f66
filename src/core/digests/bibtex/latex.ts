import type { TextSink } from '../../text/text-map.ts';
import {
  ACCENTS,
  ADDRESSES,
  FIRST_HIDDEN,
  HIDDEN,
  SPACES,
  SWITCHES,
  SYMBOLS,
  WRAPPERS,
} from './latex-tables.ts';

/** Whether a value may hold anything that decoding changes. */
const SPECIAL = /[\\{}~$\t\n\r`]|--|''| {2}|^ | $/;

/**
 * Appends a bibliography's value as readable text: accents and symbols as characters, grouping braces and font commands dropped,
 * white space folded (an empty line stays one). Formulas between dollars and unknown commands stay as they are.
 * With `outer`, white space at the beginning or end is kept where the text is not the first or last of several pieces.
 * Source: the LaTeX companion's tables of accents and symbols, as far as bibliographies use them.
 */
export function appendLatex(
  source: string,
  start: number,
  end: number,
  to: TextSink,
  outer: { readonly first: boolean; readonly last: boolean } = { first: true, last: true },
): void {
  new Decoder(source, end, to, outer.first).run(start, outer.last);
}

/** In UTF-16 units; a dollar whose partner is farther away is a dollar. */
const LONGEST_FORMULA = 2000;

/** The same as a string. */
export function latexText(source: string, start = 0, end = source.length): string {
  const piece = source.slice(start, end);
  if (!SPECIAL.test(piece)) return piece;
  let text = '';
  const to: TextSink = {
    copy: (whole, from, until) => void (text += whole.slice(from, until)),
    put: (made) => void (text += made),
  };
  appendLatex(source, start, end, to);
  return text;
}

/** No letter has more accents. */
const MOST_ACCENTS = 2;

class Decoder {
  readonly #source: string;
  readonly #end: number;
  readonly #to: TextSink;
  /** From where on plain characters wait to be copied. */
  #from = 0;
  /** What was put last ended with white space, or nothing was put yet. */
  #blank: boolean;

  constructor(source: string, end: number, to: TextSink, isFirst: boolean) {
    this.#blank = isFirst;
    this.#source = source;
    this.#end = end;
    this.#to = to;
  }

  run(start: number, isLast: boolean): void {
    let end = this.#end;
    while (isLast && end > start && this.#source.charCodeAt(end - 1) <= 32) end--;
    this.#from = start;
    let at = start;
    while (at < end) at = this.#step(at, end);
    this.#flush(end);
  }

  /** Handles what stands at `at`; gives the offset to go on at. */
  #step(at: number, end: number): number {
    const code = this.#source.charCodeAt(at);
    if (code <= 32) return this.#space(at, end);
    switch (code) {
      case 92:
        return this.#command(at, end);
      case 123:
      case 125:
        return this.#put('', at, at + 1);
      case 126:
        return this.#put(this.#blank ? '' : ' ', at, at + 1);
      case 36:
        return this.#source[at + 1] === '$' ? this.#formula(at + 1, '$$', end) : this.#formula(at, '$', end);
      case 45: {
        const dashes = this.#source.startsWith('---', at) ? 3 : this.#source.startsWith('--', at) ? 2 : 1;
        if (dashes > 1 && at + dashes <= end) return this.#put(dashes === 3 ? '—' : '–', at, at + dashes);
        break;
      }
      case 33:
      case 63:
        if (this.#source.charCodeAt(at + 1) === 96 && at + 1 < end)
          return this.#put(code === 33 ? '¡' : '¿', at, at + 2);
        break;
      case 96:
        if (this.#source.startsWith('``', at)) return this.#put('“', at, at + 2);
        break;
      case 39:
        if (this.#source.startsWith("''", at)) return this.#put('”', at, at + 2);
    }
    this.#blank = false;
    return at + 1;
  }

  #space(at: number, end: number): number {
    let next = at;
    let lines = 0;
    while (next < end && this.#source.charCodeAt(next) <= 32)
      if (this.#source.charCodeAt(next++) === 10) lines++;
    if (next === at + 1 && this.#source[at] === ' ' && !this.#blank) {
      this.#blank = true;
      return next;
    }
    return this.#put(this.#blank ? '' : lines > 1 ? '\n\n' : ' ', at, next);
  }

  #formula(at: number, closing: string, end: number): number {
    const close = this.#source.slice(at + 1, Math.min(end, at + LONGEST_FORMULA)).indexOf(closing);
    this.#blank = false;
    return at + 1 + (close < 0 ? 0 : close + closing.length);
  }

  #command(at: number, end: number): number {
    const name = commandName(this.#source, at + 1, end);
    let next = at + 1 + name.length;
    const isWord = /^[A-Za-z]/.test(name);
    if (isWord && next < end && this.#source[next] === '*') next++;
    if (name === '(') return this.#formula(at, '\\)', end);
    if (name === '[') return this.#formula(at, '\\]', end);
    if (ACCENTS.has(name)) {
      const accented = this.#accent(name, next, end, isWord);
      if (accented) return this.#put(accented.text, at, accented.end);
    }
    const symbol = SYMBOLS.get(name);
    if (symbol !== undefined) return this.#put(symbol, at, isWord ? this.#afterWord(next, end) : next);
    if (SPACES.has(name)) return this.#put(this.#blank ? '' : ' ', at, next);
    if (SWITCHES.has(name)) return this.#put('', at, isWord ? skipBlanks(this.#source, next, end) : next);
    if (ADDRESSES.has(name)) return this.#address(at, next, end);
    if (WRAPPERS.has(name)) return this.#put('', at, skipBlanks(this.#source, next, end));
    if (HIDDEN.has(name)) return this.#put('', at, this.#argumentEnd(next, end));
    if (FIRST_HIDDEN.has(name)) return this.#put('', at, this.#argumentEnd(next, end));
    if (name === 'enquote' || name === 'mkbibquote') return this.#quoted(at, next, end);
    this.#blank = false;
    return Math.max(at + 1, next);
  }

  /** An address is no LaTeX: its tildes and dashes are its own. */
  #address(at: number, next: number, end: number): number {
    const open = skipBlanks(this.#source, next, end);
    const close = this.#argumentEnd(open, end);
    if (close === open) return next;
    this.#put('', at, open + 1);
    this.#blank = false;
    this.#flush(close - 1);
    return this.#put('', close - 1, close);
  }

  #quoted(at: number, next: number, end: number): number {
    const open = skipBlanks(this.#source, next, end);
    const close = this.#argumentEnd(open, end);
    if (this.#source[open] !== '{' || close === open) return next;
    this.#put('“', at, open + 1);
    for (let i = open + 1; i < close - 1;) i = this.#step(i, close - 1);
    return this.#put('”', close - 1, close);
  }

  /** The accented letter from behind an accent command on, where a letter follows. */
  #accent(
    name: string,
    from: number,
    end: number,
    isWord: boolean,
    depth = MOST_ACCENTS,
  ): { text: string; end: number } | null {
    const source = this.#source;
    let at = skipBlanks(source, from, end);
    // On nothing.
    if (source[at] === '}' || at >= end) return { text: '', end: from };
    if (isWord && at === from && source[at] !== '{' && source[at] !== '\\') return null;
    const braced = source[at] === '{';
    if (braced) at = skipBlanks(source, at + 1, end);
    let letter: string;
    const doubled = depth > 0 ? this.#doubled(at, end, depth) : null;
    if (doubled) {
      letter = doubled.text;
      at = doubled.end;
    } else if (source[at] === '\\') {
      const inner = commandName(source, at + 1, end);
      const symbol = inner === 'i' || inner === 'j' ? inner : SYMBOLS.get(inner);
      if (symbol === undefined || ACCENTS.has(inner)) return null;
      letter = symbol;
      at += 1 + inner.length;
      if (!braced && isLetter(inner.charCodeAt(0))) at = this.#afterWord(at, end);
    } else {
      letter = String.fromCodePoint(source.codePointAt(at) ?? 32);
      if (at >= end || !/[\p{L}\p{N}]/u.test(letter)) {
        if (!braced || source[at] !== '}') return null;
        // An accent on nothing is the sign itself, as people write it into addresses.
        return { text: name === '~' || name === '^' ? name : '', end: at + 1 };
      }
      at += letter.length;
    }
    const mark = ACCENTS.get(name)!;
    const text = accented(letter, mark);
    // Whatever else stands in the braces follows the letter as it is.
    return { text, end: braced && source[at] === '}' ? at + 1 : at };
  }

  /** A letter that has an accent of its own below another one (a tilde above a circumflex), with the braces around it. */
  #doubled(from: number, end: number, depth: number): { text: string; end: number } | null {
    const source = this.#source;
    const braced = source[from] === '{';
    const at = braced ? skipBlanks(source, from + 1, end) : from;
    if (source[at] !== '\\') return null;
    const name = commandName(source, at + 1, end);
    if (!ACCENTS.has(name)) return null;
    const inner = this.#accent(name, at + 1 + name.length, end, /^[A-Za-z]/.test(name), depth - 1);
    if (!inner || !/^\p{L}/u.test(inner.text)) return null;
    if (!braced) return inner;
    return source[inner.end] === '}' ? { text: inner.text, end: inner.end + 1 } : null;
  }

  /** A command that is a word takes the blanks behind it, or an empty group. */
  #afterWord(at: number, end: number): number {
    if (this.#source.startsWith('{}', at)) return at + 2;
    return at < end && this.#source.charCodeAt(at) <= 32 ? skipBlanks(this.#source, at, end) : at;
  }

  #argumentEnd(from: number, end: number): number {
    const at = skipBlanks(this.#source, from, end);
    if (this.#source[at] !== '{') return from;
    let depth = 0;
    for (let i = at; i < end; i++) {
      const code = this.#source.charCodeAt(i);
      if (code === 92) i++;
      else if (code === 123) depth++;
      else if (code === 125 && --depth === 0) return i + 1;
    }
    return from;
  }

  #put(text: string, start: number, end: number): number {
    this.#flush(start);
    if (text !== '') {
      this.#to.put(text, start, end);
      this.#blank = text.endsWith(' ') || text.endsWith('\n');
    }
    this.#from = end;
    return end;
  }

  #flush(until: number): void {
    if (until > this.#from) this.#to.copy(this.#source, this.#from, until);
    this.#from = Math.max(this.#from, until);
  }
}

/** One character where Unicode has one, in whatever order the accents are written. */
function accented(letter: string, mark: string): string {
  const text = (letter + mark).normalize('NFC');
  const [base = '', ...marks] = letter.normalize('NFD');
  const other = (base + mark + marks.join('')).normalize('NFC');
  return other.length < text.length ? other : text;
}

/** A command's name: letters, or one other character. */
function commandName(source: string, at: number, end: number): string {
  let next = at;
  while (next < end && isLetter(source.charCodeAt(next))) next++;
  return next > at ? source.slice(at, next) : source.slice(at, Math.min(end, at + 1));
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function skipBlanks(source: string, from: number, end: number): number {
  let at = from;
  while (at < end && source.charCodeAt(at) <= 32) at++;
  return at;
}
