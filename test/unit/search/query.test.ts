import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FIELDS, WRITING } from '../../../src/core/search/query/fields.ts';
import { parseQuery } from '../../../src/core/search/query/parser.ts';
import { printQuery } from '../../../src/core/search/query/print.ts';

/** How a query is understood, printed. */
function understood(text: string): string {
  const { query } = parseQuery(text);
  return query ? printQuery(query) : '';
}

function problemsOf(text: string): string[] {
  return parseQuery(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

test('operators bind as they are used to: NOT, words side by side, AND, OR', () => {
  for (const [text, same] of [
    ['a b OR c d', '(a b) OR (c d)'],
    ['a OR b AND c', 'a OR (b AND c)'],
    ['a AND b OR c', '(a AND b) OR c'],
    ['NOT a b', '(-a) b'],
    ['- a', 'a'],
    ['-a -b', '(-a) (-b)'],
    ['NOT NOT a', 'a'],
    ['-(a b)', '-((a) (b))'],
    ['((a))', 'a'],
    ['a (b c)', 'a b c'],
    ['title:(a OR b) c', '(title:(a OR b)) c'],
    ['tag:(x y)', 'tag:x tag:y'],
    ['year:(2020 OR 2022)', 'year:2020 OR year:2022'],
    ['a and b or not c', 'a and b or not c'],
  ])
    assert.equal(understood(text!), understood(same!), text);
  assert.notEqual(understood('a b OR c'), understood('a (b OR c)'));
  assert.notEqual(understood('-a b'), understood('-(a b)'));
  assert.notEqual(understood('title:a b'), understood('title:(a b)'));
});

test('values may be words, phrases, ranges, comparisons and times', () => {
  for (const text of [
    'title:"state space"',
    'year:2020..2023',
    'year:2020..',
    'year:..2023',
    'year:<2020',
    'year:>2020',
    'added:7d..',
    'added:2024-05..2024-06-03',
    'highlighted:2w..today',
    'tag:"course w3"',
    'cited-in:notes/a.md',
    'source:digests/2024-05-01.txt',
    'transform*',
    '"state space" -vision',
  ])
    assert.equal(understood(text), text);
  for (const [text, same] of [
    ['year:>=2020', 'year:2020..'],
    ['year:<=2020', 'year:..2020'],
    ['year:=2020', 'year:2020'],
    ['year:2020-2023', 'year:2020..2023'],
    ['added:7d', 'added:7d..'],
    ['Author:x', 'author:x'],
    ['by:x', 'author:x'],
    ['TITLE:x', 'title:x'],
    ['has:Notes', 'has:notes'],
    ['“state space”', '"state space"'],
    ['a*** b', 'a* b'],
    ['題名', '題名'],
  ])
    assert.equal(understood(text!), same, text);
  for (const text of ['a', 'year:2020', 'title:"x y"', 'a "b c"'])
    assert.deepEqual(problemsOf(text), [], text);
});

test('a malformed query says where, and the rest of it counts', () => {
  for (const [text, rest, ...problems] of [
    ['"state sp', '"state sp"', '"state sp: The quotation mark is not closed.'],
    ['(a b', 'a b', '(: The parenthesis is not closed.'],
    ['a) b', 'a b', '): There is no parenthesis that this one closes.'],
    ['a OR', 'a', 'OR: OR needs something behind it.'],
    ['OR a', 'a', 'OR: OR needs something before it.'],
    ['AND', '', 'AND: AND needs something before it.', 'AND: AND needs something behind it.'],
    ['a OR OR b', 'a OR b', 'OR: OR needs something behind it.'],
    ['a NOT', 'a', 'NOT: NOT needs something behind it.'],
    ['a title:', 'a', 'title:: “title:” needs a value right behind the colon.'],
    ['title: a', 'a', 'title:: “title:” needs a value right behind the colon.'],
    ['colour:red a', 'colour:red a', 'colour: There is no field “colour”; searched for as words.'],
    ['()', ''],
    ['a ?! b', 'a b'],
    ['', ''],
    ['   ', ''],
  ])
    assert.deepEqual([understood(text!), ...problemsOf(text!)], [rest, ...problems], text);
  assert.match(problemsOf('year:soon a')[0]!, /^soon: “year:” takes a year, a date/);
  assert.match(problemsOf('has:fun')[0]!, /^fun: “has:” takes abstract, notes/);
  assert.match(problemsOf('status:lost')[0]!, /^lost: “status:” takes queued/);
  assert.match(problemsOf('year:2020-13')[0]!, /takes a year/);
  assert.match(problemsOf('year:1..x')[0]!, /takes a year/);
});

test('addresses and titles with a colon are words', () => {
  for (const text of ['https://arxiv.org/abs/2310.05869', 'BERT: pretraining', '10:30'])
    assert.deepEqual(problemsOf(text), [], text);
});

test('only the last word can be unfinished', () => {
  const unfinished = (text: string): string => {
    const { unfinished: leaf } = parseQuery(text);
    return leaf ? printQuery(leaf) : '';
  };
  assert.equal(unfinished('state spa'), 'spa');
  assert.equal(unfinished('state spa '), '');
  assert.equal(unfinished('(state spa)'), '');
  assert.equal(unfinished('title:spa'), 'spa');
  assert.equal(unfinished('"state spa'), '"state spa"');
  assert.equal(unfinished('year:2020'), '');
});

test('queries of any size are read, and what is left out is named', () => {
  assert.match(problemsOf('a'.repeat(3000)).join(), /Only the first 2000 characters/);
  assert.match(problemsOf('a '.repeat(80)).join(), /Only the first 64 words/);
  assert.match(problemsOf('('.repeat(900) + 'a').join(), /nested more than 32 deep/);
  assert.equal(understood(`${'-'.repeat(1900)}a`), 'a');
});

test('every field and every way of writing in the help is understood as it says', () => {
  for (const { example } of [...FIELDS.values(), ...WRITING])
    assert.deepEqual(problemsOf(example), [], example);
});

const piece = fc.oneof(
  fc.constantFrom(
    '(',
    ')',
    '"',
    '-',
    'AND',
    'OR',
    'NOT',
    ' ',
    ':',
    '*',
    '..',
    '>=',
    'title:',
    'year:',
    'tag:',
    'in:',
    'has:notes',
    '2020',
    '7d',
    '“',
    '»',
  ),
  fc.string({ maxLength: 5 }),
  fc.string({ maxLength: 4, unit: 'grapheme' }),
);
const anything = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));

test('any text is a query, its problems lie in it, and printed it is the same query', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const { query, problems } = parseQuery(text);
      for (const { span } of problems)
        assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
      if (query) assert.deepEqual(parseQuery(printQuery(query)).query, query);
    }),
    { numRuns: 3000 },
  );
});
