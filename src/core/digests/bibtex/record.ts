import type { IsoDate } from '../../text/dates.ts';
import type { ArxivId } from '../../text/identifiers.ts';
import type { Problem } from '../../text/problem.ts';
import type { Span } from '../../text/span.ts';
import type { RawField } from './raw.ts';
import { fieldsOf } from './scanner.ts';
import type { ValueReader } from './values.ts';

/** A copy of a stretch of a file, which the entries in it share: it stays for as long as one of them is of use. */
export interface Page {
  text: string;
}

/** A name in place of a value, which some `@string` may define. */
export interface UsedName {
  readonly name: string;
  readonly span: Span;
}

/** What a scan notes of an entry or `@string`. All offsets count from its `@`, so that it holds wherever the entry moves to. */
export interface Noted {
  /** In lower case. */
  readonly type: string;
  readonly key: string | null;
  readonly keySpan: Span | null;
  readonly length: number;
  /** So far the text decided how the entry was read; infinite where it did to its end. */
  readonly reach: number;
  readonly problems: readonly Problem[];
  /** Of a field `title`. */
  readonly titleSpan: Span | null;
  readonly hasOtherKeys: boolean;
  readonly namesParents: boolean;
  /** Whether strings have a say in it. */
  readonly usesStrings: boolean;
  /** The names it uses but for those of months. */
  readonly names: readonly UsedName[];
}

/** What the entries of one file have in common. */
export class BibContext {
  readonly values: ValueReader;
  #record: BibRecord | null = null;
  #fields: readonly RawField[] = [];

  constructor(values: ValueReader) {
    this.values = values;
  }

  /** The fields of a record itself. Those read last are kept: whoever asks an entry for one value mostly asks for others too. */
  fieldsOf(record: BibRecord): readonly RawField[] {
    if (this.#record !== record) {
      this.#fields = fieldsOf(record.text);
      this.#record = record;
    }
    return this.#fields;
  }
}

/** What indexes ask of every entry, and again and again: decoded together, and kept. */
export interface Facts {
  /** Empty where neither the entry nor a parent has one. */
  readonly title: string;
  readonly date: IsoDate | null;
  readonly doi: string | null;
  readonly arxiv: ArxivId | null;
}

/**
 * One entry's text and what is known of it. Its values are decoded when they are asked for, which for most of them is never; those that
 * are asked for often are kept.
 */
export class BibRecord {
  readonly noted: Noted;
  readonly #page: Page;
  readonly #offset: number;
  /** The UTF-16 units to the beginning of the next entry, or to the end of the file, when it was read. */
  extent = 0;
  context: BibContext | null = null;
  /** Null until they were looked for. */
  parents: readonly BibRecord[] | null = null;

  /** Null until one of them was asked for. */
  facts: Facts | null = null;

  constructor(noted: Noted, page: Page, offset: number) {
    this.noted = noted;
    this.#page = page;
    this.#offset = offset;
  }

  get text(): string {
    return this.#page.text.slice(this.#offset, this.#offset + this.noted.length);
  }

  /** Whether the record, with all that follows up to the next, stands in `text` at `start`. */
  standsIn(text: string, start: number): boolean {
    const end = this.#offset + this.extent;
    if (end > this.#page.text.length) return false;
    // Engines compare whole strings many times faster than they look for one in another.
    return text.slice(start, start + this.extent) === this.#page.text.slice(this.#offset, end);
  }

  /** The same entry, of which nothing is known yet that others have a say in. */
  renewed(): BibRecord {
    const fresh = new BibRecord(this.noted, this.#page, this.#offset);
    fresh.extent = this.extent;
    fresh.context = this.context;
    return fresh;
  }

  get fields(): readonly RawField[] {
    return this.context!.fieldsOf(this);
  }
}
