import type { Argument } from './definition.ts';

/** What is wrong with a format, and where: an offset into it in UTF-16 units. */
export class FormatFault extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface Given {
  /** Null where it is given by its place. */
  readonly name: string | null;
  readonly value: Argument;
}

export interface Call {
  readonly name: string;
  readonly at: number;
  readonly given: readonly Given[];
}

export type Term =
  | { readonly literal: string }
  | { readonly call: Call; readonly filters: readonly Call[] }
  | { readonly relation: string; readonly length: number };

export type Alternatives = readonly (readonly Term[])[];

/**
 * Reads a formula of Better BibTeX: `auth.lower + shorttitle(3,3) + '-' + year`, alternatives between `|`.
 * @throws {FormatFault}
 */
export function readFormula(text: string): Alternatives {
  return new FormulaReader(text).read();
}

/** Texts in quotes, in which a backslash takes the next character as it is. */
export const QUOTED = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** The tokens of a formula; what is none is one of its own. */
const TOKEN = new RegExp(
  `\\s*(?:(?<quoted>${QUOTED.source})|(?<number>-?\\d+(?!\\w))|(?<word>[A-Za-z]\\w*)|(?<mark>[<>!]=|\\S))`,
  'y',
);

const KINDS = ['quoted', 'number', 'word', 'mark'] as const;

interface Token {
  readonly kind: (typeof KINDS)[number] | 'end';
  readonly text: string;
  readonly at: number;
}

class FormulaReader {
  readonly #text: string;
  #at = 0;
  #next: Token;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#scan();
  }

  read(): Alternatives {
    const alternatives = [this.#alternative()];
    while (this.#skips('|')) alternatives.push(this.#alternative());
    if (this.#next.kind !== 'end') this.#fail('“+”, “|” or the end');
    return alternatives;
  }

  #alternative(): Term[] {
    const terms = [this.#term()];
    while (this.#skips('+')) terms.push(this.#term());
    return terms;
  }

  #term(): Term {
    if (this.#next.kind === 'quoted') return { literal: unquoted(this.#take().text) };
    const call = this.#call('a function such as auth, or a text in quotes');
    const filters: Call[] = [];
    while (this.#skips('.')) filters.push(this.#call('a filter such as lower'));
    return { call, filters };
  }

  #call(wanted: string): Call {
    if (this.#next.kind !== 'word') this.#fail(wanted);
    const { text: name, at } = this.#take();
    const given: Given[] = [];
    if (this.#skips('(') && !this.#skips(')')) {
      do given.push(this.#given());
      while (this.#skips(','));
      if (!this.#skips(')')) this.#fail('“)”');
    }
    return { name, at, given };
  }

  #given(): Given {
    const first = this.#take();
    if (first.kind === 'word' && this.#skips('=')) return { name: first.text, value: valueOf(this.#take()) };
    return { name: null, value: valueOf(first) };
  }

  #skips(mark: string): boolean {
    if (this.#next.kind !== 'mark' || this.#next.text !== mark) return false;
    this.#take();
    return true;
  }

  #take(): Token {
    const token = this.#next;
    this.#next = this.#scan();
    return token;
  }

  #scan(): Token {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (!found) return { kind: 'end', text: '', at: this.#text.length };
    this.#at = TOKEN.lastIndex;
    const groups = found.groups as Partial<Record<Token['kind'], string>>;
    const kind = KINDS.find((name) => groups[name] !== undefined) ?? 'end';
    const text = groups[kind] ?? '';
    return { kind, text, at: this.#at - text.length };
  }

  #fail(wanted: string): never {
    const { kind, text, at } = this.#next;
    throw new FormatFault(`${kind === 'end' ? 'it ends' : `“${text}” stands`} where ${wanted} is wanted`, at);
  }
}

function valueOf({ kind, text, at }: Token): Argument {
  if (kind === 'number') return Number(text);
  if (kind === 'quoted') return unquoted(text);
  if (kind === 'end' || text === ')') throw new FormatFault('a value is missing', at);
  return text;
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** What begins and ends a marker of the bracket syntax, and everything else. */
const PIECE = /\[([^\[\]]*)\]|([^\[\]|]+)|(\|)|([\[\]])/g;
const LENGTH = /^([<>!]?=|[<>])(\d+)$/;
const HEAD = /^(.*?)(\d+)?(?:_(\d+))?$/;

/**
 * Reads a pattern of JabRef, which Better BibTeX took before it had formulas: `[auth:lower]_[shorttitle3_3][year]`. Texts stand between
 * brackets, modifiers behind colons, their values behind commas; `[>0]` is a condition on what stands before it.
 * @throws {FormatFault}
 */
export function readPattern(text: string, isName: (name: string) => boolean): Alternatives {
  const alternatives: Term[][] = [[]];
  for (const match of text.matchAll(PIECE)) {
    const [, marker, literal, bar] = match;
    const terms = alternatives.at(-1)!;
    if (marker !== undefined) terms.push(markerTerm(marker, match.index + 1, isName));
    else if (literal !== undefined) terms.push({ literal: literal.trim() });
    else if (bar !== undefined) alternatives.push([]);
    else throw new FormatFault('a bracket has no other half', match.index);
  }
  return alternatives;
}

function markerTerm(marker: string, at: number, isName: (name: string) => boolean): Term {
  const condition = LENGTH.exec(marker.trim());
  if (condition) return { relation: condition[1]!, length: Number(condition[2]) };
  const [head = '', ...modifiers] = marker.split(':');
  return { call: headCall(head.trim(), at, isName), filters: modifierCalls(modifiers, at + head.length + 1) };
}

function headCall(head: string, at: number, isName: (name: string) => boolean): Call {
  // Some names end in a digit.
  if (isName(head)) return { name: head, at, given: [] };
  const [, name = '', ...counts] = HEAD.exec(head) as (string | undefined)[];
  const given = counts.flatMap((count) => (count === undefined ? [] : { name: null, value: Number(count) }));
  return { name, at, given };
}

function modifierCalls(modifiers: readonly string[], start: number): Call[] {
  let at = start;
  return modifiers.map((modifier) => {
    const fallback = /^\((.*)\)$/.exec(modifier.trim());
    const [name = '', ...values] = fallback ? ['default', fallback[1]!] : modifier.split(',');
    const given = values.map((value): Given => ({
      name: null,
      value: /^-?\d+$/.test(value.trim()) ? Number(value) : value,
    }));
    const call = { name: name.trim(), at, given };
    at += modifier.length + 1;
    return call;
  });
}
