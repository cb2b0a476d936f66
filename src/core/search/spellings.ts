import type { SearchEngine } from './engine/search-engine.ts';

/** In letters; longer words are no compounds that somebody runs together. */
const LONGEST = 30;

/**
 * How else a word of a query may be written, each as words side by side: one that no document has as two that are known ("swebench": "SWE-bench"), and
 * two with a hyphen as one ("flash-attention": "FlashAttention").
 */
export function otherSpellings(
  words: readonly string[],
  engine: Pick<SearchEngine<string>, 'knows'>,
): (readonly string[])[] {
  const [word = '', second, third] = words;
  if (third !== undefined) return [];
  if (second !== undefined) return engine.knows(word + second) ? [[word + second]] : [];
  if (word.length > LONGEST || engine.knows(word)) return [];
  const found: string[][] = [];
  // One letter in front is no word; a digit behind may be the number of a version.
  for (let cut = 2; cut < word.length; cut++) {
    const [head, tail] = [word.slice(0, cut), word.slice(cut)];
    if ((tail.length > 1 || /\d/.test(tail)) && engine.knows(head) && engine.knows(tail))
      found.push([head, tail]);
  }
  return found;
}
