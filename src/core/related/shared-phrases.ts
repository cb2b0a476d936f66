import { namesIn, type NameUse } from '../text/names.ts';
import { isSubject } from '../text/general-words.ts';
import { rootOf } from '../text/root.ts';
import { tokensOf, type Token } from '../text/terms.ts';

const MOST_SHOWN = 4;
/** How much of a single word's rarity counts: phrases tell readers more. */
const WORD = 0.5;
/** What tells less than this part of what the first tells is not worth showing. */
const WORTH_SHOWING = 0.4;

/** The names in a paper's texts, and the single words that only begin one ("4D" in "4D generation"). */
export type Names = ReadonlyMap<string, NameUse>;

export function namesOf(title: string, abstract: string | null): Names {
  const texts = tokensOf(title, abstract);
  const names = namesIn(texts);
  const named = new Set(names.keys());
  for (const [sentences, ofTitle] of [[texts.title, true] as const, [texts.abstract, false] as const])
    for (const sentence of sentences)
      for (const word of compounds(sentence)) if (!named.has(word.term)) add(names, word, ofTitle);
  return names;
}

/**
 * The rarest names that two papers share, as the first writes them; none holds a word of another, and all could be subjects. Single words that
 * neither paper stresses are there by chance, and named only where there is nothing else. `rarity` tells how much a root says in this library.
 */
export function sharedPhrases(one: Names, other: Names, rarity: (root: string) => number): string[] {
  const stressed: Shared[] = [];
  const passing: Shared[] = [];
  for (const [term, name] of one) {
    const same = other.get(term);
    if (!same || !isSubject(term)) continue;
    const rare = term.split(' ').reduce((sum, word) => sum + rarity(rootOf(word)), 0);
    const said = Math.sqrt(weight(name) * weight(same));
    const isPassing = name.words === 1 && !isStressed(name) && !isStressed(same);
    (isPassing ? passing : stressed).push({ name, value: rare * said * (name.words === 1 ? WORD : 1) });
  }
  const shared = (stressed.length > 0 ? stressed : passing).sort(mostTelling);
  const shown: NameUse[] = [];
  for (const { name, value } of shared) {
    if (shown.length === MOST_SHOWN || value < WORTH_SHOWING * shared[0]!.value) break;
    if (!shown.some(({ term }) => shareWord(term, name.term))) shown.push(name);
  }
  return shown.map(({ spellings }) => spellings[0]!);
}

interface Shared {
  readonly name: NameUse;
  readonly value: number;
}

function mostTelling(a: Shared, b: Shared): number {
  return b.value - a.value || b.name.words - a.name.words || (a.name.term < b.name.term ? -1 : 1);
}

interface Compound {
  readonly term: string;
  readonly written: string;
}

/** The words that could begin a name, those that hyphens join as one. */
function* compounds(sentence: readonly Token[]): Generator<Compound> {
  for (let i = 0; i < sentence.length; i++) {
    const parts = [sentence[i]!];
    while (sentence[i + 1]?.joined) parts.push(sentence[++i]!);
    const last = parts.at(-1)!;
    if (parts.every(({ empty }) => empty) || parts[0]!.functional || last.functional) continue;
    if (/(?:ly|ing|ed)$/.test(last.stem)) continue;
    const term = parts.map(({ stem }) => stem).join(' ');
    yield { term, written: parts.map(({ written }) => written).join('-') };
  }
}

function add(names: Map<string, NameUse>, { term, written }: Compound, inTitle: boolean): void {
  const known = names.get(term);
  if (known) {
    known.count++;
    known.inTitle ||= inTitle;
  } else names.set(term, { term, words: 1, count: 1, inTitle, alone: false, spellings: [written] });
}

function isStressed({ count, inTitle }: NameUse): boolean {
  return inTitle || count > 1;
}

function weight({ count, inTitle }: NameUse): number {
  return 1 + Math.log(count) + (inTitle ? 1 : 0);
}

function shareWord(a: string, b: string): boolean {
  const roots = new Set(b.split(' ').map(rootOf));
  return a.split(' ').some((word) => roots.has(rootOf(word)));
}
