import { firstCharacters, unaccented } from '../../text/fold.ts';
import { isStopWord } from '../key-parts.ts';
import type { Definition } from './values.ts';

/** Changes what a part of a format gave; null sends the reader of the format to its next alternative. */
export type Filter = (text: string) => string | null;

const plain = (filter: Filter): Definition<Filter> => ({ parameters: [], make: () => filter });
const text = (name: string, byDefault: string, make: (given: string) => Filter): Definition<Filter> => ({
  parameters: [[name, byDefault]],
  make: (given) => make(String(given)),
});
const numbers = (
  make: (n: number, m: number) => Filter,
  ...parameters: Definition<Filter>['parameters']
): Definition<Filter> => ({ parameters, make: (n, m) => make(Number(n), Number(m)) });

const wordsOf = (from: string): string[] => from.split(/\s+/).filter((word) => word !== '');
const withoutMarks = (from: string, dash: string): string =>
  from.replace(/\p{Pd}/gu, dash).replace(/[\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, '');

/** What can follow a function, by its name in lower case: as Better BibTeX's manual describes them, for the same text. */
export const FILTERS: ReadonlyMap<string, Definition<Filter>> = new Map(
  Object.entries({
    lower: plain((from) => from.toLowerCase()),
    upper: plain((from) => from.toUpperCase()),
    capitalize: plain((from) => from.replace(/(?:^|(?<=\s))\p{Ll}/gu, (letter) => letter.toUpperCase())),
    abbr: numbers(
      (n) => (from) =>
        wordsOf(from)
          .map((word) => firstCharacters(word, n))
          .join(''),
      ['chars', 1],
    ),
    skipwords: plain((from) =>
      wordsOf(from)
        .filter((word) => !isStopWord(word.toLowerCase()))
        .join(' '),
    ),
    select: numbers(
      (start, n) => (from) => {
        const all = wordsOf(from);
        const begin = start < 0 ? all.length + start : Math.max(0, start - 1);
        return all.slice(Math.max(0, begin), n < 1 ? undefined : Math.max(0, begin) + n).join(' ');
      },
      ['start', 1],
      ['n', 0],
    ),
    substring: numbers(
      (start, n) => (from) =>
        Array.from(from)
          .slice(Math.max(0, start - 1), n < 1 ? undefined : Math.max(0, start - 1) + n)
          .join(''),
      ['start', 1],
      ['n', 0],
    ),
    condense: text('sep', '', (sep) => (from) => from.trim().replace(/\s+/g, () => sep)),
    prefix: text('prefix', '', (prefix) => (from) => (from === '' ? '' : prefix + from)),
    postfix: text('postfix', '', (postfix) => (from) => (from === '' ? '' : from + postfix)),
    default: text('text', '', (other) => (from) => (from === '' ? other : from)),
    nopunct: text('dash', '-', (dash) => (from) => withoutMarks(from, dash)),
    nopunctordash: plain((from) => withoutMarks(from, '')),
    ascii: plain((from) => from.replace(/[^ -~]/g, '')),
    alphanum: plain((from) => from.replace(/[^\p{L}\p{N}\s]/gu, '')),
    numeric: plain((from) => (/^\d/.test(from) ? from : '')),
    clean: plain(unaccented),
    fold: plain(unaccented),
    transliterate: plain(unaccented),
    len: {
      parameters: [
        ['relation', '>'],
        ['length', 0],
      ],
      make: (relation, length) => hasLength(String(relation), Number(length)),
    },
  } satisfies Record<string, Definition<Filter>>),
);

const RELATIONS: ReadonlyMap<string, (length: number, wanted: number) => boolean> = new Map([
  ['<', (length: number, wanted: number) => length < wanted],
  ['<=', (length, wanted) => length <= wanted],
  ['=', (length, wanted) => length === wanted],
  ['!=', (length, wanted) => length !== wanted],
  ['>=', (length, wanted) => length >= wanted],
  ['>', (length, wanted) => length > wanted],
]);

export function isRelation(text: string): boolean {
  return RELATIONS.has(text);
}

/** Gives a text, without its blanks counted, only where its length (UTF-16 units) fits. */
export function hasLength(relation: string, wanted: number): Filter {
  const fits = RELATIONS.get(relation) ?? (() => true);
  return (from) => (fits(from.replace(/\s/g, '').length, wanted) ? from : null);
}
