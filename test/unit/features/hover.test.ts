import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { hoverOfPaper } from '../../../src/core/features/hover.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

function tokensOf(title: string, abstract: string, path: string, topic: string): Token[] {
  const library = new Library();
  setEntries(library, path, [entry({ title, abstract, authorCount: 3, date: '2024-05-03' })]);
  library.commit();
  const [paper] = library.papers;
  const markdown = hoverOfPaper(paper!, { topics: [topic], citedIn: 2, commandLinks: true });
  const all = new MarkdownIt({ html: true, linkify: true }).parse(markdown, {});
  return all.flatMap((token) => [token, ...(token.children ?? [])]);
}

const HOSTILE = fc.oneof(
  fc.constantFrom(
    '[x](command:workbench.action.quit)',
    '![x](https://tracker.example/a.png)',
    '<img src=x onerror=alert(1)>',
    '<a href="command:x">y</a>',
    '](command:x)',
    '`[x](command:y)`',
    '# heading',
    '| a | b |\n|---|---|\n',
    '&lt;b&gt;',
    '$(alert)',
    '\\',
    '\\[a](command:b)',
    '[a]: command:b',
    '\n\n    code',
    'www.example.com',
  ),
  fc.string({ maxLength: 30 }),
);

test('whatever a digest says, the links of a hover are our own and nothing is an image or HTML', () => {
  const words = fc.array(HOSTILE, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(words, words, words, words, (title, abstract, path, topic) => {
      const tokens = tokensOf(`t ${title}`, abstract, `digests/${path.replaceAll('/', '')}.txt`, topic);
      const links = tokens
        .filter(({ type, markup }) => type === 'link_open' && markup !== 'linkify')
        .map((token) => String(token.attrGet('href')).split('?')[0]);
      assert.deepEqual(links, ['command:carrel.openCard', 'command:carrel.openEntry']);
      for (const { type } of tokens)
        assert.doesNotMatch(type, /image|html|heading|table|fence|code_block|list/, title);
    }),
    { numRuns: 1500 },
  );
});
