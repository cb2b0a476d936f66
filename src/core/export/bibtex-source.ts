import { scanBibtex } from '../digests/bibtex/scanner.ts';
import type { RawBibliography, RawEntry, RawField, RawPart } from '../digests/bibtex/raw.ts';
import { fieldOf, ValueReader } from '../digests/bibtex/values.ts';
import type { Span } from '../text/span.ts';

/** Fields that name entries whose fields are inherited. */
const PARENTS = new Set(['crossref', 'xdata']);
const BLOCK = /@[ \t]*(string|preamble)\s*[{(]/gi;

/** A .bib file's text from which entries are copied as they stand, with all that they need. */
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
      if (kind === 'preamble') preambles.push(source);
      else {
        const name = /[{(]\s*([^\s=]+)/.exec(source)?.[1]?.toLowerCase();
        if (name !== undefined) definitions.set(name, source);
      }
    }
    this.preambles = preambles;
    this.#definitions = definitions;
  }

  /** The entry that begins at an offset; undefined where none does. */
  entryAt(start: number): RawEntry | undefined {
    return this.#entries.find(({ span }) => span.start === start);
  }

  textOf({ span }: RawEntry): string {
    return this.text.slice(span.start, span.end);
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

  /** The entry with the values of some strings in place of their names. */
  withStringsReplaced(entry: RawEntry, names: ReadonlySet<string>): string {
    let result = '';
    let at = entry.span.start;
    for (const { kind, span } of entry.fields.flatMap(({ parts }) => parts)) {
      const name = this.#slice(span).toLowerCase();
      if (kind !== 'bare' || !names.has(name)) continue;
      result += `${this.text.slice(at, span.start)}{${this.#valueOf(name, 0)}}`;
      at = span.end;
    }
    return result + this.text.slice(at, entry.span.end);
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

  /** The entry as it stands but for strings, complete in itself; null where it inherits. */
  standalone(entry: RawEntry): string | null {
    if (this.parentsOf(entry).length > 0) return null;
    return this.withStringsReplaced(entry, new Set(this.stringsOf(entry).keys()));
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

interface Block {
  readonly kind: 'string' | 'preamble';
  readonly source: string;
}

/** The strings and preambles between entries, as they stand. */
function blocksOf(text: string, entries: readonly RawEntry[]): Block[] {
  const blocks: Block[] = [];
  let next = 0;
  BLOCK.lastIndex = 0;
  for (let match = BLOCK.exec(text); match; match = BLOCK.exec(text)) {
    const start = match.index;
    while (next < entries.length && entries[next]!.span.end <= start) next++;
    if (next < entries.length && entries[next]!.span.start <= start) {
      BLOCK.lastIndex = entries[next]!.span.end;
      continue;
    }
    const lineStart = text.lastIndexOf('\n', start) + 1;
    const end = text.slice(lineStart, start).includes('%') ? null : endOfBlock(text, BLOCK.lastIndex - 1);
    if (end === null) continue;
    blocks.push({ kind: match[1]!.toLowerCase() as Block['kind'], source: text.slice(start, end) });
    BLOCK.lastIndex = end;
  }
  return blocks;
}

/** Behind the bracket that closes the one at an offset; null where none does. */
function endOfBlock(text: string, open: number): number | null {
  const closing = text[open] === '(' ? ')' : '}';
  let depth = 0;
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === closing && depth === 0) return i + 1;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
  }
  return null;
}
