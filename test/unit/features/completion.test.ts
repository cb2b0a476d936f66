import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionPlace } from '../../../src/core/features/completion.ts';
import { scanNote } from '../../../src/core/notes/scan.ts';

/** `|` is the cursor; expected are the kind, the query and the text that is replaced, or null. */
function check(marked: string, expected: readonly [string, string, string] | null): void {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = completionPlace(text, offset, (changed) => scanNote(changed));
  const found = place && [place.kind, place.query, text.slice(place.replaced.start, place.replaced.end)];
  assert.deepEqual(found, expected, marked);
}

test('a key is completed behind @, in groups and braces, by words in any order', () => {
  check('See @|', ['at', '', '@']);
  check('See [@hyper|', ['at', 'hyper', '@hyper']);
  check('See [see @a, p. 3; -@memory titans|]', ['at', 'memory titans', '@memory titans']);
  check('See @{odd k|}', ['at', 'odd k', '@{odd k']);
  check('See [@smith-et.al:2|', ['at', 'smith-et.al:2', '@smith-et.al:2']);
});

test('a wikilink is completed by key or title', () => {
  check('See [[@tit|', ['wikilink', 'tit', '@tit']);
  check('See [[learning to|]]', ['wikilink', 'learning to', 'learning to']);
  check('See [[@titans|#h', ['wikilink', 'titans', '@titans']);
});

test('an identifier is completed behind its name', () => {
  check('See arXiv:23|', ['arxiv', '23', '23']);
  check('See arxiv: hyper long|', ['arxiv', 'hyper long', 'hyper long']);
  check('See doi:10.10|', ['doi', '10.10', '10.10']);
  check('See (doi:|)', ['doi', '', '']);
  check('See @doi:10.10|', ['doi', '10.10', '10.10']);
  check('See [@a; @arxiv:25|]', ['arxiv', '25', '25']);
  check('See @doi: 10|', null);
  check('See \\@doi:10.10|', null);
});

test('nothing is offered where a citation would not be read, or prose goes on', () => {
  check('`@|`', null);
  check('$@x|$', null);
  check('<!-- @| -->', null);
  check('mail me@|', null);
  check('[x](http://a/@|)', null);
  check('---\ntitle: @|\n---\n', null);
  check('```\n@|\n```', null);
  check('`arXiv:2|`', null);
  check('@someone said this. And|', null);
  check('See @titans  and|', null);
});

test('a key is completed in the strings of metadata, where Pandoc reads Markdown', () => {
  check('---\nabstract: "See @ti|"\n---\n', ['at', 'ti', '@ti']);
  check('---\nabstract: >\n  See [@ti|]\n---\n', ['at', 'ti', '@ti']);
  check('---\nup: "[[ti|]]"\n---\n', ['wikilink', 'ti', 'ti']);
  check('---\nbibliography: a@|.bib\n---\n', null);
});

test('the name at the cursor goes on behind it, to its end and no further', () => {
  const rest = (marked: string): [string, boolean] => {
    const offset = marked.indexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const place = completionPlace(text, offset, (changed) => scanNote(changed))!;
    return [text.slice(offset, place.end), place.closed];
  };
  assert.deepEqual(rest('See @ti|tans and'), ['tans', false]);
  assert.deepEqual(rest('See [@smith|-et.al:2, p. 3]'), ['-et.al:2', false]);
  assert.deepEqual(rest('See @ti|. More'), ['', false]);
  assert.deepEqual(rest('See @{odd| k} and'), [' k', true]);
  assert.deepEqual(rest('See @{odd| and'), ['', false]);
  assert.deepEqual(rest('See [[@ti|tans]] and'), ['tans', true]);
  assert.deepEqual(rest('See [[@ti|tans#^h3]] and [[x]]'), ['tans', true]);
  assert.deepEqual(rest('See [[ti| and [[x]]'), ['', false]);
  assert.deepEqual(rest('See arXiv:25|01.00663.'), ['01.00663', false]);
});
