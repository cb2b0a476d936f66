import { ACCENTS, HIDDEN, SPACES, SWITCHES, SYMBOLS, WRAPPERS } from '../digests/bibtex/latex-tables.ts';
import { fold } from '../text/fold.ts';
import type { Span } from '../text/span.ts';

/**
 * A text for comparing across sources, and the way back. What differs between sources of one abstract is gone: case, accents, ligatures,
 * white space other than that between words, kinds of quotation marks and dashes, hyphens within words, LaTeX against Unicode.
 */
export interface NormalText {
  readonly text: string;
  /** Of each unit, where the piece of the source that it was made from begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const QUOTES = new Map<string, string>([
  ...[0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x60, 0xb4, 0x2bc].map(asQuote("'")),
  ...[0x201c, 0x201d, 0x201e, 0x201f, 0xab, 0xbb, 0x2033].map(asQuote('"')),
]);
const HYPHENS = '-\u2010\u2011';
const DASHES = '‒–—―−';
/** Marks of formulas and groups that one source prints and another does not. */
const DROPPED = '${}^_\u00ad\u200b\u200c\u200d\u2060\ufeff';
/** Commands that change how a letter looks. */
const LOOKS = new Set(
  'mathcal mathbb mathbf mathrm mathsf mathit mathfrak mathscr boldsymbol bm tilde widetilde hat widehat bar overline vec dot ddot left right big Big bigl bigr text operatorname mbox limits displaystyle rm bf it'.split(
    ' ',
  ),
);
const TAG = /<\/?(?:i|b|u|em|strong|sub|sup|p|br|span|jats:[a-z-]+|mml:[a-z-]+)(?:\s[^<>]{0,80})?\/?>/iy;
const COMMAND = /\\(?:([A-Za-z]+)\*?[ \t]?|([^A-Za-z]))/y;
const BLANKS = /\s+/y;
const LETTER = /[\p{L}\p{N}]/u;

function asQuote(meant: string): (mark: number) => [string, string] {
  return (mark) => [String.fromCharCode(mark), meant];
}

export function normalText(source: string): NormalText {
  return new Normaliser(source).run();
}

/** The part of the source that a part of the normal text was made from; the dollars of a formula at its edges included. */
export function sourceSpan({ starts, ends }: NormalText, source: string, from: number, to: number): Span {
  let start = starts[from]!;
  let end = ends[to - 1]!;
  for (let open = unopened(source.slice(start, end)); open > 0; open--) {
    const group = /(?:\\[A-Za-z]{1,20})?\{$/.exec(source.slice(Math.max(0, start - 24), start));
    if (!group) break;
    start -= group[0].length;
  }
  const count = (source.slice(start, end).match(/\$/g) ?? []).length;
  if (count % 2 === 1) {
    const closing = /^[{}^_]*\$/.exec(source.slice(end, end + 8));
    if (closing) end += closing[0].length;
    else if (source[start - 1] === '$') start--;
  }
  return { start, end };
}

/** How many braces close in a text that did not open in it. */
function unopened(text: string): number {
  let depth = 0;
  let lowest = 0;
  for (const character of text) {
    if (character === '{') depth++;
    else if (character === '}') lowest = Math.min(lowest, --depth);
  }
  return -lowest;
}

class Normaliser {
  readonly #source: string;
  readonly #parts: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #at = 0;
  /** A blank waits to see whether words stand on both of its sides. */
  #blank = false;
  #last = '';

  constructor(source: string) {
    this.#source = source;
  }

  run(): NormalText {
    while (this.#at < this.#source.length) this.#step();
    return { text: this.#parts.join(''), starts: this.#starts, ends: this.#ends };
  }

  #step(): void {
    const source = this.#source;
    const at = this.#at;
    const character = String.fromCodePoint(source.codePointAt(at)!);
    const end = at + character.length;
    this.#at = end;
    if (/\s/.test(character)) this.#skipBlanks(at);
    else if (character === '\\') this.#command(at);
    else if (character === '~') this.#blank = true;
    else if (character === '<' && this.#tag(at)) return;
    else if (DROPPED.includes(character)) return;
    else if (HYPHENS.includes(character)) this.#hyphen(at, end);
    else if (DASHES.includes(character)) this.#put('-', at, end);
    else if ((character === '`' || character === "'") && source[end] === character)
      this.#put('"', at, ++this.#at);
    else this.#put(QUOTES.get(character) ?? fold(character), at, end);
  }

  #skipBlanks(at: number): void {
    BLANKS.lastIndex = at;
    BLANKS.test(this.#source);
    this.#at = BLANKS.lastIndex;
    this.#blank = true;
  }

  #tag(at: number): boolean {
    TAG.lastIndex = at;
    if (!TAG.test(this.#source)) return false;
    this.#at = TAG.lastIndex;
    return true;
  }

  /** One that joins letters is dropped, with a line end behind it; several make a dash. */
  #hyphen(at: number, end: number): void {
    const source = this.#source;
    let next = end;
    while (next < source.length && HYPHENS.includes(source[next]!)) next++;
    this.#at = next;
    const broken = /^[ \t]*(?:\r\n?|\n)[ \t]*/.exec(source.slice(next, next + 100));
    const behind = next + (broken?.[0].length ?? 0);
    const joins =
      next === end && !this.#blank && LETTER.test(this.#last) && LETTER.test(source.charAt(behind));
    if (joins) this.#at = behind;
    else this.#put('-', at, next);
  }

  #command(at: number): void {
    COMMAND.lastIndex = at;
    const match = COMMAND.exec(this.#source);
    if (!match) return;
    const name = match[1] ?? match[2]!;
    this.#at = at + match[0].length;
    const symbol = SYMBOLS.get(name);
    if (symbol !== undefined) this.#put(fold(symbol).replace(/\s+/g, ''), at, this.#at);
    else if (SPACES.has(name) || name === '\\') this.#blank = true;
    else if (
      ACCENTS.has(name) ||
      SWITCHES.has(name) ||
      WRAPPERS.has(name) ||
      HIDDEN.has(name) ||
      LOOKS.has(name)
    )
      return;
    else if (match[1] !== undefined) {
      this.#put(fold(name), at, at + 1 + name.length);
      if (/\s$/.test(match[0])) this.#blank = true;
    }
  }

  #put(made: string, start: number, end: number): void {
    if (made === '') return;
    const first = made.charAt(0);
    if (this.#blank && this.#last !== '' && LETTER.test(this.#last) && LETTER.test(first)) {
      this.#parts.push(' ');
      this.#starts.push(this.#ends.at(-1)!);
      this.#ends.push(start);
    }
    this.#blank = false;
    for (let i = 0; i < made.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
    this.#parts.push(made);
    this.#last = made.charAt(made.length - 1);
  }
}
