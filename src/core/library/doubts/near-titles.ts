/** Words that make another work of a title: numbers of parts and editions, and what speaks of another paper. */
const DISTINCTIVE =
  /^(?:\d+\w*|[ivxlc]+|[a-h]|first|second|third|fourth|fifth|sixth|final|part|volume|vol|erratum|errata|corrigendum|correction|corrections|addendum|comment|comments|reply|response|rejoinder|review|revisited|introduction|tutorial|survey|response|supplement|appendix)$/;

/** How many words a title without its subtitle has at least. */
const FEWEST_LEFT = 4;

/** How many words one title may have more than the other. */
const MOST_EXTRA = 2;

/**
 * Whether two titles (normalised) are so alike that one may be the other's, changed between versions or misspelt: the words of one with at
 * most two more, or with such as differ by an ending. What tells parts, editions and replies apart is never such a change.
 */
export function titlesAreNear(a: string, b: string): boolean {
  if (a.replaceAll(' ', '') === b.replaceAll(' ', '')) return true;
  const left = new Set(a.split(' '));
  const right = new Set(b.split(' '));
  const onlyLeft = [...left].filter((word) => !right.has(word));
  const onlyRight = [...right].filter((word) => !left.has(word));
  if ([...onlyLeft, ...onlyRight].some((word) => DISTINCTIVE.test(word))) return false;
  const shared = left.size - onlyLeft.length;
  if (shared < 4) return false;
  const [fewer, more] = onlyLeft.length < onlyRight.length ? [onlyLeft, onlyRight] : [onlyRight, onlyLeft];
  if (more.length > MOST_EXTRA || more.length * 4 > shared) return false;
  return fewer.every((word) => more.some((other) => differInEnding(word, other)));
}

/** Whether the first title (normalised) is the second without its subtitle or end; what begins as parts and replies do is none. */
export function isShortened(short: string, long: string): boolean {
  if (!long.startsWith(`${short} `) || short.split(' ').length < FEWEST_LEFT) return false;
  const rest = long.slice(short.length + 1).replace(/^(?:an?|the) /, '');
  return !DISTINCTIVE.test(rest.split(' ')[0]!);
}

/** How much of the shorter title's telling words the other one has, from 0 to 1. */
export function sharedWords(a: string, b: string): number {
  const left = new Set(a.split(' ').filter((word) => word.length > 3));
  const right = new Set(b.split(' ').filter((word) => word.length > 3));
  const smaller = Math.min(left.size, right.size);
  if (smaller === 0) return 0;
  return [...left].filter((word) => right.has(word)).length / smaller;
}

/** "modelling" and "modeling", "network" and "networks". */
function differInEnding(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared >= 4 && Math.max(a.length, b.length) - shared <= 4;
}
