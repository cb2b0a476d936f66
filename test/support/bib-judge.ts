import { readdirSync, readFileSync, statSync } from 'node:fs';
import { bibtex } from '../../src/core/digests/bibtex/bibtex.ts';
import { scanBibtex } from '../../src/core/digests/bibtex/scanner.ts';
import type { Author } from '../../src/core/digests/entry.ts';
import { decode } from '../../src/server/node/disk.ts';
import { corpus } from './corpora.ts';
import { pandocReadings, type CslItem, type PandocReading } from './pandoc-items.ts';
import { parseWhole } from '../../src/core/digests/parse-whole.ts';

type Field = 'key' | 'title' | 'author' | 'date' | 'doi';

export interface Difference {
  readonly path: string;
  readonly key: string;
  readonly field: Field;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** The entry as it is written. */
  readonly written: string;
}

/** A kind of difference that is known, and who is right. */
interface Kind {
  readonly name: string;
  readonly right: 'we' | 'Pandoc' | 'both';
  readonly field: Field;
  is(difference: Difference): boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: 'Pandoc takes a group behind \\textendash, \\textdegree and the like for an argument and drops it',
    right: 'we',
    field: 'title',
    is: ({ written }) =>
      /\\(?:text(?!it|bf|sc|tt|rm|sf|sl|up|md|normal|sub|super)[a-z]+|ding|phantom|vphantom|mu)\b *(?:\{|[^a-zA-Z\s])/.test(
        written,
      ),
  },
  {
    name: 'Pandoc puts the title of all volumes first, or in place of the volume’s',
    right: 'both',
    field: 'title',
    is: ({ written }) => /\bmaintitle\s*=/i.test(written),
  },
  {
    name: 'Pandoc appends a titleaddon or a volume, or takes it for the title',
    right: 'both',
    field: 'title',
    is: ({ ours, theirs, written }) =>
      /\b(?:titleaddon|volume|issuetitle)\s*=/i.test(written) &&
      (ours === '' || (theirs ?? '').startsWith(ours ?? '') || /titleaddon/i.test(written)),
  },
  {
    name: 'where an entry has no title, we name it by its book; Pandoc by nothing',
    right: 'both',
    field: 'title',
    is: ({ theirs }) => theirs === '',
  },
  {
    name: 'commands that nobody defines: Pandoc drops them, we show them',
    right: 'both',
    field: 'title',
    is: ({ ours }) => /\\[a-z]/i.test(ours ?? ''),
  },
  {
    name: 'formulas: Pandoc drops some; we leave them as they are written',
    right: 'we',
    field: 'title',
    is: ({ written }) => /^\s*title\b[^\n]*\$/im.test(written),
  },
  {
    name: 'accents on an i without dot (\\u{\\i}), or the letter in further braces: Pandoc leaves accent and letter apart',
    right: 'we',
    field: 'author',
    is: ({ theirs, ours }) => (theirs ?? '').replaceAll('ı', 'i').normalize('NFC') === ours,
  },
  {
    name: 'particles behind the given name ("Eijkhof, Frank {v}an {d}en") go before the family name in Pandoc',
    right: 'both',
    field: 'author',
    is: ({ ours, theirs }) => sorted(ours) === sorted(theirs),
  },
  {
    name: 'commands that nobody defines: Pandoc drops them, we show them',
    right: 'both',
    field: 'author',
    is: ({ ours }) => /\\[a-z]/i.test(ours ?? ''),
  },
  {
    name: 'Cyrillic letters as commands, which Pandoc drops',
    right: 'we',
    field: 'author',
    is: ({ written }) => /\\cyrchar\b/.test(written),
  },
  {
    name: 'authors that Pandoc calls by another role (directors of films)',
    right: 'both',
    field: 'author',
    is: ({ theirs }) => theirs === '',
  },
  {
    name: 'months in words beside which more stands ("August 20-25"): Pandoc gives the year, we the month or day too',
    right: 'we',
    field: 'date',
    is: ({ ours, theirs }) => theirs !== null && ours?.startsWith(`${theirs}-`) === true,
  },
  {
    name: 'years beside which more stands ("2004--", "1982/83"): Pandoc gives none, we the first year',
    right: 'we',
    field: 'date',
    is: ({ theirs }) => theirs === null,
  },
  {
    name: 'seasons and months that no year has: Pandoc keeps the number, we give the year',
    right: 'both',
    field: 'date',
    is: ({ ours, theirs }) => /^\d{4}-(?:1[3-9]|[2-9]\d)$/.test(theirs ?? '') && ours === theirs!.slice(0, 4),
  },
  {
    name: 'years before the year 1000: Pandoc keeps them, we give none',
    right: 'Pandoc',
    field: 'date',
    is: ({ ours, theirs }) => ours === null && /^(?:-|0)/.test(theirs ?? ''),
  },
  {
    name: 'DOIs of other fields (url), which Pandoc does not look at',
    right: 'we',
    field: 'doi',
    is: ({ theirs }) => theirs === null,
  },
  {
    name: 'DOIs with resolver, prefix or braces: Pandoc keeps these, we give the DOI',
    right: 'we',
    field: 'doi',
    is: ({ ours, theirs }) => ours !== null && (theirs ?? '').replace(/[{}\\]/g, '').endsWith(ours),
  },
  {
    name: 'what stands for a DOI and is none (a short DOI, half of one): Pandoc keeps it, we give none',
    right: 'both',
    field: 'doi',
    is: ({ ours, theirs }) => ours === null && !/^10\.\d{4}/.test(theirs ?? ''),
  },
];

/** The kind of a difference; null for one that is none of those known. */
export function kindOf(difference: Difference): string | null {
  const kind = KINDS.find((one) => one.field === difference.field && one.is(difference));
  return kind ? `${kind.field}: ${kind.name} (right: ${kind.right})` : null;
}

export interface Judgement {
  readonly path: string;
  readonly same: number;
  readonly differences: readonly Difference[];
  /** How many entries Pandoc gives up at. */
  readonly refused: number;
}

export type JudgedFormat = 'bibtex' | 'biblatex';

/** The .bib files of the corpora between two sizes in bytes, by path. */
export function bibliographies(smallest: number, largest: number): string[] {
  return readdirSync(corpus(''), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bib'))
    .filter((path) => {
      const { size } = statSync(corpus(path));
      return size >= smallest && size < largest;
    })
    .sort();
}

/** Compares what we read of .bib files with what Pandoc does; what is no text is left out. */
export async function judge(paths: readonly string[], format: JudgedFormat): Promise<Judgement[]> {
  const files = paths.flatMap((path) => {
    const content = decode(readFileSync(corpus(path)));
    return content === 'missing' || !('text' in content) ? [] : [{ path, text: content.text }];
  });
  const readings = await pandocReadings(
    files.map(({ text }) => text),
    format,
  );
  return files.map(({ path, text }, i) => compare(path, text, readings[i]!));
}

function compare(path: string, text: string, { items, refused }: PandocReading): Judgement {
  const ours = firstByKey(
    parseWhole(bibtex, { path, text, today: '2026-11-24' }).entries,
    ({ key }) => key ?? '',
  );
  const all = scanBibtex(text).entries.map(({ key }) => key ?? '');
  const seen = new Set<string>();
  const repeated = new Set(all.filter((key) => seen.size === seen.add(key).size));
  const written = firstByKey(scanBibtex(text).entries, ({ key }) => key ?? '');
  let same = 0;
  const differences: Difference[] = [];
  for (const [key, item] of firstByKey(items, ({ id }) => id)) {
    // Of two entries with one key each reader takes which it likes.
    if (repeated.has(key)) continue;
    const entry = ours.get(key);
    const { start, end } = written.get(key)?.span ?? { start: 0, end: 0 };
    const tell = (field: Field, mine: string | null, theirs: string | null): void => {
      if (mine === theirs) same++;
      else differences.push({ path, key, field, ours: mine, theirs, written: text.slice(start, end) });
    };
    tell('key', entry ? key : null, key);
    if (!entry) continue;
    tell('date', entry.date, dateOf(item));
    tell('doi', entry.doi, item.DOI?.toLowerCase() ?? null);
    // Without a title an entry goes by its key.
    const title = entry.title === entry.key && item.title === undefined ? '' : entry.title;
    tell('title', plain(title), plain(item.title ?? ''));
    const theirs = (item.author ?? item.editor ?? []).map(cslName).filter((name) => name !== 'others');
    tell('author', plain(entry.authors.map(ownName).join('; ')), plain(theirs.join('; ')));
  }
  return { path, same, differences, refused: refused.length };
}

/** The first of each key: a later one is a fault of the file. */
function firstByKey<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return found;
}

function dateOf({ issued }: CslItem): string | null {
  const parts = issued?.['date-parts']?.[0];
  return parts?.map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0')).join('-') ?? null;
}

function ownName(author: Author): string {
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

function sorted(text: string | null): string {
  return Array.from((text ?? '').replace(/[,;()]/g, ''))
    .sort()
    .join('');
}
