import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import type { Entry } from '../../../src/core/digests/entry.ts';
import type { FormatId } from '../../../src/core/digests/format.ts';
import { ALL_FORMATS } from '../../../src/core/digests/formats.ts';
import { recogniseDigest } from '../../../src/core/digests/registry.ts';
import { decode } from '../../../src/server/node/disk.ts';
import { corpus, withoutCorpus } from '../../support/corpora.ts';
import { parseChecked, sourceOf } from '../../support/digests.ts';
import { parseWhole } from '../../../src/core/digests/parse-whole.ts';

interface ReadFile {
  readonly path: string;
  /** Null where no format knows the file. */
  readonly format: FormatId | null;
  readonly entries: readonly Entry[];
  readonly problems: readonly string[];
}

/** All files of a folder of the corpora, read as the library reads them; Markdown as a digest that is named as one. */
function read(folder: string, choose: (path: string) => boolean = () => true): ReadFile[] {
  return readdirSync(corpus(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(corpus(folder), join(entry.parentPath, entry.name)))
    .filter(choose)
    .sort()
    .map((path) => {
      const content = decode(readFileSync(join(corpus(folder), path)));
      return readText(path, typeof content === 'object' && 'text' in content ? content.text : '');
    });
}

function readText(path: string, text: string): ReadFile {
  const source = sourceOf(text, path.replace(/\.md$/, '.digest.md'));
  const recognised = recogniseDigest(source, ALL_FORMATS);
  // Maps are held for what is small; they are the same code for what is large.
  const isSmall = text.length < 120_000;
  const parsed =
    recognised &&
    (isSmall ? parseChecked(recognised.format, text, source.path) : parseWhole(recognised.format, source));
  return {
    path,
    format: recognised?.format.id ?? null,
    entries: parsed?.entries ?? [],
    problems: parsed?.problems.map(({ code }) => code) ?? [],
  };
}

const sum = (files: readonly ReadFile[]): number =>
  files.reduce((all, { entries }) => all + entries.length, 0);
const every = (files: readonly ReadFile[]): Entry[] => files.flatMap(({ entries }) => entries);
const ids = (files: readonly ReadFile[]): number =>
  new Set(every(files).flatMap(({ arxiv }) => arxiv ?? [])).size;
const formats = (files: readonly ReadFile[]): (string | null)[] => [
  ...new Set(files.map(({ format }) => format)),
];
const unread = (files: readonly ReadFile[]): string[] =>
  files.filter(({ format }) => format === null).map(({ path }) => path);
const count = (files: readonly ReadFile[], holds: (entry: Entry) => unknown): number =>
  every(files).filter(holds).length;

/** No markup, escapes or ends of lines stand in any title. */
function titlesAreClean(files: readonly ReadFile[]): void {
  for (const { title } of every(files)) {
    assert.match(title, /\S/);
    assert.doesNotMatch(
      title,
      /<\/?(?:i|b|sub|sup|span|em|strong)\b|&(?:amp|lt|gt|quot|#\d+);|\n|^\s|\s$|\*\*|\]\(/,
      title,
    );
  }
}

function line(folder: string, name: string, check: () => void): void {
  test(`${folder}: ${name}`, { skip: withoutCorpus(folder) }, check);
}

line('huggingface/page', '35 and 375 papers', () => {
  const files = read('huggingface/page', (path) => path.endsWith('.txt'));
  assert.deepEqual(
    files.map(({ format, entries }) => [format, entries.length]),
    [
      ['huggingface-page', 375],
      ['huggingface-page', 35],
    ],
  );
  titlesAreClean(files);
});

line('huggingface/page_captures', '9 papers, and 6 of which most stand twice', () => {
  const [a, d] = read('huggingface/page_captures');
  assert.deepEqual([a!.format, a!.entries.length, ids([a!])], ['huggingface-page', 9, 9]);
  assert.equal(d!.format, 'huggingface-page');
  assert.equal(d!.entries.length, 10);
  assert.equal(new Set(d!.entries.map(({ title }) => title)).size, 6);
  const calm = d!.entries.find(({ title }) => title === 'Continuous Audio Language Models');
  assert.match(calm!.abstract!, /available at https:\S+$/, 'an address that ends an abstract is its part');
  titlesAreClean([a!, d!]);
});

line('huggingface/api_json', '60 files, 1,403 papers', () => {
  const files = read('huggingface/api_json');
  assert.deepEqual([files.length, sum(files), unread(files).length], [60, 1403, 0]);
  assert.equal(
    count(files, (e) => !e.arxiv || !e.abstract || !e.date || e.authors.length === 0),
    0,
  );
  titlesAreClean(files);
});

line('huggingface/md_tables', '22 files, 304 ids', () => {
  const files = read('huggingface/md_tables');
  assert.deepEqual([files.length, sum(files), formats(files)], [22, 304, ['markdown-list']]);
  assert.equal(
    count(files, (e) => !e.arxiv || !e.abstract),
    0,
  );
  titlesAreClean(files);
});

line('huggingface/rss', '2 feeds', () => {
  const files = read('huggingface/rss');
  assert.deepEqual(
    files.map(({ format, entries }) => [format, entries.length]),
    [
      ['arxiv-rss', 30],
      ['arxiv-rss', 6],
    ],
  );
  assert.equal(
    count(files, (e) => !e.arxiv || !e.abstract || !e.date || !e.authorCount || e.upvotes === null),
    0,
  );
  for (const { abstract } of every(files)) assert.doesNotMatch(abstract!, /&lt;|<|&amp;/);
  titlesAreClean(files);
});

line('arxiv/atom_api', '12 answers inside JSON; 3 are empty or errors', () => {
  const files = read('arxiv/atom_api');
  assert.deepEqual(formats(files), ['arxiv-atom']);
  assert.deepEqual(
    files.map(({ entries }) => entries.length),
    [0, 1, 0, 1, 1, 1, 0, 1, 1, 100, 10, 15],
  );
  assert.deepEqual(
    files.flatMap(({ problems }) => problems),
    ['feed-item-no-paper'],
  );
  assert.equal(
    count(files, (e) => !e.arxiv || !e.abstract || !e.date || e.authors.length === 0),
    0,
  );
  titlesAreClean(files);
});

line('arxiv/atom_api_xiv', 'an answer with two papers and an empty one', () => {
  assert.deepEqual(
    read('arxiv/atom_api_xiv').map(({ entries }) => entries.length),
    [0, 2],
  );
});

line('arxiv/rss_atom_new', 'a feed of 7, five of them cross-lists', () => {
  const files = read('arxiv/rss_atom_new');
  assert.equal(sum(files), 7);
  assert.equal(
    count(files, (e) => e.announced === 'cross'),
    5,
  );
  for (const { authors } of every(files))
    assert.doesNotMatch(JSON.stringify(authors), /\\\\/, 'accents are letters');
});

for (const [folder, papers, dated] of [
  ['arxiv/json_shiyibihua', 1452, 1452],
  ['arxiv/json_a1henu', 623, 0],
] as const)
  line(folder, `${papers} papers`, () => {
    const files = read(folder);
    assert.deepEqual([sum(files), unread(files), formats(files)], [papers, [], ['arxiv-jsonl']]);
    assert.equal(
      count(files, (e) => e.date !== null),
      dated,
    );
    assert.equal(
      count(files, (e) => !e.arxiv || !e.abstract || e.authors.length === 0),
      0,
    );
    titlesAreClean(files);
  });

line('api/s2_paper', 'a paper, the 14 works of its list of references and 1,000 that cite it', () => {
  const files = read('api/s2_paper');
  assert.deepEqual([sum(files), formats(files)], [1015, ['semantic-scholar-json']]);
  const [paper, ...others] = every(files);
  assert.equal(paper!.cites.length, 14);
  assert.equal(others.filter(({ cites }) => cites[0]?.doi === paper!.doi).length, 1000);
  titlesAreClean(files);
});

line('arxiv/tsv_arxiv_archive', '6,728 papers once it is unzipped', () => {
  const zip = readFileSync(corpus('arxiv/tsv_arxiv_archive/1993.tsv.zip'));
  assert.ok('problem' in (decode(zip) as object), 'an archive is told to be no text');
  const file = readText('1993.tsv', unzipped(zip).toString('utf8'));
  assert.deepEqual([file.format, file.entries.length, file.problems], ['table', 6728, []]);
  assert.equal(
    count([file], (e) => !e.arxiv || !e.date || e.authors.length === 0 || e.subjects.length === 0),
    0,
  );
});

/** The first file of an archive that is deflated and not empty. */
function unzipped(zip: Buffer): Buffer {
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    const size = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (size > 0) return inflateRawSync(zip.subarray(start, start + size));
  }
  throw new Error('no file in the archive');
}

line('lists/cv_arxiv_daily', '9,312 rows of papers below 6 heads and rules; 8,563 ids', () => {
  // The 9,324 rows of the corpora's README count the heads and rules of the six tables.
  const files = read('lists/cv_arxiv_daily', (path) => path.endsWith('.md'));
  assert.deepEqual([sum(files), ids(files)], [9312, 8563]);
  assert.equal(
    count(files, (e) => !e.date || e.authors.length !== 1 || e.authorCount !== null),
    0,
  );
  titlesAreClean(files);
});

for (const [folder, known, found] of [
  ['lists/Awesome-LLM', 48, 79],
  ['lists/awesome-deep-learning-papers', 91, 113],
  ['lists/paper-reading', 76, 81],
] as const)
  line(folder, `${known} ids that others counted, and more`, () => {
    const files = read(folder, (path) => path.endsWith('.md'));
    assert.equal(ids(files), found);
    const inText = new Set(
      readdirSync(corpus(folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.md'))
        .flatMap((path) => [
          ...readFileSync(corpus(`${folder}/${path}`), 'utf8').matchAll(
            /arxiv\.org\/(?:abs|pdf)\/(\d{4}\.\d{4,5})/g,
          ),
        ])
        .map((match) => match[1]!),
    );
    const read_ = new Set(every(files).map(({ arxiv }) => arxiv));
    // What a footnote mentions in passing is no entry.
    const missing = [...inText].filter((id) => !read_.has(id));
    assert.deepEqual(missing, folder.endsWith('reading') ? ['2108.07258', '1911.07013', '2103.03404'] : []);
    titlesAreClean(files);
  });

line('bibliographies/asreview_exports', 'RIS and tables of many programs', () => {
  const files = read('bibliographies/asreview_exports');
  // One table has no titles.
  assert.deepEqual(unread(files), ['generic_labels_no_title.csv']);
  const read_ = (name: string): number => files.find(({ path }) => path === name)!.entries.length;
  for (const [name, entries] of Object.entries({
    'ovid_psycinfo.ris': 6,
    'ovid_zotero.ris': 6,
    'pubmed_endnote.txt': 6,
    'pubmed_zotero.ris': 6,
    'scopus.ris': 6,
    'baseline_zotero.ris': 100,
    'baseline_tag-notes_zotero.ris': 4,
    'embase.csv': 6,
    'generic_labels.csv': 6,
    'generic_semicolon.csv': 2,
    'generic_tab.csv': 2,
    'generic_tab.tab': 2,
    'generic_tab.tsv': 2,
    'record_id.csv': 10,
    'duplicate_records.csv': 10,
  }))
    assert.equal(read_(name), entries, name);
  // Records that name their kind alone, to test readers: each is told of.
  const kinds = files.find(({ path }) => path === 'baseline_reference_types.ris')!;
  assert.deepEqual([kinds.entries.length, kinds.problems.length], [0, 61]);
  titlesAreClean(files);
});

line('bibliographies/citation_file_formatting', 'ten dinosaurs, as twelve programs export them', () => {
  const files = read('bibliographies/citation_file_formatting');
  assert.deepEqual(
    files.map(({ entries }) => entries.length),
    [3, 10, 10, 10, 10, 10, 11, 10, 10, 10, 10, 10],
  );
  assert.deepEqual(formats(files), ['ris']);
  assert.equal(
    count(files, (e) => !e.date),
    0,
  );
  // Abstracts of one paper are equal, whatever program wrote them.
  titlesAreClean(files);
});

line('bibliographies/ris_rispy', 'each record, between numbers and empty lines too', () => {
  assert.deepEqual(
    read('bibliographies/ris_rispy').map(({ entries }) => entries.length),
    [0, 1, 2, 2, 2, 1],
  );
});

line('bibliographies/jabref_importers', 'RIS and MEDLINE agree with the BibTeX of the same stem', () => {
  const files = read('bibliographies/jabref_importers', (path) => /\.(?:ris|nbib|bib)$/.test(path));
  const read_ = new Map(files.map((file) => [file.path, file]));
  const pairs = files.filter(({ path }) => /\.(?:ris|nbib)$/.test(path));
  assert.equal(pairs.length, 10);
  for (const { path, entries } of pairs) {
    const expected = read_.get(path.replace(/\.[a-z]+$/, '.bib'))!.entries;
    assert.equal(entries.length, expected.length, path);
    entries.forEach((entry, i) => {
      const other = expected[i]!;
      assert.equal(entry.title.replace('—', '–'), other.title.replace('—', '–'), path);
      if (!path.startsWith('Nbib')) assert.equal(entry.doi, other.doi, path);
      assert.equal(entry.date?.slice(0, 4), other.date?.slice(0, 4), path);
      // JabRef counts editors and further writers of a book as authors, and no corporate ones.
      if (!/Test7|Nbib/.test(path)) assert.equal(entry.authorCount, other.authorCount, path);
    });
  }
});

line('bibliographies/bbt_csl_json', '77 items of 12 files', () => {
  const files = read('bibliographies/bbt_csl_json');
  assert.deepEqual([sum(files), unread(files), count(files, (e) => e.key === null)], [77, [], 0]);
  assert.deepEqual(formats(files), ['csl-json', 'csl-yaml']);
  titlesAreClean(files);
});

line(
  'bibliographies/csl_test_suite',
  '142 items of 48 files; 5 files have items of nothing but dates',
  () => {
    const files = read('bibliographies/csl_test_suite');
    assert.deepEqual([files.length, sum(files)], [48, 142]);
    assert.deepEqual(
      unread(files).map((path) => path.replace(/-..-..\.json/, '')),
      [...Array<string>(4).fill('date_LocalizedDateFormats'), 'flipflop_BoldfaceNodeLevelMarkup.json'],
    );
  },
);

line('bibliographies/handlr', 'CSL-JSON, Crossref and DataCite, and RIS', () => {
  const files = read('bibliographies/handlr', (path) => /\.(?:ris|json)$/.test(path));
  assert.deepEqual(unread(files), ['codemeta.json']);
  assert.equal(sum(files), 6);
  assert.equal(
    count(files, (e) => e.authors.length === 0),
    0,
  );
  assert.equal(
    count(files, (e) => e.doi === null),
    0,
  );
});

line('notes/bnnyng_garden/.pandoc', 'a CSL file of 243', () => {
  const files = read('notes/bnnyng_garden/.pandoc', (path) => path.endsWith('.json'));
  assert.deepEqual([sum(files), count(files, (e) => e.key === null)], [243, 0]);
  titlesAreClean(files);
});
