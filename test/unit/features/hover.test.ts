import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { hoverOfPaper } from '../../../src/core/features/hover.ts';
import type { PaperAnnotation } from '../../../src/core/annotations/placed-annotations.ts';
import { AnnotationStore, type PaperAnnotations } from '../../../src/core/annotations/store.ts';
import { Library } from '../../../src/core/library/library.ts';
import { entry, setEntries } from '../../support/entries.ts';

function tokensOf(
  title: string,
  abstract: string,
  path: string,
  topic: string,
  own: Partial<PaperAnnotations> = {},
): Token[] {
  const library = new Library();
  setEntries(library, path, [entry({ title, abstract, authorCount: 3, date: '2024-05-03' })]);
  library.commit();
  const [paper] = library.papers;
  const notes = { ...new AnnotationStore(library).of(paper!), ...own };
  const markdown = hoverOfPaper(paper!, {
    topics: [topic],
    citedIn: 2,
    commandLinks: true,
    notes,
    highlight: own.highlights ? 'h1' : null,
  });
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

const SPAN = { start: 0, end: 0 };

function annotation(
  kind: 'highlight' | 'remark',
  exact: string,
  comment: string,
  id = 'h1',
): PaperAnnotation {
  const place = { field: 'fulltext', start: null, page: exact, version: null } as const;
  const marker = { kind, color: 'green', date: null, annotator: null, place, prefix: null, suffix: null };
  const spans = { record: SPAN, marker: SPAN, quote: null, id: null, comment: [] };
  return {
    path: 'a.md',
    fileId: id,
    record: { ...marker, id, exact, comment, spans },
    anchoring: { state: 'unlocated' },
  };
}

test('what a reader quoted, wrote and tagged is shown, and is only text', () => {
  const words = fc.array(HOSTILE, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(words, words, words, (exact, comment, tag) => {
      const own: Partial<PaperAnnotations> = {
        tags: [tag],
        rating: 4,
        status: 'reading',
        highlights: [annotation('highlight', exact, comment)],
        remarks: [annotation('remark', '', comment, 'r1')],
      };
      const tokens = tokensOf('A title', 'An abstract.', 'digests/a.txt', 'topic', own);
      const links = tokens
        .filter(({ type, markup }) => type === 'link_open' && markup !== 'linkify')
        .map((token) => String(token.attrGet('href')).split('?')[0]);
      assert.deepEqual(links, ['command:carrel.openCard', 'command:carrel.openEntry']);
      for (const { type } of tokens)
        assert.doesNotMatch(type, /image|html|heading|table|fence|code_block|list/, exact);
    }),
    { numRuns: 500 },
  );
});

test('status, rating, tags, a few highlights and remarks, and how many more there are', () => {
  const own: Partial<PaperAnnotations> = {
    tags: ['memory'],
    rating: 4,
    status: 'reading',
    highlights: [1, 2, 3, 4, 5].map((n) =>
      annotation('highlight', `quote ${n}`, n === 1 ? 'mine' : '', `h${n}`),
    ),
    remarks: [annotation('remark', '', 'all in all', 'r1')],
  };
  const shown = tokensOf('A title', 'An abstract.', 'digests/a.txt', 'topic', own)
    .filter(({ type }) => type === 'text')
    .map(({ content }) => content)
    .join('');
  assert.match(shown, /Status: reading · rated 4 of 5 · tags: memory/);
  assert.match(shown, /“quote 1” \(green, p\. quote 1\) — mine/);
  assert.match(shown, /Remark: all in all/);
  // The link names the first, which is shown once, above the others.
  assert.equal(shown.split('“quote 1”').length, 2);
  assert.match(shown, /“quote 4”.*and 1 more/);
  assert.doesNotMatch(shown, /quote 5/);
});
