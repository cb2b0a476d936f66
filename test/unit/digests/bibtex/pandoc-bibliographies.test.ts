import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { bibtex } from '../../../../src/core/digests/bibtex/bibtex.ts';
import type { Entry } from '../../../../src/core/digests/entry.ts';
import { corpus, withoutCorpus } from '../../../support/corpora.ts';
import { withoutPandoc } from '../../../support/pandoc.ts';

/** What of CSL-JSON is compared. */
interface CslItem {
  readonly id: string;
  readonly title?: string;
  readonly author?: readonly Readonly<Record<string, string>>[];
  readonly issued?: { readonly 'date-parts'?: readonly (readonly number[])[] };
  readonly DOI?: string;
}

const FOLDER = 'bibliographies/';
/** Pandoc takes minutes for the large ones; in bytes. */
const LARGEST = 60_000;

/**
 * Kinds of differences that are meant, and who is right:
 * - books in several volumes: Pandoc's title is that of all volumes;
 * - unknown commands: Pandoc drops them; we show them;
 * - capitals of titles: Pandoc lowers them for citation styles; we show what the file says;
 * - `titleaddon` behind a title: Pandoc appends it; for us it is no part of the title;
 * - seasons: Pandoc gives month 21 to 24; we give the year;
 * - years before the year 1000 and ranges: Pandoc keeps them; we give none;
 * - DOIs in other resolvers' addresses: Pandoc keeps the address; we give the DOI, and none where it is a short one.
 */
function isMeant(field: string, ours: string | null, theirs: string | null): boolean {
  if (field === 'title') return theirs !== null && ours !== null && theirs.startsWith(ours);
  if (field === 'date')
    return theirs === null || /^-|^0|-(?:1[3-9]|[2-4]\d)$/.test(theirs) || ours?.startsWith(theirs) === true;
  if (field === 'doi') return theirs === null || !theirs.startsWith('10.');
  return false;
}

const skip = withoutCorpus(FOLDER) || withoutPandoc();

test('bibliographies are read as Pandoc reads them', { skip }, async () => {
  const paths = smallBibliographies();
  const judged = await eachOf(paths, 6, (path) => itemsOf(corpus(FOLDER + path)));
  let same = 0;
  const differing: string[] = [];
  paths.forEach((path, i) => {
    const text = readFileSync(corpus(FOLDER + path), 'utf8');
    // Other encodings are told by the file system's side.
    if (text.includes('\ufffd')) return;
    const ours = new Map(
      bibtex.parse({ path, text, today: '2026-11-24' }).entries.map((entry) => [entry.key, entry]),
    );
    for (const item of distinct(judged[i]!)) {
      const entry = ours.get(item.id);
      if (!entry) differing.push(`${path}: no ${item.id}`);
      for (const [field, mine, theirs] of entry ? pairsOf(entry, item) : []) {
        if (mine === theirs) same++;
        else if (!isMeant(field, mine, theirs))
          differing.push(`${path} ${item.id} ${field}\n  ours   ${mine}\n  pandoc ${theirs}`);
      }
    }
  });
  assert.ok(same > 1000, `${same} fields compared`);
  const list = differing.slice(0, 20).join('\n');
  assert.ok(differing.length < same / 100, `${differing.length} of ${same} differ:\n${list}`);
});

/** What Pandoc reads of a file: nothing where one bad entry makes it give the whole file up. */
function itemsOf(file: string): Promise<readonly CslItem[]> {
  const options = { timeout: 10_000, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile('pandoc', ['-f', 'bibtex', '-t', 'csljson', file], options, (error, stdout) => {
      resolve(error ? [] : (JSON.parse(stdout) as CslItem[]));
    });
  });
}

/** Runs a task for each, so many at a time; results in order. */
async function eachOf<T, R>(all: readonly T[], atOnce: number, task: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < all.length) {
      const i = next++;
      results[i] = await task(all[i]!);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

function smallBibliographies(): string[] {
  return readdirSync(corpus(FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bib') && statSync(corpus(FOLDER + path)).size < LARGEST)
    .sort();
}

/** The first of each key: a later one is a fault of the file. */
function distinct(items: readonly CslItem[]): readonly CslItem[] {
  return items.filter((item, i) => items.findIndex(({ id }) => id === item.id) === i);
}

function pairsOf(entry: Entry, item: CslItem): [string, string | null, string | null][] {
  const issued = item.issued?.['date-parts']?.[0];
  const date = issued?.map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0')).join('-') ?? null;
  const pairs: [string, string | null, string | null][] = [
    ['date', entry.date, date],
    ['doi', entry.doi, item.DOI?.toLowerCase() ?? null],
  ];
  if (item.title !== undefined) pairs.push(['title', plain(entry.title), plain(item.title)]);
  if (item.author) {
    const theirs = item.author.map(cslName).filter((name) => name !== 'others');
    pairs.push(['author', plain(entry.authors.map(ownName).join('; ')), plain(theirs.join('; '))]);
  }
  return pairs;
}

function ownName(author: Entry['authors'][number]): string {
  return 'literal' in author
    ? author.literal
    : [author.family, author.given].filter((part) => part !== null).join(', ');
}

function cslName(name: Readonly<Record<string, string>>): string {
  const family = [name['dropping-particle'], name['non-dropping-particle'], name['family']]
    .filter(Boolean)
    .join(' ');
  return name['literal'] ?? [family, name['given'], name['suffix']].filter(Boolean).join(', ');
}

/** Without markup, case, and kinds of quotes, dashes and blanks. */
function plain(text: string): string {
  return text
    .replace(/<[^>]*>/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[–—]/g, '-')
    .replace(/["'‘’“”„«»`$.\s\u00a0\u202f\u2009]+/g, '');
}
