import { isoDate, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi, type ArxivId } from '../../text/identifiers.ts';
import { readEdtf } from '../bibtex/bib-dates.ts';
import { withoutOthers } from '../arxiv/person.ts';
import { locatorOf, type Author, type Entry } from '../entry.ts';

/**
 * What of a CSL item does not depend on how it is written down (JSON or YAML). Source: the CSL-JSON schema of citationstyles.org;
 * Pandoc's manual, "Specifying bibliographic data", for dates as strings.
 */
export interface CslValues {
  readonly value: (name: string) => unknown;
}

type CslFields = Pick<
  Entry,
  | 'authors'
  | 'authorCount'
  | 'date'
  | 'arxiv'
  | 'arxivVersion'
  | 'doi'
  | 'url'
  | 'venue'
  | 'locator'
  | 'subjects'
>;

export function cslFields({ value }: CslValues): CslFields {
  const text = (...names: string[]): string | null => {
    for (const name of names) {
      const found = value(name);
      if (typeof found === 'string' && found.trim() !== '') return detach(found.trim());
    }
    return null;
  };
  // Numbers where others write strings.
  const printed = (...names: string[]): string | null => {
    const found = names.map(value).find((one) => typeof one === 'string' || typeof one === 'number');
    return found === undefined ? null : detach(String(found).trim());
  };
  const named = namesOf(value('author') ?? value('editor'));
  // CSL has no form for "and others"; programs write a name of that kind.
  const authors = named.filter((author) => !saysOthers(author));
  const note = text('note') ?? '';
  const url = text('URL', 'url');
  const doi =
    parseDoi(text('DOI', 'doi') ?? /^doi:\s*(\S+)/im.exec(note)?.[1] ?? '') ??
    (url !== null && /doi\.org\//i.test(url) ? parseDoi(url) : null);
  const arxiv = arxivOf(doi, url, [
    text('number'),
    text('archive_location', 'archive-location'),
    text('archive'),
    text('publisher'),
    note,
  ]);
  return {
    authors,
    authorCount: authors.length > 0 && authors.length === named.length ? authors.length : null,
    date: dateOf(value('issued')),
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi,
    url,
    venue: text('container-title', 'event-title', 'event', 'publisher'),
    locator: locatorOf(printed('volume'), printed('issue'), printed('page', 'page-first', 'number')),
    subjects: (text('keyword') ?? '')
      .split(/[,;]/)
      .map((word) => detach(word.trim()))
      .filter((word) => word !== ''),
  };
}

/**
 * What an item is called. Pandoc goes by `id` alone; programs whose ids are addresses or numbers of their own write the key for people beside it
 * (`citation-key`), and that is the one to show.
 */
export function cslKeys(
  id: string | null,
  beside: string | null,
): Pick<Entry, 'key' | 'otherKeys' | 'pandocKey'> & { readonly shown: 'id' | 'beside' } {
  if (id === null || beside === null || id === beside)
    return { key: id ?? beside, otherKeys: [], shown: id === null ? 'beside' : 'id' };
  const isOfProgram = /\/|^\d+$/.test(id);
  return isOfProgram
    ? { key: beside, otherKeys: [id], pandocKey: id, shown: 'beside' }
    : { key: id, otherKeys: [beside], shown: 'id' };
}

function saysOthers(author: Author): boolean {
  const name = 'literal' in author ? author.literal : author.given === null ? author.family : '';
  return name !== '' && withoutOthers([name]).names.length === 0;
}

/** The people and bodies of a variable for names. */
export function namesOf(value: unknown): Author[] {
  return Array.isArray(value) ? value.flatMap(nameOf) : nameOf(value);
}

function nameOf(value: unknown): Author[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ literal: detach(value.trim()) }];
  if (typeof value !== 'object' || value === null) return [];
  const parts = value as Readonly<Record<string, unknown>>;
  const part = (name: string): string | null => {
    const found = Object.hasOwn(parts, name) ? parts[name] : null;
    return typeof found === 'string' && found.trim() !== '' ? found.trim().replace(/^"(.*)"$/, '$1') : null;
  };
  const literal = part('literal');
  if (literal !== null) return [{ literal: detach(literal) }];
  const family = [
    part('dropping-particle'),
    part('non-dropping-particle'),
    part('family') ?? part('familyName'),
  ]
    .filter((p) => p !== null)
    .join(' ');
  const given = [part('given') ?? part('givenName'), part('suffix')].filter((p) => p !== null).join(', ');
  if (family === '') {
    const name = part('name') ?? given;
    return name === '' ? [] : [{ literal: detach(name) }];
  }
  return [{ family: detach(family), given: given === '' ? null : detach(given) }];
}

function dateOf(value: unknown): IsoDate | null {
  if (typeof value === 'string' || typeof value === 'number')
    return readEdtf(String(value)) ?? yearIn(String(value));
  if (Array.isArray(value)) return dateOf(value[0]);
  if (typeof value !== 'object' || value === null) return null;
  const date = value as Readonly<Record<string, unknown>>;
  const parts: unknown = date['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : null;
  if (Array.isArray(first)) return ofParts(first);
  if (date['year'] !== undefined) return ofParts([date['year'], date['month'], date['day']]);
  const written = date['raw'] ?? date['literal'];
  return typeof written === 'string' ? (readEdtf(written) ?? yearIn(written)) : null;
}

function ofParts(parts: readonly unknown[]): IsoDate | null {
  const [year, month, day] = parts.map((part) =>
    typeof part === 'string' || typeof part === 'number' ? Number(part) : undefined,
  );
  if (year === undefined || Number.isNaN(year)) return null;
  return isoDate(year, month, day) ?? isoDate(year, month) ?? isoDate(year);
}

function yearIn(text: string): IsoDate | null {
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  return year === undefined ? null : isoDate(Number(year));
}

function arxivOf(doi: string | null, url: string | null, places: readonly (string | null)[]): ArxivId | null {
  const named = places.flatMap((place) => /arxiv:\s*(\S+)/i.exec(place ?? '')?.[1] ?? []);
  return (
    (doi === null ? null : arxivOfDoi(doi)) ??
    (url === null ? null : arxivOfUrl(url)) ??
    named.map((id) => parseArxivId(id.replace(/[.,;\])]+$/, ''))).find((id) => id !== null) ??
    null
  );
}
