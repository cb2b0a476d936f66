import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrontMatter } from '../../../src/core/notes/front-matter.ts';

const said = (lines: string): string => readFrontMatter(`---\n${lines}\n---\n`).problems[0]?.message ?? '';

test('what is wrong with front matter is said in plain words, with the line in the file', () => {
  const cases: readonly [string, RegExp][] = [
    ['a: 1\ntitle: Peat: a census', /colon.*quotes.*\(line 3\)/],
    ['title: @peat', /begins with “@” wants quotes.*\(line 2\)/],
    ['title: "Peat', /quotation mark is not closed/],
    ['tags: [peat, bogs', /bracket or brace is not closed/],
    ['a:\n\tb: 1', /tab.*\(line 3\)/],
    ['title: "\\q"', /backslash/],
    ["title: 'it's'", /behind the end of a value/],
    ['title: x\nwhat', /colon.*missing.*\(line 3\)/],
  ];
  for (const [lines, words] of cases) {
    assert.match(said(lines), words, lines);
    assert.doesNotMatch(said(lines), /[Ii]mplicit|compact|scalar/, lines);
  }
  assert.equal(said('title: Peat'), '');
});
