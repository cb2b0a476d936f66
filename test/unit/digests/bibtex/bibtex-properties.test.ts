import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bibtex } from '../../../../src/core/digests/bibtex/bibtex.ts';
import type { Author, Entry } from '../../../../src/core/digests/entry.ts';
import { bibtexEntry } from '../../../../src/core/export/bibtex-entry.ts';
import { Library } from '../../../../src/core/library/library.ts';
import { damage, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { entry, setEntries } from '../../../support/entries.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

const word = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9&%$#_~^{}\\'é漢-]{1,9}$/);
// Two of `-'\`` in a row are dashes and quotation marks.
const title = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) =>
  `Study ${words.join(' ')}`
    .replace(/([-'`])[-'`]+/g, '$1')
    .replace(/ +/g, ' ')
    .trim(),
);
const part = fc.stringMatching(/^[A-ZÀ-Ý][a-zà-ÿ]{1,8}$/);
const author: fc.Arbitrary<Author> = fc.tuple(part, part).map(([family, given]) => ({ family, given }));
const date = fc.constantFrom('1999', '2020-05', null);
const paper = fc.record({ title, authors: fc.array(author, { maxLength: 4 }), date });

function written(parts: Partial<Entry> & { title: string }): string {
  const library = new Library();
  setEntries(library, 'a.txt', [entry(parts)]);
  library.commit();
  const [made] = library.papers;
  return bibtexEntry(made!).text;
}

test('what we write is read as it was', () => {
  fc.assert(
    fc.property(paper, (parts) => {
      const { entries, problems } = parseChecked(bibtex, written(parts), 'a.bib');
      const [read] = entries;
      assert.deepEqual(
        { title: read!.title, authors: read!.authors, date: read!.date },
        { title: parts.title, authors: parts.authors, date: parts.date },
      );
      assert.deepEqual(problems, []);
    }),
    { numRuns: 600 },
  );
});

const TEN = Array.from(
  { length: 10 },
  (_, i) =>
    `@article{key${i},\n  title = {Study {${i}} of Lakes},\n  author = {Moor, Ada and Bo van Dyke},\n  year = ${2000 + i},\n  abstract = {Lakes turn. {Really}, "they" do.}\n}\n`,
);

test('damage to one entry loses no other', () => {
  const next = random(23);
  for (let round = 0; round < 4000; round++) {
    const at = next(TEN.length);
    // Without a brace or an "@" that begins a line nothing shows where the next entry would begin.
    const damaged = damage(TEN[at]!, next, 1, TEN[at]!.length - 1);
    const text = TEN.map((one, i) => (i === at ? `${damaged}\n` : one)).join('\n');
    const found = new Set(
      parseWhole(bibtex, sourceOf(text, 'a.bib')).entries.map(({ key, title: t }) => `${key} ${t}`),
    );
    for (let i = 0; i < TEN.length; i++)
      if (i !== at) assert.ok(found.has(`key${i} Study ${i} of Lakes`), `round ${round}, ${i}: ${damaged}`);
  }
});

test('a brace or quote too few or too many costs its entry alone', () => {
  const written = (i: number): string =>
    `@article{key${i},\n  title = {Study {${i}} of "Lakes"},\n  author = "Moor, Ada and {Bog {and} Sons}",\n  journal = {J} # { of Bogs},\n  year = ${2000 + i},\n  abstract = {Write to a@b.org.\n    It holds {braces {in} braces}.},\n}\n`;
  const all = Array.from({ length: 6 }, (_, i) => written(i));
  const shown = (text: string): Map<string | null, string> =>
    new Map(
      parseWhole(bibtex, sourceOf(text, 'a.bib')).entries.map((e) => [
        e.key,
        JSON.stringify([e.title, e.authors, e.date, e.venue, e.abstract]),
      ]),
    );
  const whole = shown(all.join('\n'));
  for (const at of [0, 2, 5]) {
    const text = all[at]!;
    for (let i = 1; i < text.length; i++) {
      if (!/[{}"]/.test(text.charAt(i))) continue;
      for (const put of ['', text.charAt(i).repeat(2), '{', '}', '"']) {
        const broken = text.slice(0, i) + put + text.slice(i + 1);
        const found = shown(all.map((one, n) => (n === at ? broken : one)).join('\n'));
        for (const [key, values] of whole)
          if (key !== `key${at}`) assert.equal(found.get(key), values, `${key} beside ${broken}`);
      }
    }
  }
});

test('no text makes it throw or give spans outside of it', () => {
  const next = random(29);
  const pieces = [
    '@article{',
    '@string{a=',
    '@comment{',
    'title={',
    'author="',
    '\\"{o}',
    ' and ',
    '#',
    '$',
    '--',
    'crossref={k},',
    '@misc(k,',
    '}\n',
  ];
  for (let round = 0; round < 3000; round++) parseChecked(bibtex, noise(next, pieces, 1 + next(60)), 'a.bib');
});

test('nothing takes more than a moment for its length', () => {
  for (const unit of [
    '@a{b,',
    '@a{',
    '{',
    '"',
    '@a{b, c = {',
    '\\',
    '$',
    '%@',
    '@a{b,c="',
    '@a{b,c={\\(',
    '\\"{',
    '@a{b, author={x and ',
  ])
    parseChecked(bibtex, unit.repeat(20_000), 'a.bib');
});
