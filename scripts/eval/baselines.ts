import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { isStopWord } from '../../src/core/search/stop-words.ts';
import { words } from '../../src/core/text/fold.ts';
import type { JudgedDocument } from './ir-classic.ts';

/** Something that ranks: all documents that it finds for a query, best first. */
export interface Ranker {
  readonly name: string;
  rank(query: string): string[];
}

/** BM25 as it is usually set (k1 1.2, b 0.75), over the whole text as one field. */
export function bm25(documents: readonly JudgedDocument[]): Ranker {
  return bm25Of('BM25', documents, words);
}

/** The same over stems (Porter), without function words: what search libraries do when set up for English. */
export function stemmedBm25(documents: readonly JudgedDocument[]): Ranker {
  const stems = (text: string): string[] =>
    words(text)
      .filter((word) => !isStopWord(word))
      .map((word) => stemmer(word));
  return bm25Of('BM25, stems', documents, stems);
}

function bm25Of(
  name: string,
  documents: readonly JudgedDocument[],
  wordsOf: (text: string) => string[],
): Ranker {
  const { postings, lengths } = countWords(documents, wordsOf);
  const average =
    [...lengths.values()].reduce((sum, length) => sum + length, 0) / Math.max(1, documents.length);
  return {
    name,
    rank: (query) => {
      const scores = new Map<string, number>();
      for (const term of wordsOf(query)) {
        const posting = postings.get(term);
        if (!posting) continue;
        const idf = Math.log(1 + (documents.length - posting.size + 0.5) / (posting.size + 0.5));
        for (const [id, count] of posting) {
          const norm = 1.2 * (0.25 + (0.75 * lengths.get(id)!) / average);
          scores.set(id, (scores.get(id) ?? 0) + (idf * count * 2.2) / (count + norm));
        }
      }
      return best(scores);
    },
  };
}

/** The cosine of vectors of (1 + log tf) × log(N / df), as in SMART's ltc.ltc. */
export function tfIdfCosine(documents: readonly JudgedDocument[]): Ranker {
  const { postings } = countWords(documents);
  const idf = (term: string): number => Math.log(documents.length / (postings.get(term)?.size ?? Infinity));
  const norms = new Map<string, number>();
  for (const [term, posting] of postings)
    for (const [id, count] of posting)
      norms.set(id, (norms.get(id) ?? 0) + ((1 + Math.log(count)) * idf(term)) ** 2);
  return {
    name: 'TF-IDF cosine',
    rank: (query) => {
      const asked = new Map<string, number>();
      for (const term of words(query)) asked.set(term, (asked.get(term) ?? 0) + 1);
      const scores = new Map<string, number>();
      for (const [term, times] of asked) {
        for (const [id, count] of postings.get(term) ?? []) {
          const weight = (1 + Math.log(times)) * (1 + Math.log(count)) * idf(term) ** 2;
          scores.set(id, (scores.get(id) ?? 0) + weight);
        }
      }
      for (const [id, score] of scores) scores.set(id, score / Math.sqrt(norms.get(id)! || 1));
      return best(scores);
    },
  };
}

/** MiniSearch as it comes: its own tokens and weights, any word may match. */
export function plainMiniSearch(documents: readonly JudgedDocument[]): Ranker {
  const index = new MiniSearch<JudgedDocument>({ fields: ['title', 'authors', 'abstract'] });
  index.addAll(documents);
  return { name: 'MiniSearch, plain', rank: (query) => index.search(query).map(({ id }) => id as string) };
}

function countWords(documents: readonly JudgedDocument[], wordsOf = words) {
  const postings = new Map<string, Map<string, number>>();
  const lengths = new Map<string, number>();
  for (const { id, title, authors, abstract } of documents) {
    const all = wordsOf(`${title} ${authors} ${abstract}`);
    lengths.set(id, all.length);
    for (const term of all) {
      const posting = postings.get(term);
      if (posting) posting.set(id, (posting.get(id) ?? 0) + 1);
      else postings.set(term, new Map([[id, 1]]));
    }
  }
  return { postings, lengths };
}

function best(scores: ReadonlyMap<string, number>): string[] {
  return [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}
