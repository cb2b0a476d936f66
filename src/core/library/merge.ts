import { hasUnnamedAuthors, type Entry } from '../digests/entry.ts';
import type { FormatId } from '../digests/format.ts';
import { isoDate, type IsoDate } from '../text/dates.ts';
import { arxivMonth } from '../text/identifiers.ts';
import type { PaperFields, SourcedEntry } from './paper.ts';
import { isPreprintDoi, isPublished } from './versions.ts';

/** How good a source each format is: a bibliography is kept by a person, a page is cut from a screen. */
const RANK: Record<FormatId, number> = {
  bibtex: 0,
  'csl-json': 0,
  'csl-yaml': 0,
  ris: 0,
  nbib: 0,
  'web-of-science': 0,
  table: 1,
  'arxiv-atom': 1,
  'arxiv-mail': 1,
  'arxiv-jsonl': 1,
  'arxiv-rss': 1,
  'semantic-scholar-json': 1,
  'arxiv-page': 2,
  'huggingface-json': 2,
  'huggingface-paper': 2,
  'huggingface-page': 3,
  'markdown-list': 4,
  'alert-mail': 5,
};

/** Orders entries from the best source to the least; the same for every order of reading. */
export function compareSources(a: SourcedEntry, b: SourcedEntry): number {
  return (
    RANK[a.format] - RANK[b.format] ||
    (b.entry.arxivVersion ?? 0) - (a.entry.arxivVersion ?? 0) ||
    compareText(a.path, b.path) ||
    a.index - b.index
  );
}

/** Items with sources from the best to the least: of two as good, the one that says more, whatever their files are called. */
export function bestFirst<T extends { readonly source: SourcedEntry }>(items: readonly T[]): readonly T[] {
  if (items.length < 2) return items;
  const weighed = items.map((item) => ({ item, said: completeness(item.source.entry) }));
  weighed.sort(({ item: { source: a }, said: x }, { item: { source: b }, said: y }) => {
    const isTie = RANK[a.format] === RANK[b.format] && a.entry.arxivVersion === b.entry.arxivVersion;
    return (isTie ? y - x : 0) || compareSources(a, b);
  });
  return weighed.map(({ item }) => item);
}

/** How much an entry says: a list of authors that ends in "and others" is half a list, a year a part of a date. */
function completeness(entry: Entry): number {
  const { authors, authorCount, date } = entry;
  const named = authors.length === 0 ? 0 : authorCount !== null && authors.length >= authorCount ? 1 : 0.5;
  const known = [entry.doi, entry.venue, entry.abstract].filter((value) => value !== null).length;
  return known + named + (date?.length ?? 0) / 10;
}

/** Compares by UTF-16 code units, so that every machine sorts alike. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface Merged {
  readonly fields: PaperFields;
  readonly origins: ReadonlyMap<keyof PaperFields, SourcedEntry>;
}

/** The fields of a paper that has one entry, each read when it is asked for. Equal to what `mergeEntries` gives. */
export class OneEntryFields implements PaperFields {
  readonly #entry: Entry;

  constructor(entry: Entry) {
    this.#entry = entry;
  }

  get title(): string {
    return this.#entry.title;
  }
  get authors(): PaperFields['authors'] {
    return this.#entry.authors;
  }
  get authorCount(): number | null {
    return this.#entry.authorCount;
  }
  get date(): string | null {
    return this.#entry.date ?? monthOfArxiv(this.arxiv);
  }
  get dateInferred(): boolean {
    return this.#entry.date === null ? monthOfArxiv(this.arxiv) !== null : this.#entry.dateInferred;
  }
  get abstract(): string | null {
    return nonEmpty(this.#entry.abstract);
  }
  get arxiv(): string | null {
    return this.#entry.identifiersInherited ? null : this.#entry.arxiv;
  }
  get doi(): string | null {
    return this.#entry.identifiersInherited ? null : this.#entry.doi;
  }
  get url(): string | null {
    return nonEmpty(this.#entry.url);
  }
  get venue(): string | null {
    return nonEmpty(this.#entry.venue);
  }
  get comments(): number | null {
    return this.#entry.comments;
  }
  get upvotes(): number | null {
    return this.#entry.upvotes;
  }
  get subjects(): readonly string[] {
    return [...new Set(this.#entry.subjects)];
  }
}

/** When a paper came to arXiv, as its id tells. */
function monthOfArxiv(id: string | null): IsoDate | null {
  const given = id === null ? null : arxivMonth(id);
  return given && isoDate(given.year, given.month);
}

function nonEmpty(text: string | null): string | null {
  return text === '' ? null : text;
}

/** The fields of one paper from its entries, the best first. */
export function mergeEntries(entries: readonly SourcedEntry[]): Merged {
  const origins = new Map<keyof PaperFields, SourcedEntry>();
  const from = <T>(
    field: keyof PaperFields,
    source: SourcedEntry | undefined,
    value: (s: SourcedEntry) => T,
  ): T | null => {
    if (!source) return null;
    origins.set(field, source);
    return value(source);
  };
  const first = (known: (s: SourcedEntry) => unknown): SourcedEntry | undefined =>
    entries.find((source) => {
      const value = known(source);
      return value !== null && value !== '';
    });
  // Who names all authors knows more than who says "and others".
  const named =
    entries.find(({ entry }) => entry.authors.length > 0 && !hasUnnamedAuthors(entry)) ??
    entries.find(({ entry }) => entry.authors.length > 0);
  const dated = datedEntry(entries);
  const own = entries.filter((source) => !source.entry.identifiersInherited);
  const ownFirst = (known: (s: SourcedEntry) => unknown): SourcedEntry | undefined =>
    own.find((s) => known(s) !== null);
  // A paper that appeared goes by where it appeared, whichever of its entries is the better source.
  const appeared = entries.filter((source) => isPublished(source.entry));
  const onArxiv = ownFirst((s) => s.entry.arxiv);
  const submitted = dated ? null : monthOfArxiv(onArxiv?.entry.arxiv ?? null);
  const counted = first((s) => s.entry.authorCount);
  const abstracted = abstractEntry(entries);
  const fields: PaperFields = {
    title:
      from(
        'title',
        first((s) => s.entry.title),
        (s) => s.entry.title,
      ) ?? '',
    authors: from('authors', named, (s) => s.entry.authors) ?? [],
    authorCount: from('authorCount', counted, (s) => s.entry.authorCount),
    date: from('date', dated ?? (submitted === null ? undefined : onArxiv), (s) => s.entry.date ?? submitted),
    dateInferred: dated?.entry.dateInferred ?? submitted !== null,
    abstract: from('abstract', abstracted, (s) => s.entry.abstract),
    arxiv: from('arxiv', onArxiv, (s) => s.entry.arxiv),
    doi: from(
      'doi',
      appeared.find((s) => own.includes(s) && s.entry.doi !== null && !isPreprintDoi(s.entry.doi)) ??
        ownFirst((s) => s.entry.doi),
      (s) => s.entry.doi,
    ),
    url: from(
      'url',
      first((s) => s.entry.url),
      (s) => s.entry.url,
    ),
    venue: from(
      'venue',
      appeared.find((s) => s.entry.venue !== null && s.entry.venue !== '') ?? first((s) => s.entry.venue),
      (s) => s.entry.venue,
    ),
    comments: from(
      'comments',
      most(entries, (s) => s.entry.comments),
      (s) => s.entry.comments,
    ),
    upvotes: from(
      'upvotes',
      most(entries, (s) => s.entry.upvotes),
      (s) => s.entry.upvotes,
    ),
    subjects: [...new Set(entries.flatMap((s) => s.entry.subjects))],
  };
  return { fields, origins };
}

/** A printed date before an inferred one; of two that agree, the more precise. */
function datedEntry(entries: readonly SourcedEntry[]): SourcedEntry | undefined {
  const dated = entries.filter((s) => s.entry.date !== null);
  const best = dated.find((s) => !s.entry.dateInferred) ?? dated[0];
  if (!best) return undefined;
  const finer = dated.find(
    (s) =>
      s.entry.dateInferred === best.entry.dateInferred &&
      s.entry.date!.length > best.entry.date!.length &&
      s.entry.date!.startsWith(best.entry.date!),
  );
  return finer ?? best;
}

/** The abstract of the latest version that says which it is; else the best source's. */
function abstractEntry(entries: readonly SourcedEntry[]): SourcedEntry | undefined {
  let best: SourcedEntry | undefined;
  for (const source of entries) {
    if (source.entry.abstract === null || source.entry.abstract === '') continue;
    if (!best || (source.entry.arxivVersion ?? 0) > (best.entry.arxivVersion ?? 0)) best = source;
  }
  return best;
}

/** Counts only grow: the largest is the latest. */
function most(
  entries: readonly SourcedEntry[],
  count: (s: SourcedEntry) => number | null,
): SourcedEntry | undefined {
  let best: SourcedEntry | undefined;
  for (const source of entries) {
    const value = count(source);
    if (value !== null && (best === undefined || value > count(best)!)) best = source;
  }
  return best;
}
