import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { parseDoi } from '../../text/identifiers.ts';
import { personOfSorted, withoutOthers } from '../arxiv/person.ts';
import { locatorOf, type Author, type Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, Recognition } from '../format.ts';
import { recordSteps, taggedFieldMap, type TaggedRecord } from './tagged-digest.ts';
import type { TagForm } from './tagged-lines.ts';

/** The plain-text export of Web of Science (`savedrecs.txt`). Source: "Web of Science Core Collection Field Tags", Clarivate. */
export const webOfScience: DigestFormat = {
  id: 'web-of-science',
  label: 'Web of Science',
  recognise,
  parse: (source) => recordSteps(source, FORM, entryOf),
  fieldMap: taggedFieldMap,
};

const FORM: TagForm = {
  longest: 2,
  divider: 'blank',
  indented: false,
  hangs: true,
  begins: (tag) => tag === 'PT',
  // The file's own head and end are no records.
  ends: ['ER', 'EF', 'FN', 'VR'],
  titles: ['TI', 'SO'],
};
const HEAD = 20_000;

function recognise({ text }: DigestSource): Recognition {
  const head = text.slice(0, HEAD);
  const isOne = /^\ufeff?\s*FN [^\n]*\r?\nVR \d/.test(head) || /^UT (?:WOS|ISI):/m.test(head);
  return isOne && /^PT [A-Z]\s*$/m.test(head) ? 'content' : 'no';
}

function entryOf(record: TaggedRecord): Entry | null {
  const entry = record.entry(record.field('TI'), record.field('AB'), null);
  if (!entry) return null;
  const { names, isOpen } = withoutOthers(linesOf(record));
  const authors: Author[] = [
    ...names.map(personOfSorted),
    ...record.words('CA').map((literal) => ({ literal })),
  ];
  const [first, last] = [record.value('BP'), record.value('EP')];
  return {
    ...entry,
    authors,
    authorCount: authors.length > 0 && !isOpen ? authors.length : null,
    date: dateOf(record.value('PY') ?? '', record.value('PD', 'EA') ?? ''),
    doi: parseDoi(record.value('DI') ?? ''),
    venue: record.value('SO'),
    locator: locatorOf(
      record.value('VL'),
      record.value('IS'),
      first && last ? `${first}–${last}` : (first ?? record.value('AR')),
    ),
    subjects: record
      .all('DE', 'ID')
      .flatMap((line) => line.split(';'))
      .map((word) => detach(word.trim()))
      .filter((word) => word !== ''),
  };
}

/** Each author has a line: with the whole name in one field, with initials in the other. */
function linesOf(record: TaggedRecord): string[] {
  const full = record.words('AF');
  return full.length > 0 ? full : record.words('AU');
}

/** The year, and `OCT`, `MAR 15` or `NOV-DEC`. */
function dateOf(year: string, day: string): IsoDate | null {
  if (!/^\d{4}$/.test(year)) return null;
  const [, name = '', number] = /^([A-Za-z]{3})[^ ]*(?: (\d{1,2})(?!\d))?/.exec(day) ?? [];
  const month = monthNumber(name);
  if (month === null) return isoDate(Number(year));
  return (
    (number === undefined ? null : isoDate(Number(year), month, Number(number))) ??
    isoDate(Number(year), month)
  );
}
