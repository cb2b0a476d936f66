import { GENERAL_NOUNS } from '../text/general-words.ts';
import { hashTerm } from '../text/hash.ts';
import { namesIn, type NameUse } from '../text/names.ts';
import { tokens, tokensOf } from '../text/terms.ts';

/** What of a paper says what it is about. */
export interface TopicInput {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
  /** Keywords that its digests give. */
  readonly keywords: readonly string[];
}

/** How strongly a paper is about a name: said once, said again, in its title or keywords. */
export const SAID = { once: 1, again: 2, title: 3 } as const;

/**
 * A paper's names as numbers, to hold those of a hundred thousand papers: a hash of 48 bits and, in the lowest four bits, `SAID` (two),
 * whether it stands alone somewhere, and whether it is one word.
 */
export type PackedNames = Float64Array;

const FLAGS = 16;
const ALONE = 4;
const WORD = 8;

export function hashOf(packed: number): number {
  return Math.floor(packed / FLAGS);
}
export function saidIn(packed: number): 1 | 2 | 3 {
  return ((packed % FLAGS) & 3) as 1 | 2 | 3;
}
export function standsAlone(packed: number): boolean {
  return ((packed % FLAGS) & ALONE) !== 0;
}
export function isWord(packed: number): boolean {
  return ((packed % FLAGS) & WORD) !== 0;
}

export function packNames(paper: TopicInput, texts = tokensOf(paper.title, paper.abstract)): PackedNames {
  const packed: number[] = [];
  for (const name of namesOf(paper, texts).values()) {
    const said = saidOf(name);
    // A single word in passing tells nothing, and some never do.
    if (name.words === 1 && (said === SAID.once || GENERAL_NOUNS.has(name.term))) continue;
    const flags = said + (name.alone ? ALONE : 0) + (name.words === 1 ? WORD : 0);
    packed.push(hashTerm(name.term) * FLAGS + flags);
  }
  return Float64Array.from(packed);
}

/** The names in a paper's texts and keywords, by term. */
export function namesOf(
  { title, abstract, keywords }: TopicInput,
  texts = tokensOf(title, abstract),
): Map<string, NameUse> {
  if (keywords.length === 0) return namesIn(texts);
  const inTitle = [...texts.title, ...keywords.flatMap((keyword) => tokens(keyword))];
  return namesIn({ ...texts, title: inTitle });
}

function saidOf({ inTitle, count }: NameUse): 1 | 2 | 3 {
  return inTitle ? SAID.title : count > 1 ? SAID.again : SAID.once;
}
