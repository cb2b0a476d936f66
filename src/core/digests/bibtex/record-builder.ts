import { detach } from '../../text/fold.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import { BARE, type EntryShape, type FieldSink } from './entry-reader.ts';
import { BibRecord, type Page, type UsedName } from './record.ts';
import type { Head } from './scanner.ts';

/**
 * How much of a file is copied in one piece, in UTF-16 units. Small enough that an entry which outlives its file's text keeps little alive;
 * large enough that engines do not move the copies about.
 */
const PAGE = 1 << 18;
/** What stands between two entries and is longer is not kept. */
const LONGEST_GAP = 1000;

/** Makes records of what a scan finds, in the order of the file, and copies their text. */
export class RecordBuilder {
  readonly records: BibRecord[] = [];
  readonly starts: number[] = [];
  /** What takes the fields of the entry that is added next. */
  readonly notes: FieldNotes;
  readonly #text: string;
  readonly #types = new Map<string, string>();
  #page: Page = { text: '' };
  #pageStart = -1;
  #lastEnd = 0;

  constructor(text: string) {
    this.#text = text;
    this.notes = new FieldNotes(text);
  }

  add(head: Head, shape: EntryShape, reach: number): void {
    const fields = this.notes;
    const start = head.at;
    this.close(start, start - this.#pageStart > PAGE);
    if (this.#pageStart < 0) {
      this.#page = { text: '' };
      this.#pageStart = start;
    }
    const { key, end } = shape;
    const noted = {
      type: this.#typeOf(head.type),
      key: key && detach(this.#text.slice(key.start, key.end)),
      keySpan: key && { start: key.start - start, end: key.end - start },
      length: end - start,
      reach: reach - start,
      problems: movedProblems(shape.problems, -start),
      titleSpan: fields.titleSpan(start),
      hasOtherKeys: fields.hasOtherKeys,
      namesParents: fields.namesParents,
      usesStrings: fields.usesStrings,
      names: fields.namesFrom(start),
    };
    this.records.push(new BibRecord(noted, this.#page, start - this.#pageStart));
    this.starts.push(start);
    this.#lastEnd = end;
  }

  /** Tells where the entry that was added last is followed by the next or by the file's end; ends a page there if asked or needed. */
  close(next: number, endsPage = true): void {
    const last = this.records.length - 1;
    if (this.#pageStart < 0) return;
    this.records[last]!.extent = next - this.starts[last]!;
    const isFar = next - this.#lastEnd > LONGEST_GAP;
    if (!endsPage && !isFar) return;
    this.#page.text = detach(this.#text.slice(this.#pageStart, isFar ? this.#lastEnd : next));
    this.#pageStart = -1;
  }

  #typeOf(type: string): string {
    const known = this.#types.get(type);
    if (known === undefined) this.#types.set(type, type);
    return known ?? type;
  }
}

/** Problems so many units further on. */
export function movedProblems(problems: readonly Problem[], by: number): readonly Problem[] {
  if (problems.length === 0) return NO_PROBLEMS;
  return problems.map((problem) => ({
    ...problem,
    span: { start: problem.span.start + by, end: problem.span.end + by },
  }));
}

const NO_PROBLEMS: readonly Problem[] = [];
const NO_NAMES: readonly UsedName[] = [];

/** Macros that every style defines. */
const MONTHS = new Set('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '));

/** Looks at fields as they pass, and notes what must be known of every entry. */
export class FieldNotes implements FieldSink {
  readonly #text: string;
  #titleStart = -1;
  #titleEnd = -1;
  #names: UsedName[] | null = null;
  hasOtherKeys = false;
  namesParents = false;
  usesStrings = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Forgets what it saw, for the next entry. */
  reset(): this {
    this.#titleStart = -1;
    this.#names = null;
    this.hasOtherKeys = false;
    this.namesParents = false;
    this.usesStrings = false;
    return this;
  }

  field(start: number, end: number, parts: readonly number[], length: number): void {
    if (length === 0) return;
    switch (end - start) {
      case 3:
        if (this.#isNamed(start, end, 'ids')) this.hasOtherKeys = true;
        break;
      case 5:
        if (this.#titleStart < 0 && this.#isNamed(start, end, 'title')) {
          this.#titleStart = parts[1]!;
          this.#titleEnd = parts[length - 1]!;
        } else if (this.#isNamed(start, end, 'xdata')) this.namesParents = true;
        break;
      case 8:
        if (this.#isNamed(start, end, 'crossref')) this.namesParents = true;
    }
    for (let i = 0; i < length; i += 3) if (parts[i] === BARE) this.#bare(parts[i + 1]!, parts[i + 2]!);
  }

  titleSpan(base: number): Span | null {
    return this.#titleStart < 0 ? null : { start: this.#titleStart - base, end: this.#titleEnd - base };
  }

  namesFrom(base: number): readonly UsedName[] {
    if (!this.#names) return NO_NAMES;
    return this.#names.map(({ name, span }) => ({
      name,
      span: { start: span.start - base, end: span.end - base },
    }));
  }

  #isNamed(start: number, end: number, name: string): boolean {
    // Most names are told apart by their first letter, in whatever case.
    if ((this.#text.charCodeAt(start) | 32) !== name.charCodeAt(0)) return false;
    return this.#text.slice(start, end).toLowerCase() === name;
  }

  #bare(start: number, end: number): void {
    const first = this.#text.charCodeAt(start);
    if (first >= 48 && first <= 57) return;
    this.usesStrings = true;
    const name = detach(this.#text.slice(start, end));
    if (!MONTHS.has(name.toLowerCase())) (this.#names ??= []).push({ name, span: { start, end } });
  }
}
