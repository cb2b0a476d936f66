import { rootOf } from '../text/root.ts';
import { tokensOf, type PaperTokens } from '../text/terms.ts';
import { weighBonds, type Bond } from './bonds.ts';
import { reasonsOf } from './reasons.ts';
import { namesOf, sharedPhrases } from './shared-phrases.ts';
import { topOf } from './top.ts';
import { WordIndex, type Likeness } from './word-index.ts';

/** What of a paper relates it to others by words. */
export interface RelatedInput {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
}

export interface Relation {
  readonly id: string;
  /** Above 0, below 1. */
  readonly score: number;
  /** What both speak of, as the paper that was asked for writes it, most telling first. */
  readonly terms: readonly string[];
  /** For people, most telling first. */
  readonly reasons: readonly string[];
}

/** What the index itself does not hold. */
export interface RelatedFacts {
  /** The texts of a paper that was set; undefined for one that is gone. */
  textOf(id: string): RelatedInput | undefined;
  /** What besides words the paper has in common with others. */
  bondsOf(id: string): readonly Bond[];
  /** Whether the reader said that the second shall not be shown beside the first. */
  isUnwanted(id: string, other: string): boolean;
}

/** How many papers that are like it by words are looked at for a list: bonds may lift one from so far down. */
const LOOKED_AT = 200;
const FEW_ALIKE = 10;
const MOST_WASTE = 0.5;

/**
 * Papers related to one: by the likeness of their words (`WordIndex`), and by what else they share (`weighBonds`). Setting or removing
 * a paper costs what that paper holds. The outcome depends on the set of papers and facts alone.
 */
export class RelatedIndex {
  #words = new WordIndex();
  /** Made of what is left of the other, which it replaces when it has all of it. */
  #next: { readonly words: WordIndex; readonly left: string[] } | null = null;

  get size(): number {
    return this.#words.size;
  }

  /** `texts` may be given where they have been read already. */
  set({ id, title, abstract }: RelatedInput, texts = tokensOf(title, abstract)): void {
    const roots = rootsOf(texts);
    this.#words.set(id, roots);
    this.#next?.words.set(id, roots);
  }

  remove(id: string): void {
    this.#words.remove(id);
    this.#next?.words.remove(id);
  }

  /** Does a small piece of what frees the room of papers that are gone, where they are more than the living; false when nothing is left to do. */
  renew(): boolean {
    if (!this.#next) {
      if (this.#words.waste <= MOST_WASTE) return false;
      this.#next = { words: new WordIndex(), left: [...this.#words.ids()] };
    }
    const { words, left } = this.#next;
    const id = left.pop();
    if (id !== undefined) words.take(id, this.#words);
    else {
      this.#words = words;
      this.#next = null;
    }
    return true;
  }

  /** The papers that say a word, in any of its forms. */
  saying(word: string): Iterable<string> {
    return this.#words.papersWith(rootOf(word));
  }

  /** A few papers like one by its rarest words: much quicker than `related`, and rougher. */
  alike(id: string): readonly Likeness[] {
    return this.#words.alike(id, FEW_ALIKE);
  }

  /** The papers most related to one that was set, best first; ties by id. */
  related(paper: RelatedInput, limit: number, facts: RelatedFacts): Relation[] {
    const { id } = paper;
    const bonded = weighBonds(facts.bondsOf(id));
    const likeness = new Map(
      this.#words.nearest(id, LOOKED_AT + limit).map((near) => [near.id, near.likeness]),
    );
    for (const [other, { bonds }] of bonded) {
      if (likeness.has(other)) continue;
      const like = this.#words.likeness(id, other);
      // To stand close to each other in a list alone relates nothing.
      if (like > 0 || bonds.some(({ kind }) => kind !== 'digest')) likeness.set(other, like);
    }
    likeness.delete(id);
    const scored = [...likeness].flatMap(([other, like]) =>
      facts.isUnwanted(id, other)
        ? []
        : [{ id: other, score: 1 - (1 - like) * (bonded.get(other)?.doubt ?? 1) }],
    );
    const best = topOf(
      scored.filter(({ score }) => score > 0),
      limit,
      ({ score }) => score,
      (a, b) => (a.id < b.id ? -1 : 1),
    );
    const own = namesOf(paper.title, paper.abstract);
    return best.flatMap(({ id: other, score }) => {
      const text = facts.textOf(other);
      if (!text) return [];
      const terms = sharedPhrases(own, namesOf(text.title, text.abstract), (root) =>
        this.#words.rarity(root),
      );
      const reasons = reasonsOf(terms, bonded.get(other)?.bonds ?? []);
      return [{ id: other, score: Math.round(score * 1000) / 1000, terms, reasons }];
    });
  }
}

/** What of a paper's texts is compared, with repetitions. */
export function rootsOf({ title, abstract }: PaperTokens): string[] {
  const roots: string[] = [];
  for (const sentences of [title, abstract])
    for (const sentence of sentences)
      for (const { stem, empty } of sentence) if (!empty) roots.push(rootOf(stem));
  return roots;
}
