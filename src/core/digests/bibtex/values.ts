import { TextCollector, type TextSink } from '../../text/text-map.ts';
import type { Span } from '../../text/span.ts';
import { appendLatex, latexText } from './latex.ts';
import type { RawField, RawPart, RawValue } from './raw.ts';

/** Strings that use each other go no deeper. */
const DEEPEST = 8;

/** Reads the values of one .bib file: joins pieces, and puts strings in place of their names. */
export class ValueReader {
  readonly strings: ReadonlyMap<string, RawValue>;

  /** Strings by their names in lower case. */
  constructor(strings: ReadonlyMap<string, RawValue>) {
    this.strings = strings;
  }

  /** A value as readable text. */
  text(field: RawValue): string {
    const [only] = field.parts;
    if (field.parts.length === 1 && only!.kind !== 'bare')
      return latexText(field.text, only!.span.start, only!.span.end).trim();
    const to = new TextCollector();
    this.append(field, to);
    return to.text.trim();
  }

  append(field: RawValue, to: TextSink): void {
    field.parts.forEach((part, i) => {
      const { start, end } = part.span;
      const outer = { first: i === 0, last: i === field.parts.length - 1 };
      if (part.kind !== 'bare') appendLatex(field.text, start, end, to, outer);
      else to.put(latexText(this.#bare(field.text, part, 0)), start, end);
    });
  }

  /** A value as it is written, strings replaced: what names, dates and addresses are read from. */
  raw({ text, parts }: RawValue): string {
    const [first] = parts;
    if (parts.length === 1) return this.#rawPart(text, first!, 0);
    return parts.map((part) => this.#rawPart(text, part, 0)).join('');
  }

  #rawPart(text: string, part: RawPart, depth: number): string {
    return part.kind === 'bare' ? this.#bare(text, part, depth) : text.slice(part.span.start, part.span.end);
  }

  #bare(text: string, { span }: RawPart, depth: number): string {
    const name = text.slice(span.start, span.end);
    const defined = depth < DEEPEST ? this.strings.get(name.toLowerCase()) : undefined;
    return defined
      ? defined.parts.map((inner) => this.#rawPart(defined.text, inner, depth + 1)).join('')
      : name;
  }
}

/** From the first to behind the last character of a value, without outer braces or quotes. */
export function spanOfValue({ parts }: RawValue): Span | null {
  const [first] = parts;
  return first ? { start: first.span.start, end: parts.at(-1)!.span.end } : null;
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

/** The first field of one of the names that has a value, in the order of the names. */
export function fieldOf(fields: readonly RawField[], ...names: readonly string[]): RawField | null {
  for (const name of names) {
    for (const field of fields) if (field.name === name && field.parts.length > 0) return field;
  }
  return null;
}
