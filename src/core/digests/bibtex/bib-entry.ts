import { detach } from '../../text/fold.ts';
import type { IsoDate } from '../../text/dates.ts';
import { locatorOf, type Author, type Entry, type EntrySpans, type Locator } from '../entry.ts';
import { readBibDate } from './bib-dates.ts';
import { BibSpans } from './bib-spans.ts';
import { arxivOf, doiOf, urlIn, type Raw } from './identifiers.ts';
import { readNames, type NameList } from './names.ts';
import { withInherited } from './parents.ts';
import type { RawField } from './raw.ts';
import type { BibRecord, Facts } from './record.ts';
import { abstractOf, titleIn } from './titles.ts';
import { fieldOf, verbatim, type ValueReader } from './values.ts';

/**
 * An entry of a bibliography that is decoded as its values are asked for. What is given out is copied, so that it keeps no more of the
 * file than itself.
 */
export class BibEntry implements Entry {
  readonly #record: BibRecord;
  readonly #start: number;

  constructor(record: BibRecord, start: number) {
    this.#record = record;
    this.#start = start;
  }

  get origin(): object {
    return this.#record;
  }

  get dateInferred(): boolean {
    return false;
  }

  get comments(): null {
    return null;
  }

  get upvotes(): null {
    return null;
  }

  get announced(): null {
    return null;
  }

  get cites(): readonly [] {
    return NO_WORKS;
  }

  get spans(): EntrySpans {
    return new BibSpans(this.#record, this.#start, () => this.ownTitle !== '');
  }

  get key(): string | null {
    return this.#record.noted.key;
  }

  get otherKeys(): readonly string[] {
    if (!this.#record.noted.hasOtherKeys) return NONE;
    return wordsIn(this.#raw('ids'), ',').filter((key) => key !== this.key);
  }

  /** The key where there is no title. */
  get title(): string {
    const title = this.ownTitle;
    return title === '' ? (this.key ?? '') : title;
  }

  /** Empty where neither the entry nor a parent has one. */
  get ownTitle(): string {
    return this.#facts.title;
  }

  get authors(): readonly Author[] {
    return this.#names?.authors ?? NO_AUTHORS;
  }

  get authorCount(): number | null {
    const names = this.#names;
    return names && !names.isOpen && names.authors.length > 0 ? names.authors.length : null;
  }

  get date(): IsoDate | null {
    return this.#facts.date;
  }

  get abstract(): string | null {
    const field = abstractOf(this.#own);
    const abstract = field ? this.#values.text(field) : '';
    return abstract === '' ? null : detach(abstract);
  }

  get arxiv(): string | null {
    return this.#facts.arxiv?.id ?? null;
  }

  get arxivVersion(): number | null {
    return this.#facts.arxiv?.version ?? null;
  }

  get doi(): string | null {
    return this.#facts.doi;
  }

  get url(): string | null {
    const url = this.#raw('url') ?? urlIn(this.#raw('howpublished'));
    return url === null ? null : detach(url);
  }

  get locator(): Locator | null {
    return locatorOf(this.#text('volume'), this.#text('number', 'issue'), this.#text('pages', 'eid'));
  }

  get venue(): string | null {
    const venue = this.#text(
      'journaltitle',
      'journal',
      'booktitle',
      'maintitle',
      'school',
      'institution',
      'publisher',
    );
    return venue === null ? null : detach(venue);
  }

  get subjects(): readonly string[] {
    return wordsIn(this.#text('keywords', 'keyword', 'mendeley-tags'), /[,;]/);
  }

  get identifiersInherited(): boolean {
    return this.#record.parents !== null && withInherited(this.#record).identifiers;
  }

  get #facts(): Facts {
    return (this.#record.facts ??= this.#readFacts());
  }

  #readFacts(): Facts {
    const fields = this.#fields;
    const values = this.#values;
    const raw: Raw = (...names) => rawOf(fields, values, names);
    const doi = doiOf(raw);
    return {
      title: detach(titleIn(this.#own, fields, values)),
      date: readBibDate((name) => {
        const field = fieldOf(fields, name);
        return field && values.raw(field);
      }),
      doi,
      arxiv: arxivOf(raw, doi),
    };
  }

  get #names(): NameList | null {
    const field = fieldOf(this.#fields, 'author') ?? fieldOf(this.#fields, 'editor');
    return field && readNames(this.#values.raw(field));
  }

  get #values(): ValueReader {
    return this.#record.context!.values;
  }

  /** With what parents give. */
  get #fields(): readonly RawField[] {
    return this.#record.parents ? withInherited(this.#record).fields : this.#own;
  }

  get #own(): readonly RawField[] {
    return this.#record.fields;
  }

  #text(...names: string[]): string | null {
    const field = fieldOf(this.#fields, ...names);
    const text = field ? this.#values.text(field) : '';
    return text === '' ? null : text;
  }

  #raw(...names: string[]): string | null {
    return rawOf(this.#fields, this.#values, names);
  }
}

function rawOf(fields: readonly RawField[], values: ValueReader, names: readonly string[]): string | null {
  const field = fieldOf(fields, ...names);
  const text = field ? verbatim(values.raw(field)) : '';
  return text === '' ? null : text;
}

const NO_WORKS = [] as const;
const NONE: readonly string[] = [];
const NO_AUTHORS: readonly Author[] = [];

function wordsIn(list: string | null, divider: string | RegExp): readonly string[] {
  if (list === null) return NONE;
  return list
    .split(divider)
    .map((word) => detach(word.trim()))
    .filter((word) => word !== '');
}
