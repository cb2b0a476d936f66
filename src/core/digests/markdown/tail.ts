import { isoDate, type IsoDate } from '../../text/dates.ts';
import type { Span } from '../../text/span.ts';
import { readAuthors } from '../arxiv/authors.ts';
import type { Entry } from '../entry.ts';
import { plainText } from './inline.ts';
import { areOnlyNames } from './names.ts';

type Tail = Pick<Entry, 'authors' | 'authorCount' | 'date'>;

const LONGEST = 600;

/**
 * What lists write behind a title: ` (2015), G. Hinton et al. [[pdf]](…)`, ` *Ann Lee, B. Ray.* NeurIPS 2023`. Names are taken only where
 * they can be nothing else: with `et al.`, with initials, behind `by`, or several full names with nothing beside them.
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

/** The month or day that stands in brackets or as code right before a title: `[2024-04] Title`. */
export function dateBefore(text: string, title: number): IsoDate | null {
  const lead = /[[(`]\s?((?:19|20)\d{2})[-./](\d{2})(?:[-./](\d{2}))?\s?[\])`]\**\s{0,9}[*_[“"]{0,4}$/.exec(
    text.slice(Math.max(0, title - 40), title),
  );
  if (!lead) return null;
  const [year, month] = [Number(lead[1]), Number(lead[2])];
  return (lead[3] === undefined ? null : isoDate(year, month, Number(lead[3]))) ?? isoDate(year, month);
}

function dateOf(plain: string): IsoDate | null {
  const match =
    /(?<![\w./-])((?:19[5-9]|20[0-3])\d)(?:-(\d{2})(?:-(\d{2}))?|\.(0[1-9]|1[0-2]))?(?![\w/-]|\.\d)/.exec(
      plain,
    );
  if (!match) return null;
  const [year, hyphened, day, pointed] = match
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const month = hyphened ?? pointed;
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
  const few = line.split(/\s[–—|-](?:\s|$)/)[0]!.replace(/^[_\s]+|[_\s]+$/g, '');
  if (!isCertain && areOnlyNames(few)) return readAuthors(few);
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
