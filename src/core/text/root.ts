/** Endings that make other words of one root, longest first. */
const ENDINGS =
  'ization isation ational fulness iveness ically ations ation izing izer ized ments ment ness ities ity ingly ings ing edly ers ies ed er or ion ions ive al ly es e s y'
    .split(' ')
    .sort((a, b) => b.length - a.length);
/** What is left must be long enough to mean something. */
const SHORTEST = 4;

/**
 * What "parse", "parser" and "parsing" have in common, for comparing only: the longest known ending is taken off, in the manner of Lovins
 * ("Development of a Stemming Algorithm", 1968). Expects a folded word.
 */
export function rootOf(word: string): string {
  for (const ending of ENDINGS)
    if (word.length - ending.length >= SHORTEST && word.endsWith(ending))
      return word.slice(0, -ending.length);
  return word;
}
