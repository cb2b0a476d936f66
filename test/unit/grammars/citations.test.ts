import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostGrammar } from './host-markdown.ts';
import { textsWith, tokeniser } from './tokens.ts';

const markdown = await tokeniser('text.html.markdown', {
  hosts: new Map([['text.html.markdown', hostGrammar('text.html.markdown', 'markdown')]]),
  injections: ['carrel.citations.injection'],
});
const quarto = await tokeniser('text.html.quarto', {
  hosts: new Map([['text.html.quarto', hostGrammar('text.html.quarto', 'quarto')]]),
  injections: ['carrel.citations-quarto.injection'],
});

const KEY = 'variable.other.constant.citekey.carrel';

function keys(text: string): string[] {
  return textsWith(markdown(text), KEY);
}

test('keys in running text, in groups, in headings and in bold', () => {
  assert.deepEqual(keys('@first says, and **so does @second**, see [@third].'), ['first', 'second', 'third']);
  assert.deepEqual(keys('# What @a says [@b]'), ['a', 'b']);
  assert.deepEqual(keys('[see @a, p. 3; -@b; @c]'), ['a', 'b', 'c']);
  assert.deepEqual(keys('over lines [see @a,\np. 3; @b]'), ['a', 'b']);
});

test('a key alone in brackets is a citation and not a link', () => {
  const line = markdown('as [@mamba2023] shows');
  assert.deepEqual(textsWith(line, 'meta.citation.group.carrel'), ['[@mamba2023]']);
  assert.deepEqual(textsWith(line, 'meta.link'), []);
  assert.deepEqual(textsWith(line, 'punctuation.definition.citation.carrel'), ['@']);
});

test('a minus sign is marked, semicolons are too', () => {
  const line = markdown('[-@a; @b]');
  assert.deepEqual(textsWith(line, 'keyword.operator.suppress-author.carrel'), ['-']);
  assert.deepEqual(textsWith(line, 'punctuation.separator.citation.carrel'), [';']);
});

test('a paragraph that begins with a citation stays a paragraph', () => {
  const line = markdown('@a shows `code` here');
  assert.deepEqual(textsWith(line, 'meta.paragraph.markdown'), ['@a shows `code` here']);
  assert.deepEqual(textsWith(line, 'markup.inline.raw'), ['`code`']);
});

test('keys hold punctuation inside and none at the end, as in Pandoc', () => {
  assert.deepEqual(keys('@Foo_bar.baz. @a:b/c, @x-y+z; @a#1$2%3&4'), [
    'Foo_bar.baz',
    'a:b/c',
    'x-y+z',
    'a#1$2%3&4',
  ]);
  assert.deepEqual(keys('@Foo_bar--baz'), ['Foo_bar']);
  assert.deepEqual(keys('@müller2020 and @注意力2017 and @1984'), ['müller2020', '注意力2017', '1984']);
  assert.deepEqual(keys('@{https://example.com/x?a=(b)} and @https://example.com/y.'), [
    '{https://example.com/x?a=(b)}',
    'https://example.com/y',
  ]);
  assert.deepEqual(keys('(@a) "@b" —@c'), ['a', 'b', 'c']);
});

test('nothing inside code, math, comments, links, tags, front matter', () => {
  assert.deepEqual(keys('---\ntitle: @no\n---'), []);
  assert.deepEqual(keys('```\n@no [[@no]]\n```'), []);
  assert.deepEqual(keys('    @no [@no]'), []);
  assert.deepEqual(keys('$$\n@no\n$$'), []);
  assert.deepEqual(keys('<!-- @no -->\n\ntext <!-- [@no] -->'), []);
  assert.deepEqual(keys('`@no` and $x@no$ and `[@no]`'), []);
  assert.deepEqual(keys('[text](https://example.com/@no) and <a href="/@no">'), []);
  assert.deepEqual(keys('[@no](https://example.com)'), []);
  assert.deepEqual(keys('[@no]: https://example.com'), []);
});

test('addresses are no citations', () => {
  assert.deepEqual(keys('me@example.com, first.last@example.com, a-b@example.com'), []);
  assert.deepEqual(keys('https://example.com/@user and https://example.com/?q=[@x'), ['x']);
  assert.deepEqual(keys('\\@escaped and foo@bar'), []);
});

test('wikilinks: a marked key, a title, a fragment, an alias', () => {
  const line = markdown('See [[@mamba2023#^7kq2fx|Mamba]] and [[Attention Is All You Need]] and [[1]](#fn).');
  assert.deepEqual(textsWith(line, 'meta.wikilink.carrel'), [
    '[[@mamba2023#^7kq2fx|Mamba]]',
    '[[Attention Is All You Need]]',
  ]);
  assert.deepEqual(textsWith(line, KEY), ['mamba2023']);
  assert.deepEqual(textsWith(line, 'string.other.link.title.carrel'), ['Attention Is All You Need']);
  assert.deepEqual(textsWith(line, 'string.other.link.fragment.carrel'), ['#^7kq2fx']);
  assert.deepEqual(textsWith(line, 'string.other.link.description.carrel'), ['Mamba']);
});

test('what is left open colours nothing beyond its key', () => {
  const lines = markdown('[see @a and so on\n\nplain [[ text\n\n[[@b and more');
  assert.deepEqual(textsWith(lines, KEY), ['a', 'b']);
  assert.deepEqual(textsWith(lines, 'meta.wikilink.carrel'), []);
});

test('Quarto: cross-references are none of our keys', () => {
  const lines = quarto('# On @a\n\nSee @fig-plot, [@tbl-one; @b], @sec-intro and [-@c]. `@no`');
  assert.deepEqual(textsWith(lines, KEY), ['a', 'b', 'c']);
  assert.deepEqual(textsWith(lines, 'keyword.control.import.reference'), [
    '@fig-plot',
    '@tbl-one',
    '@sec-intro',
  ]);
});

test('plain Markdown has no cross-references', () => {
  assert.deepEqual(keys('[@sec-bench2025]'), ['sec-bench2025']);
});
