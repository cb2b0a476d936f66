import { givenKeysOf, type Entry } from '../digests/entry.ts';
import { yearOf } from '../text/dates.ts';
import { titleKey } from '../text/fold.ts';
import { arxivOfDoi } from '../text/identifiers.ts';

/**
 * What an entry can be called in files that must outlast the library's order: `arxiv:2310.05869`, `doi:10.1000/xyz`, `key:smith2020`,
 * `title:normalised title|2020` (the year may be missing). Never with tabs or line ends.
 */
export type Reference = string;

/** The references of an entry, the most telling first. An inherited identifier names the parent. */
export function referencesOf(entry: Entry): Reference[] {
  const references: Reference[] = [];
  if (!entry.identifiersInherited) {
    const ofDoi = entry.doi === null ? null : (arxivOfDoi(entry.doi)?.id ?? null);
    const arxiv = entry.arxiv ?? ofDoi;
    if (arxiv !== null) references.push(`arxiv:${arxiv}`);
    if (entry.doi !== null && ofDoi === null) references.push(`doi:${entry.doi}`);
  }
  for (const key of givenKeysOf(entry)) references.push(`key:${key}`);
  const title = titleKey(entry.title);
  if (title !== '') references.push(titleReference(title, entry));
  return references.map(encode);
}

/** By which a verdict names two entries: of each, the first reference that the other does not share; null where they share all. */
export function distinguish(a: Entry, b: Entry): readonly [Reference, Reference] | null {
  const left = referencesOf(a);
  const right = referencesOf(b);
  const first = left.find((reference) => !right.includes(reference));
  const second = right.find((reference) => !left.includes(reference));
  return first === undefined || second === undefined ? null : [first, second];
}

/** What a reference says: `key` of `key:smith2020` is `smith2020`. Null where it is none. */
export function readReference(
  reference: Reference,
): { readonly scheme: 'arxiv' | 'doi' | 'key' | 'title'; readonly value: string } | null {
  const match = /^(arxiv|doi|key|title):(.+)$/s.exec(reference);
  if (!match) return null;
  return { scheme: match[1] as 'arxiv' | 'doi' | 'key' | 'title', value: decode(match[2]!) };
}

function titleReference(title: string, { date }: Entry): string {
  return `title:${title}|${date === null ? '' : yearOf(date)}`;
}

/** White space and the sign of the encoding itself, so that a reference stands in one cell of one line. */
function encode(reference: string): string {
  return reference.replace(/[\t\r\n\f\v\u0085\u2028\u2029%]/g, (sign) => encodeURIComponent(sign));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return value;
  }
}
