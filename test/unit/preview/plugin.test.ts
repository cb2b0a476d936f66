import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { citationPlugin } from '../../../src/preview/plugin.ts';
import type { PreviewPaper } from '../../../src/protocol/preview.ts';

function paper(authors: string, year: string, title = `A Work by ${authors}`): PreviewPaper {
  return {
    authors,
    year,
    tooltip: title,
    reference: [{ text: `${authors} (${year}). ` }, { text: title, italic: true }],
  };
}

const PAPERS = new Map<string, PreviewPaper | null>([
  ['doe', paper('Doe et al.', '2020')],
  [
    'roe:1',
    {
      ...paper('Roe', '2019'),
      reference: [{ text: 'Roe. ' }, { text: 'arXiv', url: 'https://arxiv.org/abs/1' }],
    },
  ],
  ['nobody', null],
]);

function rendered(text: string, papers: ReadonlyMap<string, PreviewPaper | null> | null = PAPERS): string {
  const md = new MarkdownIt();
  md.use(citationPlugin, () => papers);
  return md.render(text);
}

/** The text alone, the list of references left out. */
function words(text: string): string {
  return rendered(text)
    .replace(/<section[^]*/, '')
    .replace(/<[^>]*>/g, '')
    .trim();
}

test('citations become names and years, as Pandoc prints them', () => {
  assert.equal(words('See [@doe].'), 'See (Doe et al., 2020).');
  assert.equal(words('See [see @doe, p. 3; -@roe:1].'), 'See (see Doe et al., 2020, p. 3; 2019).');
  assert.equal(
    words('@doe says, and @roe:1 [p. 7] too.'),
    'Doe et al. (2020) says, and Roe (2019, p. 7) too.',
  );
  assert.equal(words('*[@doe]* [x @doe y](http://z)'), '(Doe et al., 2020) x Doe et al. (2020) y');
  assert.equal(words('[[@doe]] and [[@doe#^h3|the words]]'), 'Doe et al. (2020) and the words');
});

test('a citation links to its reference, and references stand once, in order', () => {
  const html = rendered('[@roe:1], [@doe; @roe:1]');
  assert.match(html, /<a class="carrel-cite" href="#carrel-roe_3a_1" title="A Work by Roe">Roe, 2019<\/a>/);
  const list = /<section[^]*/.exec(html)![0];
  assert.equal(list.match(/<li>/g)!.length, 2);
  assert.ok(list.indexOf('carrel-doe') < list.indexOf('carrel-roe_3a_1'));
  assert.match(list, /<a href="https:\/\/arxiv\.org\/abs\/1">arXiv<\/a>/);
});

test('what is no citation stays as it is, and unknown keys in brackets are marked', () => {
  assert.equal(words('`[@doe]` me@doe.example @someone \\@doe'), '[@doe] me@doe.example @someone @doe');
  assert.match(
    rendered('[@doe; @nobody]'),
    /; <span class="carrel-unknown" title="No paper[^"]*">@nobody<\/span>\)/,
  );
  assert.doesNotMatch(rendered('Only `[@doe]` here.'), /carrel/);
});

test('nothing is known yet: the text shows as it is written', () => {
  assert.equal(rendered('See [see @doe, p. *3*].', null), '<p>See [see @doe, p. *3*].</p>\n');
});

test('what others wrote is text, never markup', () => {
  const evil = '"><img src=x onerror=alert(1)>';
  const papers = new Map([
    ['k', { ...paper(evil, evil, evil), reference: [{ text: evil, url: 'javascript:alert(1)' }] }],
  ]);
  const html = rendered(`[${evil.replace(/[[\]]/g, '')} @k, <b>p</b>] @{k}`, papers);
  assert.doesNotMatch(html, /<img|<b>|javascript:/);
  const name = '<script>"&';
  assert.doesNotMatch(rendered(`[@{${name}}]`, new Map([[name, paper('A', '1')]])), /<script/);
});

test('keys of object prototypes are ordinary keys', () => {
  assert.match(rendered('[@__proto__]', new Map([['__proto__', paper('Proto', '1')]])), /Proto, 1/);
});
