import fc from 'fast-check';
import type { Author, Entry } from '../../src/core/digests/entry.ts';
import { Library } from '../../src/core/library/library.ts';
import type { LibraryPaper } from '../../src/core/library/library-paper.ts';
import { entry, setEntries } from './entries.ts';

/** The one paper of an entry. */
export function paperOf(parts: Partial<Entry> & { title: string }): LibraryPaper {
  const library = new Library();
  setEntries(library, 'a.txt', [entry(parts)]);
  library.commit();
  return [...library.papers][0]!;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const word = fc.stringMatching(/^[A-Za-z\u00c0-\u024f]{2,9}$/u);
const phrase = (from: number, to: number) =>
  fc.array(word, { minLength: from, maxLength: to }).map((all) => all.join(' '));
const spiced = fc
  .array(
    fc.oneof(word, fc.constantFrom('50%', 'C_4', 'a&b', '{x', '}', '$n^2$', '#1', '~', 'LLMs', '“q”', 'é')),
    {
      minLength: 2,
      maxLength: 7,
    },
  )
  .map((all) => `T ${all.join(' ')}`);
const author: fc.Arbitrary<Author> = fc.oneof(
  fc.record({ family: word, given: maybe(phrase(1, 2)) }),
  fc.record({ family: word.map((name) => `van der ${name}`), given: phrase(1, 1) }),
  fc.record({ literal: phrase(3, 4) }),
);
const two = (most: number) => fc.integer({ min: 1, max: most }).map((n) => String(n).padStart(2, '0'));
const date = fc
  .tuple(fc.integer({ min: 1900, max: 2030 }), maybe(two(12)), maybe(two(28)))
  .map(([year, month, day]) =>
    [year, ...(month === null ? [] : day === null ? [month] : [month, day])].join('-'),
  );

/** Entries with everything that an export may hold. */
export const anyEntry = fc.record({
  title: spiced,
  authors: fc.array(author, { maxLength: 4 }),
  date: maybe(date),
  arxiv: maybe(fc.stringMatching(/^2[0-4]0[1-9]\.\d{5}$/)),
  doi: maybe(fc.stringMatching(/^10\.1234\/[a-z0-9.]{3,9}[a-z0-9]$/)),
  venue: maybe(fc.oneof(phrase(2, 4), fc.constantFrom('Proceedings of X & Y', 'Journal of A_B'))),
  abstract: maybe(spiced),
});
