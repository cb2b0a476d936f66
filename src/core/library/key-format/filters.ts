import { firstCharacters, unaccented } from '../../text/fold.ts';
import { isStopWord } from '../key-parts.ts';
import { numbers, plain, type Definition } from './definition.ts';

/** Changes what a part of a format gave; null sends the reader of the format to its next alternative. */
export type Filter = (text: string) => string | null;

const ofText = (filter: Filter): Definition<Filter> => plain(filter);
const text = (name: string, byDefault: string, make: (given: string) => Filter): Definition<Filter> => ({
  parameters: [[name, byDefault]],
  make: (given) => make(String(given)),
});

const wordsOf = (from: string): string[] => from.split(/\s+/).filter((word) => word !== '');
const withoutMarks = (from: string, dash: string): string =>
  from.replace(/\p{Pd}/gu, dash).replace(/[\p{Pe}\p{Pf}\p{Pi}\p{Po}\p{Ps}]/gu, '');

/** What can follow a function, by its name in lower case: as Better BibTeX's manual describes them, for the same text. */
export const FILTERS: ReadonlyMap<string, Definition<Filter>> = new Map(
  Object.entries({
    lower: ofText((from) => from.toLowerCase()),
    upper: ofText((from) => from.toUpperCase()),
    capitalize: ofText((from) => from.replace(/(?:^|(?<=\s))\p{Ll}/gu, (letter) => letter.toUpperCase())),
    abbr: numbers<Filter>(
      (n) => (from) =>
        wordsOf(from)
          .map((word) => firstCharacters(word, n))
          .join(''),
      ['chars', 1],
    ),
    skipwords: ofText((from) =>
      wordsOf(from)
        .filter((word) => !isStopWord(word.toLowerCase()))
        .join(' '),
    ),
    select: numbers<Filter>(
      (start, n) => (from) => {
        const all = wordsOf(from);
        const begin = start < 0 ? all.length + start : Math.max(0, start - 1);
        return all.slice(Math.max(0, begin), n < 1 ? undefined : Math.max(0, begin) + n).join(' ');
      },
      ['start', 1],
      ['n', 0],
    ),
    substring: numbers<Filter>(
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
    nopunctordash: ofText((from) => withoutMarks(from, '')),
    ascii: ofText((from) => from.replace(/[^ -~]/g, '')),
    alphanum: ofText((from) => from.replace(/[^\p{L}\p{N}\s]/gu, '')),
    numeric: ofText((from) => (/^\d/.test(from) ? from : '')),
    clean: ofText(unaccented),
    fold: ofText(unaccented),
    transliterate: ofText(unaccented),
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
