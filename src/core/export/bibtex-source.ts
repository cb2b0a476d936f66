import { pandocStumbles } from '../digests/bibtex/pandoc-syntax.ts';
import { scanBibtex } from '../digests/bibtex/scanner.ts';
import type { RawBibliography, RawEntry, RawField, RawPart } from '../digests/bibtex/raw.ts';
import { fieldOf, ValueReader } from '../digests/bibtex/values.ts';
import type { Span } from '../text/span.ts';
import { blocksOf, inBraces } from './bibtex-blocks.ts';

/** Fields that name entries whose fields are inherited. */
const PARENTS = new Set(['crossref', 'xdata']);
const NONE: ReadonlySet<string> = new Set();

/** A .bib file's text from which entries are copied as they stand, with all that they need. What is copied can be read, also by Pandoc. */
export class BibtexSource {
  readonly text: string;
  readonly preambles: readonly string[];
  readonly #entries: readonly RawEntry[];
  readonly #byKey = new Map<string, RawEntry>();
  /** Definitions of strings as they stand, by name in lower case; the last one of a name holds. */
  readonly #definitions: ReadonlyMap<string, string>;
  readonly #strings: RawBibliography['strings'];
  readonly #values: ValueReader;

  constructor(text: string) {
    this.text = text;
    const { entries, strings } = scanBibtex(text);
    this.#entries = entries;
    this.#strings = strings;
    this.#values = new ValueReader(strings);
    for (const entry of entries) {
      const key = entry.key?.toLowerCase();
      if (key !== undefined && !this.#byKey.has(key)) this.#byKey.set(key, entry);
    }
    const preambles: string[] = [];
    const definitions = new Map<string, string>();
    for (const { kind, source } of blocksOf(text, entries)) {
      const isRead = pandocStumbles(source) === null;
      if (kind === 'string') {
        const name = /{\s*([^\s=]+)/.exec(source)?.[1]?.toLowerCase();
        if (name !== undefined && isRead) definitions.set(name, source);
      } else if (isRead) preambles.push(source);
    }
    for (const [name, { text: own, parts }] of strings)
      if (!definitions.has(name) && parts.length > 0)
        definitions.set(name, `@string{${name} = ${parts.map((part) => written(own, part)).join(' # ')}}`);
    this.preambles = preambles;
    this.#definitions = definitions;
  }

  /** The entry that begins at an offset; undefined where none does. */
  entryAt(start: number): RawEntry | undefined {
    return this.#entries.find(({ span }) => span.start === start);
  }

  /** The entries that an entry inherits from, and theirs. */
  parentsOf(entry: RawEntry): readonly RawEntry[] {
    const found = new Set<RawEntry>();
    const visit = (child: RawEntry): void => {
      for (const key of child.fields
        .filter(({ name }) => PARENTS.has(name))
        .flatMap((f) => this.#keysIn(f.parts))) {
        const parent = this.#byKey.get(key);
        if (!parent || parent === entry || found.has(parent)) continue;
        found.add(parent);
        visit(parent);
      }
    };
    visit(entry);
    return [...found];
  }

  /** The definitions of the strings that an entry uses, each behind those that it uses itself. */
  stringsOf(entry: RawEntry): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    const seen = new Set<string>();
    const visit = (parts: readonly RawPart[], text: string): void => {
      for (const { kind, span } of parts) {
        const name = text.slice(span.start, span.end).toLowerCase();
        if (kind !== 'bare' || seen.has(name)) continue;
        seen.add(name);
        const inner = this.#strings.get(name);
        if (inner) visit(inner.parts, inner.text);
        const definition = this.#definitions.get(name);
        if (definition !== undefined) found.set(name, definition);
      }
    };
    for (const { parts, text } of entry.fields) visit(parts, text);
    return found;
  }

  /**
   * The entry as it stands, with the values of some strings in place of their names. Where something in it is broken, what could be read of
   * it; null where that would not do.
   */
  copyOf(entry: RawEntry, names: ReadonlySet<string> = NONE): string | null {
    // A key that Pandoc does not take is no fault of what stands behind it.
    const isRead = pandocStumbles(`@misc{${entry.key ?? ''},}`)
      ? () => true
      : (text: string) => pandocStumbles(text) === null;
    const whole = entry.isBroken ? null : inBraces(this.#withStringsReplaced(entry, names));
    if (whole !== null && isRead(whole)) return whole;
    const rest = this.restOf(entry, names);
    return fieldOf(entry.fields, 'title') && isRead(rest) ? rest : null;
  }

  /** The fields that could be read, as an entry. */
  restOf({ type, key, fields }: RawEntry, names: ReadonlySet<string> = NONE): string {
    const lines = fields
      .filter(({ parts }) => parts.length > 0)
      .map(({ name, parts }) => {
        const pieces = parts.map((part) => this.#replaced(part, names) ?? written(this.text, part));
        return `  ${name} = ${pieces.join(' # ')},\n`;
      });
    return `@${type}{${key ?? ''},\n${lines.join('')}}`;
  }

  #withStringsReplaced(entry: RawEntry, names: ReadonlySet<string>): string {
    let result = '';
    let at = entry.span.start;
    for (const part of entry.fields.flatMap(({ parts }) => parts)) {
      const value = this.#replaced(part, names);
      if (value === null) continue;
      result += this.text.slice(at, part.span.start) + value;
      at = part.span.end;
    }
    return result + this.text.slice(at, entry.span.end);
  }

  /** The value of a string, if a piece is the name of one that is replaced. */
  #replaced({ kind, span }: RawPart, names: ReadonlySet<string>): string | null {
    const name = this.#slice(span).toLowerCase();
    return kind === 'bare' && names.has(name) ? `{${this.#valueOf(name, 0)}}` : null;
  }

  /** The first field of one of the names, as readable text, of the entry or what it inherits from; empty where there is none. */
  valueOf(entry: RawEntry, ...names: readonly string[]): string {
    const field = this.#field(entry, names);
    return field ? this.#values.text(field).replace(/\s+/g, ' ').trim() : '';
  }

  /** The same as it is written, strings replaced. */
  rawOf(entry: RawEntry, ...names: readonly string[]): string {
    const field = this.#field(entry, names);
    return field ? this.#values.raw(field) : '';
  }

  #field(entry: RawEntry, names: readonly string[]): RawField | null {
    for (const { fields } of [entry, ...this.parentsOf(entry)]) {
      const found = fieldOf(fields, ...names);
      if (found) return found;
    }
    return null;
  }

  /** The entry as `copyOf` gives it, but for strings, complete in itself; null where it inherits. */
  standalone(entry: RawEntry): string | null {
    if (this.parentsOf(entry).length > 0) return null;
    return this.copyOf(entry, new Set(this.stringsOf(entry).keys()));
  }

  #valueOf(name: string, depth: number): string {
    const value = depth < 8 ? this.#strings.get(name.toLowerCase()) : undefined;
    if (!value) return name;
    return value.parts
      .map(({ kind, span }) => {
        const part = value.text.slice(span.start, span.end);
        return kind === 'bare' ? this.#valueOf(part, depth + 1) : part;
      })
      .join('');
  }

  #keysIn(parts: readonly RawPart[]): string[] {
    return parts.flatMap(({ span }) => this.#slice(span).split(',')).map((key) => key.trim().toLowerCase());
  }

  #slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}

/** A piece of a value as it is written. */
function written(text: string, { kind, span }: RawPart): string {
  const value = text.slice(span.start, span.end);
  return kind === 'bare' ? value : kind === 'braced' ? `{${value}}` : `"${value}"`;
}
