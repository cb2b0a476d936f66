import { TextCollector, type TextSink } from '../../text/text-map.ts';
import type { Span } from '../../text/span.ts';
import { appendLatex, latexText } from './latex.ts';
import type { RawEntry, RawField, RawPart } from './raw.ts';

/** Macros that every style defines. */
const MONTHS = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '));
/** Strings that use each other go no deeper. */
const DEEPEST = 8;

/** Reads the values of one .bib file: joins pieces, and puts strings in place of their names. */
export class ValueReader {
  readonly #text: string;
  readonly #strings: ReadonlyMap<string, readonly RawPart[]>;

  constructor(text: string, strings: ReadonlyMap<string, readonly RawPart[]>) {
    this.#text = text;
    this.#strings = strings;
  }

  /** A value as readable text. */
  text(field: RawField): string {
    const [only] = field.parts;
    if (field.parts.length === 1 && only!.kind !== 'bare')
      return latexText(this.#text, only!.span.start, only!.span.end).trim();
    const to = new TextCollector();
    this.append(field, to);
    return to.text.trim();
  }

  append(field: RawField, to: TextSink): void {
    field.parts.forEach((part, i) => {
      const { start, end } = part.span;
      const outer = { first: i === 0, last: i === field.parts.length - 1 };
      if (part.kind !== 'bare') appendLatex(this.#text, start, end, to, outer);
      else to.put(latexText(this.#bare(part, 0)), start, end);
    });
  }

  /** A value as it is written, strings replaced: what names, dates and addresses are read from. */
  raw(field: RawField): string {
    const [first] = field.parts;
    if (field.parts.length === 1) return this.#rawPart(first!, 0);
    return field.parts.map((part) => this.#rawPart(part, 0)).join('');
  }

  /** From the first to behind the last character of a value, without outer braces or quotes. */
  spanOf(field: RawField): Span | null {
    const [first] = field.parts;
    return first ? { start: first.span.start, end: field.parts.at(-1)!.span.end } : null;
  }

  /** The names in a value that no string defines. */
  undefinedNames(field: RawField): { readonly name: string; readonly span: Span }[] {
    if (!field.parts.some((part) => part.kind === 'bare' && !isDigit(this.#text.charCodeAt(part.span.start))))
      return NO_NAMES;
    const bare = field.parts.filter(({ kind }) => kind === 'bare');
    return bare
      .map((part) => ({ name: this.#slice(part), span: part.span }))
      .filter(({ name }) => !/^\d/.test(name) && !this.#isKnown(name));
  }

  #isKnown(name: string): boolean {
    return this.#strings.has(name.toLowerCase()) || MONTHS.has(name.toLowerCase());
  }

  #rawPart(part: RawPart, depth: number): string {
    return part.kind === 'bare' ? this.#bare(part, depth) : this.#slice(part);
  }

  #bare(part: RawPart, depth: number): string {
    const name = this.#slice(part);
    const defined = depth < DEEPEST ? this.#strings.get(name.toLowerCase()) : undefined;
    return defined ? defined.map((inner) => this.#rawPart(inner, depth + 1)).join('') : name;
  }

  #slice({ span }: RawPart): string {
    return this.#text.slice(span.start, span.end);
  }
}

const NO_NAMES: { readonly name: string; readonly span: Span }[] = [];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** An address or identifier: escapes undone, nothing else is LaTeX's. */
export function verbatim(raw: string): string {
  if (!/[\\{}]/.test(raw)) return raw.trim();
  return raw
    .replace(/\\(?:textasciitilde|~)(?:\{\})?/g, '~')
    .replace(/\\url\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\([_%&#$])/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
}

/** The first field of one of the names, in the order of the names. */
export function fieldOf(entry: RawEntry, ...names: readonly string[]): RawField | null {
  for (const name of names) {
    for (const field of entry.fields) if (field.name === name && field.parts.length > 0) return field;
  }
  return null;
}
