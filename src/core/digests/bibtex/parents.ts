import type { RawField } from './raw.ts';
import type { BibRecord } from './record.ts';
import { fieldOf, type ValueReader } from './values.ts';

/**
 * Lets entries know those that they name in `xdata` and `crossref`, in this order. Records that were taken over from an earlier text and
 * now have other parents, directly or through parents, are replaced in `records` by renewed ones.
 */
export function linkParents(records: BibRecord[]): void {
  if (!records.some(({ noted }) => noted.namesParents)) return;
  const byKey = new Map<string, number>();
  records.forEach(({ noted }, i) => {
    const key = noted.type === 'string' ? undefined : noted.key?.toLowerCase();
    if (key !== undefined && !byKey.has(key)) byKey.set(key, i);
  });
  const parents = new Map<number, readonly number[]>();
  const children = new Map<number, number[]>();
  const changed = new Set<number>();
  records.forEach((record, i) => {
    if (!record.noted.namesParents) return;
    const named = parentKeys(record).flatMap((key) => byKey.get(key) ?? []);
    parents.set(i, named);
    for (const parent of named) {
      const known = children.get(parent);
      if (known) known.push(i);
      else children.set(parent, [i]);
    }
    const before = record.parents;
    if (before?.length !== named.length || before.some((parent, n) => parent !== records[named[n]!]))
      changed.add(i);
  });
  for (const i of changed) for (const child of children.get(i) ?? []) changed.add(child);
  for (const i of changed) if (records[i]!.parents) records[i] = records[i]!.renewed();
  for (const i of changed) records[i]!.parents = parents.get(i)!.map((parent) => records[parent]!);
}

function parentKeys(record: BibRecord): string[] {
  const { fields, context } = record;
  return ['xdata', 'crossref'].flatMap((name) => keysIn(fields, name, context!.values));
}

/** The keys in a field that holds a list of them, in lower case. */
function keysIn(fields: readonly RawField[], name: string, values: ValueReader): string[] {
  const field = fieldOf(fields, name);
  return field
    ? values
        .raw(field)
        .split(',')
        .map((key) => key.trim().toLowerCase())
    : [];
}

/** An entry's fields with what its parents give. */
export interface Inherited {
  readonly fields: readonly RawField[];
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

/** An entry's own fields, then those that its parents add; a circle ends where it closes. */
export function withInherited(record: BibRecord): Inherited {
  return inherited(record, new Set());
}

function inherited(record: BibRecord, seen: Set<BibRecord>): Inherited {
  const own = record.fields;
  const parents = record.parents ?? [];
  if (parents.length === 0 || seen.has(record) || seen.size > DEEPEST)
    return { fields: own, identifiers: false };
  seen.add(record);
  const fields = [...own];
  let identifiers = false;
  for (const parent of parents) {
    const isData = parent.noted.type === 'xdata';
    for (const field of inherited(parent, seen).fields) {
      const given = givenField(field, isData);
      if (!given || fields.some(({ name }) => name === given.name)) continue;
      fields.push(given);
      if (IDENTIFIERS.has(given.name) && !isData) identifiers = true;
    }
  }
  return { fields, identifiers };
}

function givenField(field: RawField, isData: boolean): RawField | null {
  if (isData) return field;
  if (OWN.has(field.name)) return null;
  const name = TITLES.get(field.name);
  return name === undefined ? field : { ...field, name };
}
