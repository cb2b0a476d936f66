import type { Author, Entry } from '../../digests/entry.ts';
import { firstCharacters, unaccented } from '../../text/fold.ts';
import { isStopWord, keyYear } from '../key-parts.ts';
import { numbers, plain, type Definition } from './definition.ts';

/** What a part of a format gives for an entry; null sends the reader of the format to its next alternative. */
export type Value = (entry: Entry) => string | null;

const ofEntry = (value: Value): Definition<Value> => plain(value);
const ofAuthors = (value: (families: readonly string[]) => string): Definition<Value> =>
  ofEntry(({ authors }) => (authors.length === 0 ? '' : value(authors.map(familyOf))));

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * What can stand in a format, by its name in lower case: the functions of Better BibTeX that an entry can answer, by what its manual
 * says of them (retorque.re/zotero-better-bibtex/citing), and the names that JabRef has for the same.
 */
export const VALUES: ReadonlyMap<string, Definition<Value>> = new Map(
  Object.entries({
    auth: numbers<Value>(
      (n, m) =>
        ({ authors }) =>
          first(authors[Math.max(0, m - 1)] ? familyOf(authors[Math.max(0, m - 1)]!) : '', n),
      ['n', 0],
      ['m', 1],
    ),
    authors: numbers<Value>(
      (n) =>
        ({ authors }) =>
          [
            ...authors.slice(0, n || undefined).map(familyOf),
            ...(n > 0 && authors.length > n ? ['EtAl'] : []),
          ].join(' '),
      ['n', 0],
    ),
    authorlast: ofAuthors((families) => families.at(-1)!),
    authetal: ofAuthors((families) => upToTwo(families, ' ', 'EtAl')),
    authetal2: ofAuthors((families) => upToTwo(families, '.', 'etal')),
    authauthea: ofAuthors((families) =>
      [...families.slice(0, 2), ...(families.length > 2 ? ['ea'] : [])].join('.'),
    ),
    authshort: ofAuthors((families) =>
      families.length === 1 ? families[0]! : initialsOf(families.slice(0, 3), '.'),
    ),
    authorsalpha: ofAuthors((families) => {
      if (families.length === 1) return first(families[0]!, 3);
      return initialsOf(families.length > 4 ? families.slice(0, 3) : families, '');
    }),
    authini: numbers<Value>(
      (n) =>
        ({ authors }) =>
          authors.map((author) => first(familyOf(author), n)).join('.'),
      ['n', 0],
    ),
    authorini: ofAuthors(([one, ...others]) =>
      [first(one!, 5), ...others.map((other) => first(other, 1))].join('.'),
    ),
    authforeini: ofEntry(({ authors }) => givenInitial(authors[0])),
    authorlastforeini: ofEntry(({ authors }) => givenInitial(authors.at(-1))),
    year: ofEntry((entry) => String(keyYear(entry) ?? '')),
    shortyear: ofEntry((entry) => String(keyYear(entry) ?? '').slice(-2)),
    month: ofEntry(({ date }) => MONTHS[Number(date?.slice(5, 7) || 0) - 1] ?? ''),
    title: ofEntry(({ title }) => significantWords(title).map(capitalised).join(' ')),
    camel: ofEntry(({ title }) => titleWords(title).map(capitalised).join(' ')),
    shorttitle: shortTitle(3),
    veryshorttitle: shortTitle(1),
    journal: ofEntry(({ venue }) => venue ?? ''),
    firstpage: ofEntry(({ locator }) => locator?.page ?? ''),
  }),
);

/** Other names of the same, in lower case. */
export const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['authorsn', 'authors'],
  ['auth.etal', 'authetal2'],
  ['auth.auth.ea', 'authauthea'],
  ['fulltitle', 'camel'],
]);

function shortTitle(words: number): Definition<Value> {
  return numbers<Value>(
    (n, m) =>
      ({ title }) =>
        significantWords(title)
          .slice(0, n)
          .map((word, i) => (i < m ? capitalised(word) : word))
          .join(' '),
    ['n', words],
    ['m', 0],
  );
}

function familyOf(author: Author): string {
  return 'literal' in author ? author.literal : author.family;
}

function givenInitial(author: Author | undefined): string {
  return author && 'given' in author ? first(author.given ?? '', 1) : '';
}

function upToTwo(families: readonly string[], between: string, others: string): string {
  return families.length === 2
    ? families.join(between)
    : [families[0]!, ...(families.length > 1 ? [others] : [])].join(between);
}

function initialsOf(families: readonly string[], between: string): string {
  return families.map((family) => first(family, 1)).join(between);
}

/** So many first characters, all for 0; of names without accents, so that no letter is halved. */
function first(text: string, count: number): string {
  return count === 0 ? text : firstCharacters(unaccented(text), count);
}

function capitalised(word: string): string {
  const [letter = ''] = word;
  return letter.toUpperCase() + word.slice(letter.length);
}

/** The words of a title as they are written, without apostrophes and other marks. */
function titleWords(title: string): string[] {
  return (
    unaccented(title)
      .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
      .match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)
      ?.map((word) => word.replaceAll('-', '')) ?? []
  );
}

/** Those that say something; all where none does. */
export function significantWords(title: string): string[] {
  const all = titleWords(title);
  const kept = all.filter((word) => !isStopWord(word.toLowerCase()));
  return kept.length > 0 ? kept : all;
}
