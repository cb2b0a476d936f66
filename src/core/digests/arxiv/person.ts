import { detach } from '../../text/fold.ts';
import type { Author } from '../entry.ts';

/** Words that belong to the family name behind them, as people write them small. */
const PARTICLES = new Set(
  'van von der den de del della di da du dos das do la le ter ten te op zu zur zum af av al el bin ibn ben bint abu st'.split(
    ' ',
  ),
);

/** Particles that are written with a capital too and are no common given names. */
const CAPITAL_PARTICLES = new Set('Van Von De Del Della Di Da Dos Du'.split(' '));

const SUFFIX = /^(?:jr|sr)\.?$|^(?:ii|iii|iv)\.?$/i;

const BODY =
  /\b(?:collaborations?|consortium|working group|study group|research group|task force|committee|foundation|initiative|project|team|group)\b/i;

/** Names, without what says in their midst that there are others: `isOpen`. */
export function withoutOthers(all: readonly string[]): {
  readonly names: readonly string[];
  readonly isOpen: boolean;
} {
  const names: string[] = [];
  let isOpen = false;
  for (const written of all) {
    const name = written.trim();
    const kept = name.length < LONGEST_NAME ? name.replace(OTHERS, '') : name;
    isOpen ||= kept !== name;
    if (kept !== '') names.push(kept);
  }
  return { names, isOpen };
}

const OTHERS = /^(?:(?:and|&) )?others\.?$|(?:^|[\s,]+)(?:(?:and|&) others|et\.? ?al(?:ii)?)\.?$/i;
/** Longer names are none. */
const LONGEST_NAME = 200;

/**
 * A person's name written in the order in which it is spoken: `Ludwig van Beethoven`, `B P Schmidt`, `J. Smith Jr.`. The family name
 * is the last word with its particles; a suffix stays with the given names. A name of one word, or of a collaboration, is literal.
 */
export function personOf(name: string): Author {
  const text = name.replace(/[\s~]+/g, ' ').trim();
  const words = text.split(' ');
  if (words.length < 2 || BODY.test(text)) return { literal: detach(text) };
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1)!) ? words.pop()! : null;
  let start = words.length - 1;
  while (start > 1 && isParticle(words[start - 1]!)) start--;
  if (start === 1 && PARTICLES.has(words[0]!)) start = 0;
  const family = words.slice(start).join(' ').replace(/,$/, '');
  const given = words.slice(0, start).join(' ').replace(/,$/, '');
  if (given === '') return { family: detach(family), given: null };
  return { family: detach(family), given: detach(suffix === null ? given : `${given}, ${suffix}`) };
}

function isParticle(word: string): boolean {
  return PARTICLES.has(word) || CAPITAL_PARTICLES.has(word);
}

/**
 * A person's name as bibliographies sort it: `Beethoven, Ludwig van`, `Smith, John, Jr.`; particles behind the given names go to the
 * family. A name without comma is read in spoken order.
 */
export function personOfSorted(name: string): Author {
  const parts = name.split(',').map((part) => part.replace(/\s+/g, ' ').trim());
  const [family = '', given = '', suffix = ''] = parts;
  if (parts.length < 2 || family === '') return personOf(name.replace(/,/g, ' '));
  if (given === '' && suffix === '') return { literal: detach(family) };
  const words = given.split(' ');
  const particles: string[] = [];
  while (words.length > 1 && PARTICLES.has(words.at(-1)!)) particles.unshift(words.pop()!);
  const first = words.join(' ');
  const [jr, forename] = SUFFIX.test(first) && suffix !== '' ? [first, suffix] : [suffix, first];
  return {
    family: detach([...particles, family].join(' ')),
    given: detach(jr === '' ? forename : `${forename}, ${jr}`),
  };
}
