import { isoDate, monthNumber, type IsoDate } from '../../text/dates.ts';
import { detach } from '../../text/fold.ts';
import { parseDoi } from '../../text/identifiers.ts';
import { personOfSorted, withoutOthers } from '../arxiv/person.ts';
import type { Author, Entry } from '../entry.ts';
import type { DigestFormat, DigestSource, Recognition } from '../format.ts';
import { recordSteps, taggedFieldMap, TaggedRecord } from './tagged-digest.ts';
import { taggedFields, type TagForm } from './tagged-lines.ts';

/** PubMed's export in the MEDLINE format. Source: "MEDLINE/PubMed Data Element (Field) Descriptions", National Library of Medicine. */
export const nbib: DigestFormat = {
  id: 'nbib',
  label: 'PubMed (MEDLINE)',
  recognise,
  parse: (source) => recordSteps(source, FORM, entryOf),
  fieldMap: taggedFieldMap,
};

const FORM: TagForm = {
  longest: 4,
  divider: 'hyphen',
  indented: false,
  hangs: true,
  // A record begins with its number; one whose number was lost, with another field that stands first, behind an empty line.
  begins: (tag, afterBlank) => tag === 'PMID' || (afterBlank && FIRST.has(tag)),
  ends: [],
  titles: ['TI', 'BTI', 'TT'],
};

const FIRST = new Set(['PMC', 'PMCR', 'UI', 'OWN', 'STAT']);

function recognise({ path, text }: DigestSource): Recognition {
  if (
    /^\ufeff?\s*PMID ?- ?\d+\s*$/m.test(text.slice(0, 5000)) &&
    /^(?:OWN|TI|DP) {1,2}- /m.test(text.slice(0, 20_000))
  )
    return 'content';
  return /\.nbib$/i.test(path) ? 'name' : 'no';
}

function entryOf(record: TaggedRecord): Entry | null {
  const entry = record.entry(record.field(...FORM.titles), record.field('AB'), null);
  if (!entry) return null;
  const { authors, isOpen } = authorsOf(record);
  const pmid = /^\d{1,12}$/.exec(record.value('PMID') ?? '')?.[0];
  const doi = record.all('LID', 'AID').find((line) => /\[doi\]/i.test(line));
  return {
    ...entry,
    authors,
    authorCount: authors.length > 0 && !isOpen ? authors.length : null,
    date: dateOf(record.value('DP', 'DEP') ?? ''),
    doi: doi === undefined ? null : parseDoi(doi.replace(/\s*\[doi\]/i, '')),
    url: pmid === undefined ? null : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`,
    venue: record.value('JT', 'TA'),
    subjects: record.all('OT', 'MH').map((word) => detach(word.replace(/^\*|\/.*$/g, ''))),
  };
}

/** The record that is all that `text` holds. */
export function nbibRecord(text: string): TaggedRecord {
  return new TaggedRecord(text, taggedFields(text, FORM));
}

function authorsOf(record: TaggedRecord): { readonly authors: Author[]; readonly isOpen: boolean } {
  const bodies = record.all('CN').map((name) => ({ literal: name }));
  const full = withoutOthers(record.all('FAU'));
  if (full.names.length > 0)
    return { authors: [...full.names.map(personOfSorted), ...bodies], isOpen: full.isOpen };
  // "Lee A": the family name, then initials.
  const { names, isOpen } = withoutOthers(record.all('AU'));
  const short = names.map((name): Author => {
    const cut = name.lastIndexOf(' ');
    return cut < 0
      ? { literal: name }
      : { family: detach(name.slice(0, cut)), given: detach(name.slice(cut + 1)) };
  });
  return { authors: [...short, ...bodies], isOpen };
}

/** `2020 May 1`, `2020 May-Jun`, `2020 Spring`, `20200501`. */
function dateOf(text: string): IsoDate | null {
  const match = /^(\d{4})(?: ([A-Za-z]{3}))?[^ ]*(?: (\d{1,2}))?/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : monthNumber(match[2]);
  if (month === null) return isoDate(year);
  return (match[3] === undefined ? null : isoDate(year, month, Number(match[3]))) ?? isoDate(year, month);
}
