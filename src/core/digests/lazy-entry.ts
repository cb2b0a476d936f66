import type { IsoDate } from '../text/dates.ts';
import { detach } from '../text/fold.ts';
import { shifted, type Span } from '../text/span.ts';
import type { Steps } from '../text/steps.ts';
import type { Announcement, Author, CitedWork, Entry, EntrySpans, Locator } from './entry.ts';

/** Where an entry and its title stand, as far as a scan tells. */
export interface Scanned<T> {
  readonly entry: Span;
  readonly title: Span | null;
  /** What decoding has to know beside the entry's text. */
  readonly about: T;
}

/** Makes an entry of its own text; all spans count from its beginning. */
export type Decode<T> = (text: string, about: T) => Entry;

/** So many characters entries share a copy of. */
const PAGE = 1 << 18;

/** What the entries of one file share. */
class LazyFile<T> {
  readonly #decode: Decode<T>;
  #last: LazyEntry<T> | null = null;
  #entry: Entry | null = null;

  constructor(decode: Decode<T>) {
    this.#decode = decode;
  }

  /** The entry that was decoded last is kept: whoever asks for one value mostly asks for others too. */
  decoded(entry: LazyEntry<T>, text: string, about: T): Entry {
    if (this.#last !== entry || !this.#entry) {
      this.#entry = this.#decode(text, about);
      this.#last = entry;
    }
    return this.#entry;
  }
}

/** A copy of a stretch of a file, which the entries in it share. */
interface Page {
  /** Where it starts in the file. */
  readonly start: number;
  readonly text: string;
}

/** Entries that are decoded when they are asked for a value; in the order of the file, none overlapping another. A step is a page. */
export function* lazyEntries<T>(
  text: string,
  scanned: readonly Scanned<T>[],
  decode: Decode<T>,
): Steps<Entry[]> {
  const file = new LazyFile(decode);
  const entries: Entry[] = [];
  for (let from = 0; from < scanned.length;) {
    const start = scanned[from]!.entry.start;
    let until = from + 1;
    while (until < scanned.length && scanned[until]!.entry.end - start <= PAGE) until++;
    const page = { start, text: detach(text.slice(start, scanned[until - 1]!.entry.end)) };
    for (; from < until; from++) entries.push(new LazyEntry(file, page, scanned[from]!));
    yield;
  }
  return entries;
}

/** The values that are asked for again and again. */
type Kept = Pick<
  Entry,
  'title' | 'date' | 'arxiv' | 'arxivVersion' | 'doi' | 'key' | 'pandocKey' | 'authorCount'
>;

/**
 * An entry that is decoded when it is asked for a value: a file is read as fast as its entries are found in it. Short values are kept then,
 * the others are decoded again, as the text that has them is there anyway.
 */
class LazyEntry<T> implements Entry {
  readonly #file: LazyFile<T>;
  readonly #page: Page;
  readonly #scanned: Scanned<T>;
  #kept: Kept | null = null;

  constructor(file: LazyFile<T>, page: Page, scanned: Scanned<T>) {
    this.#file = file;
    this.#page = page;
    this.#scanned = scanned;
  }

  get spans(): EntrySpans {
    const { entry, title } = this.#scanned;
    return title ? new LazySpans(entry, title, () => this.#spans) : this.#spans;
  }

  get title(): string {
    return this.#short.title;
  }

  get key(): string | null {
    return this.#short.key;
  }

  get otherKeys(): readonly string[] {
    return this.#all.otherKeys;
  }

  get pandocKey(): string | undefined {
    return this.#short.pandocKey;
  }

  get authors(): readonly Author[] {
    return this.#all.authors;
  }

  get authorCount(): number | null {
    return this.#short.authorCount;
  }

  get date(): IsoDate | null {
    return this.#short.date;
  }

  get dateInferred(): boolean {
    return this.#all.dateInferred;
  }

  get abstract(): string | null {
    return this.#all.abstract;
  }

  get arxiv(): string | null {
    return this.#short.arxiv;
  }

  get arxivVersion(): number | null {
    return this.#short.arxivVersion;
  }

  get doi(): string | null {
    return this.#short.doi;
  }

  get url(): string | null {
    return this.#all.url;
  }

  get venue(): string | null {
    return this.#all.venue;
  }

  get locator(): Locator | null {
    return this.#all.locator;
  }

  get comments(): number | null {
    return this.#all.comments;
  }

  get upvotes(): number | null {
    return this.#all.upvotes;
  }

  get subjects(): readonly string[] {
    return this.#all.subjects;
  }

  get identifiersInherited(): boolean {
    return this.#all.identifiersInherited;
  }

  get announced(): Announcement | null {
    return this.#all.announced;
  }

  get cites(): readonly CitedWork[] {
    return this.#all.cites;
  }

  get #all(): Entry {
    const { entry, about } = this.#scanned;
    const { start, text } = this.#page;
    return this.#file.decoded(this, text.slice(entry.start - start, entry.end - start), about);
  }

  get #short(): Kept {
    if (!this.#kept) {
      const { title, date, arxiv, arxivVersion, doi, key, pandocKey, authorCount } = this.#all;
      this.#kept = { title, date, arxiv, arxivVersion, doi, key, pandocKey, authorCount };
    }
    return this.#kept;
  }

  get #spans(): EntrySpans {
    const { title, abstract, footer, key, arxiv, doi } = this.#all.spans;
    const { start } = this.#scanned.entry;
    const place = (span: Span | null): Span | null => span && shifted(span, start);
    return {
      entry: this.#scanned.entry,
      title: place(title),
      abstract: place(abstract),
      footer: place(footer),
      key: place(key),
      arxiv: place(arxiv),
      doi: place(doi),
    };
  }
}

/** Spans of which a scan knows the first two. */
class LazySpans implements EntrySpans {
  readonly entry: Span;
  readonly title: Span;
  readonly #rest: () => EntrySpans;

  constructor(entry: Span, title: Span, rest: () => EntrySpans) {
    this.entry = entry;
    this.title = title;
    this.#rest = rest;
  }

  get abstract(): Span | null {
    return this.#rest().abstract;
  }

  get footer(): Span | null {
    return this.#rest().footer;
  }

  get key(): Span | null {
    return this.#rest().key;
  }

  get arxiv(): Span | null {
    return this.#rest().arxiv;
  }

  get doi(): Span | null {
    return this.#rest().doi;
  }
}
