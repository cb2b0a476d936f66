import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { webLinksIn } from '../../../src/core/text/web-links.ts';

const found = (text: string): string[] => webLinksIn(text).map(({ kind, url }) => `${kind} ${url}`);

test('code, models, data, demos and pages of projects are told apart', () => {
  assert.deepEqual(
    found(
      'Code: https://github.com/a/b. Data (https://huggingface.co/datasets/a/b), models at huggingface.co/a/m; see a-b.github.io/page/, ' +
        'https://huggingface.co/spaces/a/demo and http://www.example.org/x_(y)?q=1!',
    ),
    [
      'Code https://github.com/a/b',
      'Data https://huggingface.co/datasets/a/b',
      'Model https://huggingface.co/a/m',
      'Project https://a-b.github.io/page/',
      'Demo https://huggingface.co/spaces/a/demo',
      'Page http://www.example.org/x_(y)?q=1',
    ],
  );
});

test('an address counts once, and what is not surely one is none', () => {
  assert.deepEqual(found('https://github.com/a/b, again github.com/A/B/ and https://www.github.com/a/b'), [
    'Code https://github.com/a/b',
  ]);
  for (const text of [
    'javascript:alert(1) file:///etc/passwd ftp://x.org/y',
    'https://user:secret@github.com/a',
    'me@github.com and notgithub.com/a/b',
    'https://localhost/x http://10.0.0.1/ https://x',
    'github.com and huggingface.co alone',
    'https://exa mple',
  ])
    assert.deepEqual(found(text), [], text);
});

test('whatever the text, links are web addresses that stand in it, without blanks or quotes', () => {
  const part = fc.constantFrom(
    'https://',
    'github.com',
    '/',
    'a',
    '.',
    ')',
    '(',
    '"',
    "'",
    '<',
    '>',
    ' ',
    '@',
    '%',
    '\\',
    '{',
    'javascript:',
    '\n',
    'é',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const { url } of webLinksIn(text)) {
        assert.match(url, /^https?:\/\/[^\s"<>\\]+$/);
        assert.ok(text.includes(url.replace(/^https:\/\//, '')));
        assert.ok(URL.canParse(url) && new URL(url).username === '');
      }
    }),
  );
});
