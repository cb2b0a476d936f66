import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { pandocStumbles } from '../../../../src/core/digests/bibtex/pandoc-syntax.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { pandocReads, withoutPandoc } from '../../../support/pandoc.ts';

const READ = [
  '',
  'mail \n% a comment with @ in it\n@misc{k, title = {x}}',
  '@misc % here\n{ % there\n k % and\n , a % on\n = {x} % and\n # "on" % on\n , }',
  '@comment{a} @COMMENT(x) @commentary @preamble{"a" # {b}} @string{a = "b"} @misc{k, a = a # b}',
  '@misc{k, year = , month = jan, a = -5}',
  '@misc{a=b/c:d.e[f]*, title={\\}}}',
  '@misc{ん, é = "a {"} b"}}}}',
];
const REFUSED = [
  '@misc(k, title={x})',
  '@misc{k title={x}}',
  '@misc{k, title={x}',
  '@misc{k, title={x} year=2000}',
  '@misc{k, title={x},, year=2000}',
  '@misc{k}',
  '@misc{, title={x}}',
  '@misc{a#b, title={x}}',
  '@misc{k, year = 12.5}',
  '@misc{k, year = "a" # }',
  '@misc{k, year = # "a"}',
  '@misc{k, a = "x % y" }',
  '@string{}',
  '@string(a="b")',
  'me@home.org',
  'text % cut off',
  '@comment{ {unbalanced }',
];

test('what Pandoc reads is read, and what it refuses is refused', () => {
  for (const text of READ) assert.equal(pandocStumbles(text), null, text);
  for (const text of REFUSED) assert.notEqual(pandocStumbles(text), null, text);
  assert.deepEqual(pandocStumbles('@misc{k, a={x}}\n@misc{l a={x}}'), {
    at: 24,
    cause: 'there is no comma behind the key',
  });
});

test('Pandoc agrees', { skip: withoutPandoc() }, () => {
  const pieces = fc.constantFrom(
    ...Array.from('@{}"%\n#=,'),
    ' ',
    'misc',
    'string',
    'comment',
    'a',
    'year',
    '20',
    '\\',
    'é',
    '.',
  );
  const made = fc.sample(fc.array(pieces, { maxLength: 14 }), { numRuns: 400, seed: 3 });
  const texts = [...READ, ...REFUSED, ...made.map((parts) => `@misc{k, ${parts.join('')}}`)];
  pandocReads(texts, 'biblatex').forEach((reads, i) => {
    assert.equal(pandocStumbles(texts[i]!) === null, reads, JSON.stringify(texts[i]));
  });
});

const BIBLIOGRAPHIES = 'bibliographies/';
const skip = withoutPandoc() || withoutCorpus(BIBLIOGRAPHIES);

test('Pandoc agrees about real files', { skip }, () => {
  const texts = readdirSync(corpus(BIBLIOGRAPHIES), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bib'))
    .map((name) => readFileSync(join(corpus(BIBLIOGRAPHIES), name), 'utf8').replaceAll('\r\n', '\n'))
    // Pandoc 2.17 does not come to an end with some that refer to each other.
    .filter((text) => text.length < 8_000 && !/\ufffd|crossref|xdata/i.test(text));
  pandocReads(texts, 'biblatex').forEach((reads, i) => {
    assert.equal(pandocStumbles(texts[i]!) === null, reads, texts[i]!.slice(0, 200));
  });
});
