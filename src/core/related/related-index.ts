import { phrasesOf, type Phrase } from '../text/phrases.ts';

/** What of a paper relates it to others. */
export interface RelatedInput {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
}

export interface Relation {
  readonly id: string;
  readonly score: number;
  /** What both speak of, as the paper that was asked for writes it, strongest first. */
  readonly terms: readonly string[];
}

/** BM25's usual parameters (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
const K1 = 1.2;
const B = 0.75;

/** How many of a paper's terms are asked for, strongest first: the rest adds time, not likeness. */
const QUERY_TERMS = 40;
const SHOWN_TERMS = 5;

/**
 * Papers by likeness of their words: BM25 with one paper's strongest words and phrases as the query. Setting or removing a paper
 * costs what that paper holds. Scores depend on the set of papers alone.
 */
export class RelatedIndex {
  readonly #postings = new Map<string, Map<string, number>>();
  readonly #papers = new Map<string, { readonly terms: readonly string[]; readonly length: number }>();
  #length = 0;

  get size(): number {
    return this.#papers.size;
  }

  set(paper: RelatedInput): void {
    this.remove(paper.id);
    const phrases = phrasesOf(paper.title, paper.abstract);
    let length = 0;
    for (const { term, weight } of phrases.values()) {
      length += weight;
      const posting = this.#postings.get(term);
      if (posting) posting.set(paper.id, weight);
      else this.#postings.set(term, new Map([[paper.id, weight]]));
    }
    this.#papers.set(paper.id, { terms: [...phrases.keys()], length });
    this.#length += length;
  }

  remove(id: string): void {
    const known = this.#papers.get(id);
    if (!known) return;
    this.#papers.delete(id);
    this.#length -= known.length;
    for (const term of known.terms) {
      const posting = this.#postings.get(term);
      posting?.delete(id);
      if (posting?.size === 0) this.#postings.delete(term);
    }
  }

  /** The papers most like one, best first; ties by id. */
  related(paper: RelatedInput, limit: number): Relation[] {
    const query = this.#strongest(phrasesOf(paper.title, paper.abstract));
    const average = this.#length / Math.max(1, this.#papers.size);
    const scores = new Map<string, { score: number; parts: { phrase: Phrase; value: number }[] }>();
    for (const { phrase, idf } of query) {
      const boost = phrase.words > 1 ? 1.3 : 1;
      for (const [id, weight] of this.#postings.get(phrase.term) ?? []) {
        if (id === paper.id) continue;
        const norm = K1 * (1 - B + (B * this.#papers.get(id)!.length) / average);
        const value = boost * idf * Math.sqrt(phrase.weight) * ((weight * (K1 + 1)) / (weight + norm));
        const entry = scores.get(id);
        if (entry) {
          entry.score += value;
          entry.parts.push({ phrase, value });
        } else scores.set(id, { score: value, parts: [{ phrase, value }] });
      }
    }
    return [...scores]
      .map(([id, { score, parts }]) => ({ id, score, parts }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id, score, parts }) => ({
        id,
        score: Math.round(score * 1000) / 1000,
        terms: shownTerms(parts),
      }));
  }

  #strongest(phrases: ReadonlyMap<string, Phrase>): { phrase: Phrase; idf: number }[] {
    const count = this.#papers.size;
    const weighed = [];
    for (const phrase of phrases.values()) {
      const frequency = this.#postings.get(phrase.term)?.size ?? 0;
      // Nobody else has it, or so many that it tells nothing.
      if (frequency < 2 || (count > 10 && frequency > count / 2)) continue;
      const idf = Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
      weighed.push({ phrase, idf, value: idf * Math.sqrt(phrase.weight) });
    }
    weighed.sort((a, b) => b.value - a.value || (a.phrase.term < b.phrase.term ? -1 : 1));
    return weighed.slice(0, QUERY_TERMS);
  }
}

/** The strongest shared terms; a phrase stands for its words. */
function shownTerms(parts: { readonly phrase: Phrase; readonly value: number }[]): string[] {
  parts.sort((a, b) => b.value - a.value || (a.phrase.term < b.phrase.term ? -1 : 1));
  const shown: Phrase[] = [];
  for (const { phrase } of parts) {
    if (shown.some((other) => isPartOf(phrase.term, other.term))) continue;
    const wider = shown.findIndex((other) => isPartOf(other.term, phrase.term));
    if (wider >= 0) shown[wider] = phrase;
    else if (shown.length < SHOWN_TERMS) shown.push(phrase);
  }
  return [...new Set(shown.map((phrase) => phrase.written))];
}

function isPartOf(part: string, whole: string): boolean {
  return ` ${whole} `.includes(` ${part} `);
}
