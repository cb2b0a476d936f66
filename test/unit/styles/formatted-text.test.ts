import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainFormatted, readFormatted } from '../../../src/core/styles/formatted-text.ts';

const looks = (html: string): string[] =>
  readFormatted(html).map(({ text, italic, bold, smallCaps, raised }) =>
    [text, italic && 'i', bold && 'b', smallCaps && 'sc', raised].filter(Boolean).join('|'),
  );

test('looks are read, one inside the other, and entities are text', () => {
  assert.deepEqual(looks('A &amp; B. <i>Title <b>x</b></i> (2020)&#46;'), [
    'A & B. ',
    'Title |i',
    'x|i|b',
    ' (2020).',
  ]);
  assert.deepEqual(looks('<span style="font-variant:small-caps;">Knuth</span>, H<sub>2</sub>O'), [
    'Knuth|sc',
    ', H',
    '2|sub',
    'O',
  ]);
  assert.deepEqual(looks('<i>a <span style="font-style:normal;">b</span></i>'), ['a |i', 'b']);
});

test('the number of an entry is left out', () => {
  const html = '<div class="csl-left-margin">[1]</div><div class="csl-right-inline">I. Han, “T,” 2023.</div>';
  assert.equal(plainFormatted(readFormatted(html)), 'I. Han, “T,” 2023.');
});

test('other elements lose their tags, whatever they are', () => {
  assert.deepEqual(looks('<script>alert(1)</script><a href="javascript:x">y</a><img src=x onerror=z>'), [
    'alert(1)y',
  ]);
});

test('escaped text comes out as it went in', () => {
  const escape = (text: string): string =>
    text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char]!);
  fc.assert(
    fc.property(fc.string(), fc.string(), (plain, italic) => {
      const pieces = readFormatted(`${escape(plain)}<i>${escape(italic)}</i>`);
      assert.equal(pieces.map(({ text }) => text).join(''), plain + italic);
      assert.equal(
        pieces
          .filter((one) => one.italic)
          .map(({ text }) => text)
          .join(''),
        italic,
      );
    }),
  );
});

test('nothing throws, and nothing that is shown is a tag of a known look', () => {
  const noise = fc
    .array(fc.constantFrom('<', '>', '/', 'i', 'b', '&', ';', '#', '"', ' ', '<i>', '</i>', '&lt;'))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(noise, (html) => {
      for (const { text } of readFormatted(html)) assert.ok(text !== '');
    }),
  );
});
