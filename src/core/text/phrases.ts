import { isFunctionWord, tokens, type Token } from './terms.ts';

/** A word or phrase that a text speaks of. */
export interface Phrase {
  /** Stems with blanks between: what is compared. */
  readonly term: string;
  /** As the text writes it, at its first place. */
  readonly written: string;
  /** Number of words, 1 to 3. */
  readonly words: number;
  /** How often, title places counting more. */
  weight: number;
  inTitle: boolean;
}

/** A title's mention says as much as so many in the abstract. */
const TITLE_WEIGHT = 3;

/**
 * The subject words of a paper: words that are not empty, and runs of two or three words inside one sentence with no empty word at
 * their ends ("KV cache", "chain of thought").
 */
export function phrasesOf(title: string, abstract: string | null): Map<string, Phrase> {
  const found = new Map<string, Phrase>();
  collect(found, tokens(title), TITLE_WEIGHT, true);
  if (abstract !== null) collect(found, tokens(abstract), 1, false);
  return found;
}

function collect(
  found: Map<string, Phrase>,
  sentences: readonly Token[][],
  weight: number,
  inTitle: boolean,
): void {
  for (const sentence of sentences) {
    for (let start = 0; start < sentence.length; start++) {
      if (isFunctionWord(sentence[start]!)) continue;
      for (let words = 1; words <= 3 && start + words <= sentence.length; words++) {
        const run = sentence.slice(start, start + words);
        if (!isPhrase(run)) continue;
        const term = run.map((token) => token.stem).join(' ');
        const known = found.get(term);
        if (known) {
          known.weight += weight;
          known.inTitle ||= inTitle;
        } else {
          found.set(term, {
            term,
            written: writtenOf(run),
            words,
            weight,
            inTitle,
          });
        }
      }
    }
  }
}

/** No function word at the ends; at least one word that is not empty, and a single word must not be. */
function isPhrase(run: readonly Token[]): boolean {
  const last = run.at(-1)!;
  if (isFunctionWord(last)) return false;
  if (run.length === 1) return !last.empty;
  if (run.slice(1, -1).some((token) => isFunctionWord(token) && token.stem !== 'of')) return false;
  return run.some((token) => !token.empty) && !(run[0]!.empty && isVerbLike(run[0]!.stem));
}

function isVerbLike(stem: string): boolean {
  return /(?:ing|ed)$/.test(stem) && stem !== 'training' && stem !== 'learning';
}

function writtenOf(run: readonly Token[]): string {
  return run
    .map(({ written, joined }, i) => (i === 0 ? written : `${joined ? '-' : ' '}${written}`))
    .join('');
}
