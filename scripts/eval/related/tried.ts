import { stemmer } from 'stemmer';
import { tokensOf, type Token } from '../../../src/core/text/terms.ts';
import type { JudgedPaper } from './judged-papers.ts';
import { latent } from './latent.ts';
import type { Method, Scorer } from './scorer.ts';
import { OURS, VectorSpace, type Recipe, type Vector } from './vector-space.ts';

/** What Carrel might do beside what it does, each alone, with settings that were not searched for. */
export const TRIED: readonly Method[] = [
  { name: 'words as they stand', make: cosine({ ...OURS, formOf: (stem) => stem }) },
  { name: "Porter's stems", make: cosine({ ...OURS, formOf: stemmer }) },
  { name: 'idf twice, as TF-IDF has it', make: cosine({ ...OURS, idf: 1 }) },
  { name: 'title counted twice', make: cosine({ ...OURS, title: 2 }) },
  { name: 'pairs of words too', make: cosine({ ...OURS, pairs: 0.5 }) },
  { name: 'the five nearest added to the query', make: feedback },
  { name: 'sentence by sentence, half', make: sentences },
  { name: 'latent dimensions (100), half', make: latentHalf },
  { name: 'facet guessed, its sentences thrice', make: facets },
];

function cosine(recipe: Recipe): (papers: readonly JudgedPaper[]) => Scorer {
  return (papers) => {
    const space = new VectorSpace(papers, recipe);
    return (query) => space.products(space.vectors[query]!);
  };
}

/** Rocchio's feedback without judgements: the query and half of its five nearest, by likeness. */
function feedback(papers: readonly JudgedPaper[]): Scorer {
  const space = new VectorSpace(papers);
  return (query) => {
    const own = space.vectors[query]!;
    const scores = space.products(own);
    const near = [...scores.keys()]
      .filter((i) => i !== query)
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
      .slice(0, 5);
    const sum = near.reduce((all, i) => all + scores[i]!, 0) || 1;
    const wider = new Map(own);
    for (const i of near)
      for (const [term, weight] of space.vectors[i]!)
        wider.set(term, (wider.get(term) ?? 0) + (0.5 * weight * scores[i]!) / sum);
    return space.products(wider);
  };
}

/** For each passage of the query the most like passage of the other paper, on average; halved with the whole texts' cosine. */
function sentences(papers: readonly JudgedPaper[]): Scorer {
  const space = new VectorSpace(papers);
  const passages: JudgedPaper[] = [];
  const owners: number[] = [];
  papers.forEach(({ title, abstract }, owner) => {
    for (const text of [title, ...passagesOf(abstract ?? '')]) {
      passages.push({ id: String(passages.length), title: '', abstract: text });
      owners.push(owner);
    }
  });
  const inner = new VectorSpace(passages);
  const own = new Map<number, number[]>();
  owners.forEach((owner, i) => own.set(owner, [...(own.get(owner) ?? []), i]));
  return (query) => {
    const sums = space.products(space.vectors[query]!);
    const asked = own.get(query)!;
    for (const passage of asked) {
      const best = new Float64Array(papers.length);
      inner.products(inner.vectors[passage]!).forEach((score, i) => {
        best[owners[i]!] = Math.max(best[owners[i]!]!, score);
      });
      best.forEach((score, i) => (sums[i]! += score / asked.length));
    }
    return sums;
  };
}

function passagesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.length > 20);
}

function latentHalf(papers: readonly JudgedPaper[]): Scorer {
  const space = new VectorSpace(papers);
  const likeness = latent(space.vectors, 100);
  return (query) => {
    const sums = space.products(space.vectors[query]!);
    return sums.map((sum, i) => sum / 2 + likeness(query, i) / 2);
  };
}

const CUES: Readonly<Record<string, RegExp>> = {
  background: /\b(?:problem|task|challenge|however|important|recent|existing|goal|aim|interest)/i,
  method:
    /\b(?:we (?:propose|present|introduce|use|develop|describe)|method|model|algorithm|approach|based on|framework)/i,
  result: /\b(?:results?|experiments?|show|outperform|achiev|improve|evaluat|find|demonstrate)/i,
};

/** The sentences of the facet that is asked for, told by place and cue words, count thrice; without a facet all count once. */
function facets(papers: readonly JudgedPaper[]): Scorer {
  const space = new VectorSpace(papers);
  return (query, facet) => {
    const { title, abstract } = papers[query]!;
    if (facet === null) return space.products(space.vectors[query]!);
    const all = passagesOf(abstract ?? '');
    const chosen = all.filter((sentence, i) => isOfFacet(facet, sentence, i / Math.max(1, all.length - 1)));
    const texts: Token[][] = tokensOf('', [...all, ...chosen, ...chosen].join(' ')).abstract.map((s) => [
      ...s,
    ]);
    const vector: Vector = space.vectorOfTokens({ title: tokensOf(title, null).title, abstract: texts });
    return space.products(vector);
  };
}

function isOfFacet(facet: string, sentence: string, place: number): boolean {
  const thirds = { background: place < 0.34, method: place > 0.25 && place < 0.8, result: place > 0.66 };
  return thirds[facet as keyof typeof thirds] && (CUES[facet]?.test(sentence) ?? false);
}
