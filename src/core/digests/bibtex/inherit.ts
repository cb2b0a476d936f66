import type { RawEntry, RawField } from './raw.ts';
import { fieldOf, type ValueReader } from './values.ts';

/** An entry with what its parents give. */
export interface Inherited {
  readonly entry: RawEntry;
  /** True where an identifier came from a parent. */
  readonly identifiers: boolean;
}

/** Fields that a parent keeps for itself. Source: biblatex manual, appendix "Default Inheritance Setup". */
const OWN = new Set(
  'ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions relatedstring relatedtype shorthand sortkey keywords file abstract note'.split(
    ' ',
  ),
);
const IDENTIFIERS = new Set(['doi', 'eprint', 'eprinttype', 'archiveprefix', 'url', 'arxivid']);
const TITLES = new Map([
  ['title', 'booktitle'],
  ['subtitle', 'booksubtitle'],
]);
const DEEPEST = 5;

/** Gives entries the fields of those that they name in `xdata` and `crossref`; a circle ends where it closes. */
export class Inheritance {
  readonly #values: ValueReader;
  readonly #byKey = new Map<string, RawEntry>();

  constructor(entries: readonly RawEntry[], values: ValueReader) {
    this.#values = values;
    for (const entry of entries) {
      const key = entry.key?.toLowerCase();
      if (key !== undefined && !this.#byKey.has(key)) this.#byKey.set(key, entry);
    }
  }

  of(entry: RawEntry): Inherited {
    return this.#resolve(entry, new Set());
  }

  #resolve(entry: RawEntry, seen: Set<RawEntry>): Inherited {
    const parents = this.#named(entry, 'xdata').concat(this.#named(entry, 'crossref'));
    if (parents.length === 0 || seen.has(entry) || seen.size > DEEPEST) return { entry, identifiers: false };
    seen.add(entry);
    const fields = [...entry.fields];
    let identifiers = false;
    for (const parent of parents) {
      const resolved = this.#resolve(parent, seen);
      for (const field of resolved.entry.fields) {
        const inherited = inheritedField(field, parent.type === 'xdata');
        if (!inherited || fields.some(({ name }) => name === inherited.name)) continue;
        fields.push(inherited);
        if (IDENTIFIERS.has(inherited.name) && parent.type !== 'xdata') identifiers = true;
      }
    }
    return { entry: { ...entry, fields }, identifiers };
  }

  #named(entry: RawEntry, name: 'xdata' | 'crossref'): RawEntry[] {
    const field = fieldOf(entry, name);
    if (!field) return [];
    const keys = this.#values.raw(field).split(',');
    return keys.flatMap((key) => this.#byKey.get(key.trim().toLowerCase()) ?? []);
  }
}

function inheritedField(field: RawField, isXdata: boolean): RawField | null {
  if (isXdata) return field;
  if (OWN.has(field.name)) return null;
  const name = TITLES.get(field.name);
  return name === undefined ? field : { ...field, name };
}
