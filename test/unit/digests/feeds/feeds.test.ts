import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { arxivAtom, papersRss } from '../../../../src/core/digests/feeds/feed.ts';
import { damage, known, noise, parseChecked, sourceOf } from '../../../support/digests.ts';
import { random } from '../../../support/random.ts';
import { parseWhole } from '../../../../src/core/digests/parse-whole.ts';

function atom(title: string, summary: string, id = '2310.05869v2'): string {
  return `  <entry>
    <id>http://arxiv.org/abs/${id}</id>
    <updated>2023-11-09T17:59:37Z</updated>
    <published>2023-10-09T17:59:37Z</published>
    <title>${title}</title>
    <summary>  ${summary}
</summary>
    <author>
      <name>Ada Moor</name>
    </author>
    <author><name>Bo van Dyke</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/Bogs.1</arxiv:doi>
    <link href="http://arxiv.org/abs/${id}" rel="alternate"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
`;
}
const feed = (...entries: string[]): string =>
  `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n  <title>arXiv Query</title>\n  <id>http://arxiv.org/api/x</id>\n${entries.join('')}</feed>\n`;

describe('Atom', () => {
  test('an entry gives its fields, unwrapped and decoded', () => {
    const text = feed(atom('Peat &amp; Bogs:\n  A Census', 'Peat holds\ncarbon &lt; all.'));
    assert.equal(arxivAtom.recognise(sourceOf(text)), 'content');
    assert.deepEqual(parseChecked(arxivAtom, text).entries.map(known), [
      {
        title: 'Peat & Bogs: A Census',
        abstract: 'Peat holds carbon < all.',
        authors: [
          { family: 'Moor', given: 'Ada' },
          { family: 'van Dyke', given: 'Bo' },
        ],
        authorCount: 2,
        date: '2023-10-09',
        arxiv: '2310.05869',
        arxivVersion: 2,
        doi: '10.1000/bogs.1',
        url: 'https://arxiv.org/abs/2310.05869',
        subjects: ['cs.LG'],
      },
    ]);
  });

  test('an answer that tells of an error holds no paper, and that is said', () => {
    const error =
      '<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad</summary></entry>';
    const { entries, problems } = parseChecked(arxivAtom, feed(error, atom('Peat', 'A.')));
    assert.deepEqual(
      entries.map(({ title }) => title),
      ['Peat'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['feed-item-no-paper'],
    );
  });

  test('a feed that was cut off keeps what is whole, and what of the rest can be read', () => {
    const text = feed(atom('One', 'A.'), atom('Two', 'B.'));
    const { entries, problems } = parseChecked(arxivAtom, text.slice(0, text.lastIndexOf('<author>')));
    assert.deepEqual(
      entries.map(({ title }) => title),
      ['One', 'Two'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['feed-item-not-closed'],
    );
  });
});

describe('RSS', () => {
  const rss = (item: string): string =>
    `<rss version="2.0"><channel><link>https://arxiv.org/</link><item>${item}</item></channel></rss>`;

  test("arXiv's feed: announcement, identifier before the abstract, authors in a line", () => {
    const text = rss(
      '<title>A Census (arXiv:2310.05869v1 [cs.LG])</title><link>https://arxiv.org/abs/2310.05869</link>' +
        '<description>arXiv:2310.05869v1 Announce Type: replace-cross \nAbstract: Peat holds carbon.</description>' +
        '<dc:creator>Ada Moor, Bo van Dyke</dc:creator><pubDate>Mon, 9 Oct 2023 00:00:00 -0400</pubDate>',
    );
    const [entry] = parseChecked(papersRss, text).entries;
    assert.equal(entry!.title, 'A Census');
    assert.equal(entry!.abstract, 'Peat holds carbon.');
    assert.equal(entry!.announced, 'replacement');
    assert.equal(entry!.authorCount, 2);
  });

  test('the day on which a feed announces is the date of new papers alone', () => {
    const dateOf = (type: string, id: string): unknown =>
      parseChecked(
        papersRss,
        rss(
          `<title>A Census</title><link>https://arxiv.org/abs/${id}</link><description>arXiv:${id}v1 Announce Type: ${type} \nAbstract: Peat.</description><pubDate>Fri, 31 Oct 2025 00:00:00 -0400</pubDate>`,
        ),
      ).entries[0]!.date;
    assert.equal(dateOf('new', '2510.05869'), '2025-10-31');
    assert.equal(dateOf('cross', '2510.05869'), '2025-10-31');
    assert.equal(dateOf('cross', '2310.05869'), '2023-10');
    assert.equal(dateOf('replace', '2310.05869'), '2023-10');
    assert.equal(dateOf('replace-cross', 'hep-th/9901001'), '1999-01');
  });

  test('HTML in an abstract is undone, and what it sets apart stays apart', () => {
    const abstractOf = (html: string): unknown =>
      parseChecked(
        papersRss,
        rss(
          `<title>A Census</title><link>https://arxiv.org/abs/2310.05869</link><description>${html}</description>`,
        ),
      ).entries[0]!.abstract;
    const meant = 'We count Peat & bogs. Depth d < 3 m.';
    const html =
      '<p>We <b>count</b> <a href="https://a.example/x">Peat</a> &amp; bogs.</p><p>Depth <i>d</i> &lt; 3&nbsp;m.</p>';
    const escape = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    assert.equal(abstractOf(escape(html)), meant.replace('3 m', '3\u00a0m'));
    assert.equal(abstractOf(`<![CDATA[${html}]]>`), meant.replace('3 m', '3\u00a0m'));
    assert.equal(
      abstractOf('Where a &lt; b and b &gt; c, one<br/>line.'),
      'Where a < b and b > c, one line.',
    );
  });

  test('a feed of Daily Papers: escaped HTML', () => {
    const text = rss(
      '<title><![CDATA[A Census]]></title><link>https://arxiv.org/abs/2310.05869</link><description>&lt;p&gt;&lt;b&gt;Authors:&lt;/b&gt; Ada Moor, Bo Lee&lt;/p&gt;' +
        '&lt;p&gt;&lt;b&gt;Upvotes:&lt;/b&gt; 52&lt;/p&gt;&lt;p&gt;&lt;b&gt;Summary:&lt;/b&gt; Peat &amp;amp; carbon.&lt;/p&gt;</description>',
    );
    const [entry] = parseChecked(papersRss, text).entries;
    assert.equal(entry!.title, 'A Census');
    assert.equal(entry!.abstract, 'Peat & carbon.');
    assert.equal(entry!.upvotes, 52);
    assert.equal(entry!.authorCount, 2);
  });
});

test('whatever text without TeX a title holds comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      const title = `T ${text} T`.replace(/\s+/g, ' ').replaceAll('(', '[').replaceAll('\\', '/');
      const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      const [entry] = parseChecked(arxivAtom, feed(atom(escaped, 'A.'))).entries;
      // Feeds that hold HTML escape twice, so one level more is undone.
      if (!/&(?:amp|lt|gt|quot|#39|apos|nbsp);/.test(title)) assert.equal(entry!.title, title);
    }),
  );
});

test('damage to one item loses no other, and no text makes it throw', () => {
  const next = random(41);
  const items = Array.from({ length: 5 }, (_, i) => atom(`Study ${i}`, 'A.', `2310.0000${i}`));
  for (let round = 0; round < 1500; round++) {
    const at = next(5);
    const damaged = items.map((item, i) => (i === at ? damage(item, next, 10, item.length - 12) : item));
    const found = new Set(
      parseWhole(arxivAtom, sourceOf(feed(...damaged))).entries.map(({ title }) => title),
    );
    for (let i = 0; i < 5; i++) if (i !== at) assert.ok(found.has(`Study ${i}`), damaged[at]);
  }
  const pieces = [
    '<entry>',
    '</entry>',
    '<item>',
    '<title>',
    '</title>',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&#x',
    '<link href="',
    '<category term=',
  ];
  for (let round = 0; round < 1500; round++) parseChecked(papersRss, noise(next, pieces, 1 + next(30)));
});
