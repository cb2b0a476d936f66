import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { arxivOfDoi, arxivOfUrl, parseArxivId, parseDoi } from '../../text/identifiers.ts';
import { personOfSorted, withoutOthers } from '../arxiv/person.ts';
import { locatorOf, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, Recognition } from '../format.ts';
import { recordSteps, taggedFieldMap, type TaggedRecord } from './tagged-digest.ts';
import { taggedFields, type TaggedField, type TagForm } from './tagged-lines.ts';

/** RIS, in the dialects of its many writers. Source: the tag list of Reference Manager's format specification (2001), and such files. */
export const ris: DigestFormat = {
  id: 'ris',
  label: 'RIS',
  recognise,
  parse: (source) => recordSteps(withCapitalTags(source), FORM, entryOf),
  fieldMap: taggedFieldMap,
};

const FORM: TagForm = {
  longest: 2,
  divider: 'hyphen',
  indented: true,
  hangs: false,
  begins: (tag) => tag === 'TY',
  ends: ['ER'],
  titles: ['TI', 'T1', 'CT', 'BT', 'ST', 'T2'],
};
const HEAD = 20_000;

/** A file whose tags are all in small letters, as some tools write it, with the same in capitals; any other as it is. */
function withCapitalTags(source: DigestSource): DigestSource {
  const text = inCapitals(source.text);
  return text === source.text ? source : { ...source, text };
}

function inCapitals(text: string): string {
  const isSmall =
    /^[ \t\ufeff]*ty[ \t]{1,3}-/m.test(text.slice(0, HEAD)) && !/^[ \t\ufeff]*TY[ \t]{1,3}-/m.test(text);
  if (!isSmall) return text;
  const tag = /^([ \t\ufeff]{0,9})([a-z][a-z0-9])(?=[ \t]{1,3}-)/gm;
  return text.replace(tag, (_, before: string, name: string) => before + name.toUpperCase());
}

/** One record, which is all that `text` holds, with its text as fields count it. */
export function risFields(text: string): { readonly text: string; readonly fields: readonly TaggedField[] } {
  const own = inCapitals(text);
  return { text: own, fields: taggedFields(own, FORM) };
}

function recognise({ path, text }: DigestSource): Recognition {
  if (/^[ \t\ufeff]*TY[ \t]{0,3}-[ \t]*[A-Z]{3,8}[ \t\r]*$/im.test(text.slice(0, HEAD))) return 'content';
  return /\.ris$/i.test(path) ? 'name' : 'no';
}

function entryOf(record: TaggedRecord): Entry | null {
  const title = record.field(...FORM.titles);
  const id = record.field('ID', 'LB');
  const entry = record.entry(title, record.field('AB', 'N2'), id && isKey(record.valueOf(id)) ? id : null);
  if (!entry) return null;
  const named = record.all('AU', 'A1');
  const { names, isOpen } = withoutOthers(
    (named.length > 0 ? named : record.all('A2', 'ED')).flatMap((line) => line.split(';')),
  );
  const authors = names.map(risAuthor);
  const urls = record
    .all('UR', 'L2', 'LK', 'L3', 'L1')
    .flatMap((line) => line.split(/[;\s]+(?=https?:)|\s{2,}/));
  const doi = doiOf(record, urls);
  const arxiv =
    (doi === null ? null : arxivOfDoi(doi)) ??
    first(urls, arxivOfUrl) ??
    first(record.all('AN', 'M1', 'C1', 'N1', 'JO', 'T2'), arxivIn);
  return {
    ...entry,
    authors,
    authorCount: authors.length > 0 && !isOpen ? authors.length : null,
    date: publishedOn(record),
    arxiv: arxiv?.id ?? null,
    arxivVersion: arxiv?.version ?? null,
    doi,
    url: urls.find((url) => /^https?:/i.test(url)) ?? null,
    venue: record.value('JO', 'JF', 'T2', 'JA', 'J2', 'BT', 'T3', 'PB'),
    locator: locatorOf(record.value('VL'), record.value('IS', 'CP'), record.value('SP')),
    subjects: record.words('KW'),
  };
}

/** `Lee, Ann`, and `Lee A.` of writers that leave the comma out. */
export function risAuthor(name: string): Entry['authors'][number] {
  const initials = name.length < 200 ? /^([^,]*\p{Ll}[^,]*) ((?:\p{Lu}\.?-?){1,4})$/u.exec(name) : null;
  return personOfSorted(initials ? `${initials[1]!}, ${initials[2]!}` : name);
}

/** Whether an ID is a citekey: a number alone is a record's in one program's database, and another paper's in the next file. */
function isKey(id: string): boolean {
  return /^\p{L}[^\s,{}"]*$/u.test(id);
}

function doiOf(record: TaggedRecord, urls: readonly string[]): string | null {
  return first(
    [...record.all('DO', 'DI', 'M3', 'N1', 'C7'), ...urls.filter((url) => /doi\.org\//i.test(url))],
    (text) => {
      const found = /10\.\d{4,9}\/[^\s;,]+/.exec(text)?.[0];
      return found === undefined ? null : parseDoi(found.replace(/[.)\]]+$/, ''));
    },
  );
}

function arxivIn(text: string): ReturnType<typeof parseArxivId> {
  const found = /arxiv:\s*(\S+)/i.exec(text)?.[1];
  return found === undefined ? null : parseArxivId(found.replace(/[.,;\])]+$/, ''));
}

function first<T, R>(all: readonly T[], read: (one: T) => R | null): R | null {
  for (const one of all) {
    const found = read(one);
    if (found !== null) return found;
  }
  return null;
}

/** The day of publishing: DA says it to the day, but is also used for other days, so the year is that of PY or Y1. Y2 is the day of access. */
function publishedOn(record: TaggedRecord): IsoDate | null {
  const all = ['PY', 'Y1', 'DA'].flatMap((tag) => record.all(tag)).flatMap((text) => dateOf(text) ?? []);
  const year = all[0]?.slice(0, 4);
  const precise = all.filter((date) => date.startsWith(year!)).sort((a, b) => b.length - a.length);
  return precise[0] ?? null;
}

/** `2020/05/01/`, `2020///Spring`, `2020-05-01`, `2020 May`, `May 3, 2020`. */
function dateOf(text: string): IsoDate | null {
  const numbers = /^\s*(\d{4})(?:[/-](\d{1,2})?)?(?:[/-](\d{1,2})?)?/.exec(text);
  const year = numbers ? Number(numbers[1]) : Number(/(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1] ?? NaN);
  if (Number.isNaN(year)) return null;
  const named = /[A-Za-z]{3,}/.exec(text)?.[0];
  const month =
    numbers?.[2] === undefined ? (named === undefined ? null : monthNumber(named)) : Number(numbers[2]);
  const day = numbers?.[3] ?? (named === undefined ? undefined : /(?<!\d)(\d{1,2})(?!\d)/.exec(text)?.[1]);
  return (
    (month !== null && day !== undefined ? isoDate(year, month, Number(day)) : null) ??
    (month === null ? null : isoDate(year, month)) ??
    isoDate(year)
  );
}
