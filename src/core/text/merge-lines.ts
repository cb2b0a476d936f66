/**
 * What two people made of one text, where they changed different lines of it; null where they changed the same ones. Each side's change is
 * taken as one run of lines.
 */
export function mergeLines(base: string, ours: string, theirs: string): string | null {
  if (ours === theirs || theirs === base) return ours;
  if (ours === base) return theirs;
  const lines = base.split('\n');
  const [mine, other] = [changeOf(lines, ours.split('\n')), changeOf(lines, theirs.split('\n'))];
  const [first, second] =
    mine.start <= other.start && mine.end <= other.start ? [mine, other] : [other, mine];
  const isApart = first.end <= second.start && first.start < second.start;
  if (!isApart) return null;
  return [
    ...lines.slice(0, first.start),
    ...first.lines,
    ...lines.slice(first.end, second.start),
    ...second.lines,
    ...lines.slice(second.end),
  ].join('\n');
}

interface Change {
  /** The lines of the old text that it replaces. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function changeOf(before: readonly string[], after: readonly string[]): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  return { start, end: before.length - same, lines: after.slice(start, after.length - same) };
}
