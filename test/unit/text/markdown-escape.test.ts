import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { escapeInline, plainLine } from '../../../src/core/text/markdown-escape.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });

const pieces = fc.array(
  fc.constantFrom(
    ...'\\`*_[]<>|$~^&!@#=-+.:(){}"/'.split(''),
    'a',
    'b2',
    ' ',
    '  ',
    '&amp;',
    '&#65;',
    '<b>',
    '</b>',
    '<!--',
    'http://x.org',
    'www.x.org',
    '@key',
    '[@key]',
    '](',
    '![',
    '$x$',
    '漢',
  ),
  { maxLength: 12 },
);

test('as the words of a link, any text is shown as it is, and cites nothing', () => {
  fc.assert(
    fc.property(pieces, (all) => {
      const text = plainLine(all.join(''));
      const link = `See [${escapeInline(text)}](<https://x.org/1>).`;
      const html = markdown.renderInline(link);
      assert.equal(html, `See <a href="https://x.org/1">${markdown.utils.escapeHtml(text)}</a>.`, link);
      assert.deepEqual(scanNote(link).citations, []);
    }),
    { numRuns: 1000 },
  );
});

test('what Markdown would not read stays as people write it', () => {
  for (const text of [
    'A Linear-Time Method: Fast, Small (and Cheap)',
    "What's 3.5 + 4 = 7.5? On C++17 & friends",
    'snake_case of GPT-4.1 / Llama #3!',
  ])
    assert.equal(escapeInline(text).replaceAll('\\#', '#'), text);
});
