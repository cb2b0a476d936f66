import { isoDate, type IsoDate } from '../../text/dates.ts';
import type { Span } from '../../text/span.ts';
import { readAuthors } from '../arxiv/authors.ts';
import type { Entry } from '../entry.ts';
import { plainText } from './inline.ts';

type Tail = Pick<Entry, 'authors' | 'authorCount' | 'date'>;

const LONGEST = 600;

/**
 * What lists write behind a title: ` (2015), G. Hinton et al. [[pdf]](…)`, ` *Ann Lee, B. Ray.* NeurIPS 2023`. Names are taken only where
 * they can be nothing else: with `et al.`, with initials, or behind `by`.
 */
export function readTail(text: string, { start, end }: Span): Tail {
  const raw = text
    .slice(start, Math.min(end, start + LONGEST))
    .replace(/\[{1,2}[^[\]]{0,80}\]{1,2}\([^()\s]{0,300}\)\]?/g, ' ')
    // What Obsidian's Tasks writes of the reader's own days.
    .replace(/[➕🛫⏳📅✅❌]\ufe0f?\s?\d{4}-\d{2}-\d{2}/gu, ' ');
  const plain = plainText(raw, { start: 0, end: raw.length });
  return { ...authorsOf(plain), date: dateOf(plain) };
}

function dateOf(plain: string): IsoDate | null {
  const match = /(?<![\w./-])((?:19[5-9]|20[0-3])\d)(?:-(\d{2})(?:-(\d{2}))?)?(?![\w/-]|\.\d)/.exec(plain);
  if (!match) return null;
  const [year, month, day] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  return isoDate(year!, month, day) ?? isoDate(year!, month) ?? isoDate(year!);
}

function authorsOf(plain: string): Pick<Entry, 'authors' | 'authorCount'> {
  const names = plain
    .replace(/^[\s,.;:|–—-]*(?:[([][^()[\]]{0,40}[)\]])?[\s,.;:|–—-]*/, '')
    .replace(/\s*[([].*$/, '')
    .replace(/[\s,.;]{0,9}\b(?:19|20)\d{2}\b.*$/, '');
  const led = /^(?:authors?|by)[:\s]\s*(.+)$/i.exec(names);
  const line = sentenceOf(led?.[1] ?? names);
  const people = line.split(/,|;|\sand\s|\s&\s/).map((name) => name.replace(/\bet\.? ?al\.?$/i, '').trim());
  const isCertain =
    led !== null || /\bet\.? ?al\b/i.test(line) || /^\p{Lu}\.(?:[\s-]?\p{Lu}\.){0,3} ?\p{Lu}/u.test(line);
  return isCertain && people.every((name) => name === '' || isName(name))
    ? readAuthors(line.replace(/\s*,?\s*\bet\.? ?al\.?$/i, ', et al'))
    : { authors: [], authorCount: null };
}

/** Up to the end of the first sentence; the point behind an initial ends none. */
function sentenceOf(text: string): string {
  const end = /\bet\.? ?al\b\.?|(?<=[\p{L}’']{2})\.(?=\s|$)/u.exec(text);
  return end ? text.slice(0, end.index + (/^e/i.test(end[0]) ? end[0].length : 0)) : text;
}

function isName(name: string): boolean {
  const words = name.split(/\s+/);
  return (
    words.length < 6 &&
    words.every((word) =>
      /^[\p{Lu}\p{Lo}]|^(?:van|von|de|der|den|da|di|del|la|le|el|al|bin|ter)$/u.test(word),
    )
  );
}
