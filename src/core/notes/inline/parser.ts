import { isSpaceCode, isWordAt, wordLength } from '../chars.ts';
import { Seeker } from '../seeker.ts';
import { bareLinkEnd } from './bare-links.ts';
import { readBracket, readImage } from './brackets.ts';
import { CodeSpans } from './code-spans.ts';
import { MAX_BRACKETS, type Cursor } from './cursor.ts';
import { entityEnd } from './entities.ts';
import { readEmphasis, readScript, readStrikeout } from './emphasis.ts';
import type { Found } from './found.ts';
import { readInText } from './groups.ts';
import { endsParagraph, readTag, verbatimEnd, type HtmlTag } from './html-tags.ts';
import { autolinkEnd, codeAttributesEnd } from './link-parts.ts';
import { backslashMathEnd, dollarMathEnd } from './math.ts';
import { mayCite } from '../tex-keys.ts';
import { readQuoted } from './quotes.ts';
import { texEnd } from './tex.ts';

/** What of Pandoc's inline syntax is not the same in every dialect. */
export interface InlineOptions {
  /** `\(...\)` is math, and a bare URL is a link: R Markdown's additions. */
  readonly rmarkdown: boolean;
  /** `{{< name ... >}}` is a shortcode, which Quarto replaces: its addition. */
  readonly quarto: boolean;
  /** Whether to report code, math, TeX and HTML too. */
  readonly opaque: boolean;
}

interface Remembered {
  readonly end: number;
  readonly wordEnd: number;
  readonly found: readonly Found[];
}

/** Steps of reading that a text and each of its characters may cost; beyond them nested trials are given up. */
const STEPS = 20_000;
const STEPS_A_CHARACTER = 2;

/**
 * Finds citations and wikilinks in the text of one paragraph, as Pandoc reads it, in time linear in the text's length.
 * Source: Pandoc's manual, "Pandoc's Markdown", and the behaviour of Pandoc 2.17 where the manual is silent.
 */
export class InlineParser implements Cursor {
  readonly text: string;
  readonly seeker: Seeker;
  readonly code: CodeSpans;
  readonly found: Found[] = [];
  limit: number;
  wordEnd = -1;
  quotes: Cursor['quotes'] = 'none';
  linksAllowed = true;
  brackets = 0;
  enclosures = 0;
  trials = 0;

  readonly #options: InlineOptions;
  #steps: number;
  #memory = new Map<number, Remembered>();
  #failedQuotes = new Set<number>();
  #closings: Map<number, number> | null = null;

  constructor(text: string, options: InlineOptions) {
    this.text = text;
    this.limit = text.length;
    this.seeker = new Seeker(text);
    this.code = new CodeSpans(text);
    this.#options = options;
    this.#steps = STEPS + STEPS_A_CHARACTER * text.length;
  }

  /** Everything found, by place. */
  parse(): Found[] {
    let pos = this.#run(0);
    while (pos < this.limit) {
      // A tag of a block ended the paragraph; another begins behind it.
      this.wordEnd = -1;
      const tag = this.#tag(pos);
      pos = this.#run(tag ? Math.min(verbatimEnd(tag, this.seeker), this.limit) : pos + 1);
    }
    return this.found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  inline(pos: number): number {
    if (pos >= this.limit) return -1;
    this.#steps--;
    const code = this.text.charCodeAt(pos);
    if (!MAY_NEST.has(code) || this.spent) {
      const end = this.#simple(pos, code);
      this.#steps -= (end - pos) >> 4;
      return end;
    }
    if (this.trials === 0) return this.#nested(pos, code);
    const place = pos * 8 + QUOTES.indexOf(this.quotes) * 2 + (this.wordEnd === pos ? 1 : 0);
    const known = this.#memory.get(place);
    if (known) {
      for (const found of known.found) this.found.push(found);
      this.#steps -= known.found.length;
      if (known.wordEnd >= 0) this.wordEnd = known.wordEnd;
      return known.end;
    }
    const before = this.found.length;
    const end = this.#nested(pos, code);
    const found = this.found.slice(before);
    this.#steps -= found.length;
    this.#memory.set(place, { end, wordEnd: this.wordEnd === end ? end : -1, found });
    return end;
  }

  get spent(): boolean {
    return this.#steps < 0;
  }

  within(start: number, end: number, linksAllowed: boolean): void {
    const { limit, wordEnd, linksAllowed: outer } = this;
    const memory = this.#memory;
    const failedQuotes = this.#failedQuotes;
    this.#memory = new Map();
    this.#failedQuotes = new Set();
    this.limit = end;
    this.wordEnd = -1;
    this.linksAllowed = linksAllowed;
    this.#run(start);
    this.#memory = memory;
    this.#failedQuotes = failedQuotes;
    this.limit = limit;
    this.wordEnd = wordEnd;
    this.linksAllowed = outer;
  }

  closing(pos: number): number {
    const close = (this.#closings ??= this.#matchBrackets()).get(pos) ?? -1;
    return close < this.limit ? close : -1;
  }

  #run(start: number): number {
    let pos = start;
    while (pos < this.limit) {
      const next = this.inline(pos);
      if (next < 0) return pos;
      pos = next;
    }
    return pos;
  }

  /** What may hold other elements, and so may be read in vain. */
  #nested(pos: number, code: number): number {
    switch (code) {
      case 42:
      case 95:
        return readEmphasis(this, pos);
      case 91:
        return readBracket(this, pos);
      case 33:
        return readImage(this, pos);
      case 94: {
        const script = readScript(this, pos);
        return script >= 0 ? script : this.#inlineNote(pos);
      }
      case 126: {
        const strikeout = readStrikeout(this, pos);
        return strikeout >= 0 ? strikeout : Math.max(readScript(this, pos), pos + 1);
      }
      case 64:
      case 45: {
        const citation = readInText(this, pos);
        return citation >= 0 ? citation : this.#simple(pos, code);
      }
      default:
        return Math.max(readQuoted(this, pos, this.#failedQuotes), pos + 1);
    }
  }

  #inlineNote(pos: number): number {
    const close =
      this.text.charCodeAt(pos + 1) === 91 && this.brackets < MAX_BRACKETS ? this.closing(pos + 1) : -1;
    if (close < 0) return pos + 1;
    this.brackets++;
    this.within(pos + 2, close, this.linksAllowed);
    this.brackets--;
    return close + 1;
  }

  /** What holds no other element. */
  #simple(pos: number, code: number): number {
    const { text, limit, seeker } = this;
    switch (code) {
      case 96: {
        const end = this.code.end(pos, limit);
        return end < 0 ? pos + 1 : codeAttributesEnd(text, this.#opaque(pos, end), limit, seeker);
      }
      case 36:
        return this.#opaque(pos, dollarMathEnd(text, pos, limit, seeker));
      case 38:
        return Math.max(entityEnd(text, pos, limit), pos + 1);
      case 60:
        return this.#angle(pos);
      case 92:
        return this.#backslash(pos);
      case 64:
        return this.spent && this.wordEnd !== pos
          ? Math.max(readInText(this, pos), pos + 1)
          : exampleEnd(text, pos, limit);
      case 123:
        return this.#opaque(pos, this.#options.quarto ? this.#shortcodeEnd(pos) : -1);
      case 45:
        return text.startsWith('--', pos)
          ? Math.min(text.startsWith('---', pos) ? pos + 3 : pos + 2, limit)
          : pos + 1;
      case 46:
        if (text.startsWith('...', pos) && pos + 3 <= limit) return pos + 3;
        return text.charCodeAt(pos + 1) === 46 && pos + 1 < limit ? pos + 1 : this.#word(pos);
      default:
        return isSpaceCode(code) ? this.#blanks(pos) : this.#word(pos);
    }
  }

  #shortcodeEnd(pos: number): number {
    const close = this.text.startsWith('{{<', pos) ? this.seeker.next('>}}', pos + 3) : -1;
    return close < 0 || close + 3 > this.limit ? -1 : close + 3;
  }

  #blanks(pos: number): number {
    while (pos < this.limit && isSpaceCode(this.text.charCodeAt(pos))) pos++;
    return pos;
  }

  /** Letters, digits and single dots; any other character stands alone. */
  #word(start: number): number {
    const { text, limit } = this;
    let pos = start;
    if (this.#options.rmarkdown && this.linksAllowed) {
      const link = bareLinkEnd(text, start, limit);
      if (link >= 0) return link;
    }
    while (pos < limit) {
      const length = wordLength(text, pos);
      if (length > 0) pos += length;
      else if (text.charCodeAt(pos) === 46 && text.charCodeAt(pos + 1) !== 46) pos++;
      else break;
    }
    if (pos === start) return start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
    this.wordEnd = pos;
    return pos;
  }

  #angle(pos: number): number {
    const autolink = this.linksAllowed ? autolinkEnd(this.text, pos, this.limit) : -1;
    if (autolink >= 0) return autolink;
    const tag = this.#tag(pos);
    if (!tag) return pos + 1;
    return endsParagraph(tag) ? -1 : this.#opaque(pos, tag.end);
  }

  #tag(pos: number): HtmlTag | null {
    return readTag(this.text, pos, this.limit, this.seeker);
  }

  #backslash(pos: number): number {
    const { text, limit, seeker } = this;
    if (this.#options.rmarkdown) {
      const math = backslashMathEnd(text, pos, limit, seeker);
      if (math >= 0) return this.#opaque(pos, math);
    }
    if (pos + 1 >= limit || text.charCodeAt(pos + 1) === 10) return pos + 1;
    if (!isWordAt(text, pos + 1)) return pos + 2;
    const end = texEnd(text, pos, limit, seeker);
    if (end < 0 || !mayCite(text.slice(pos, end))) return this.#opaque(pos, end);
    this.found.push({ kind: 'tex', start: pos, end });
    return end;
  }

  /** Notes an element that is not prose, and answers its end; where there is none, the next character. */
  #opaque(pos: number, end: number): number {
    if (end < 0) return pos + 1;
    if (this.#options.opaque) this.found.push({ kind: 'opaque', start: pos, end, message: '' });
    return end;
  }

  /** Pairs the brackets of the whole text; those in code, math, TeX and tags, and escaped ones, are none. */
  #matchBrackets(): Map<number, number> {
    const { text } = this;
    const pairs = new Map<number, number>();
    const open: number[] = [];
    for (let pos = 0; pos < text.length;) {
      const code = text.charCodeAt(pos);
      if (code === 91) open.push(pos);
      else if (code === 93) {
        const start = open.pop();
        if (start !== undefined) pairs.set(start, pos);
      }
      pos = code === 92 || code === 96 || code === 60 || code === 36 ? this.#rawEnd(pos, code) : pos + 1;
    }
    return pairs;
  }

  #rawEnd(pos: number, code: number): number {
    const { text, seeker } = this;
    if (code === 96) return Math.max(this.code.end(pos, text.length), pos + 1);
    if (code === 36) return Math.max(dollarMathEnd(text, pos, text.length, seeker), pos + 1);
    if (code === 60) {
      const tag = readTag(text, pos, text.length, seeker);
      return tag && !endsParagraph(tag) ? tag.end : pos + 1;
    }
    return isWordAt(text, pos + 1) ? Math.max(texEnd(text, pos, text.length, seeker), pos + 1) : pos + 2;
  }
}

const QUOTES: readonly Cursor['quotes'][] = ['none', 'single', 'double'];

/** `!` `"` `'` `*` `-` `@` `[` `^` `_` `~` and opening quotation marks. */
const MAY_NEST = new Set([33, 34, 39, 42, 45, 64, 91, 94, 95, 126, 0x91, 0x93, 0x2018, 0x201c]);

/** An `@` that cites nothing takes the label of an example with it, so that nothing is cited from inside an address (`me@example`). */
function exampleEnd(text: string, pos: number, limit: number): number {
  let end = pos + 1;
  while (end < limit) {
    const mark = text.charAt(end) === '_' || text.charAt(end) === '-' ? 1 : 0;
    const length = end + mark < limit ? wordLength(text, end + mark) : 0;
    if (length === 0) return end;
    end += mark + length;
  }
  return end;
}
