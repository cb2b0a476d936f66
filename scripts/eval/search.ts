import { PaperIndex } from '../../src/core/search/name-index.ts';
import { bm25, plainMiniSearch, tfIdfCosine, type Ranker } from './baselines.ts';
import type { Evaluation } from './evaluation.ts';
import { irClassic, type Collection, type JudgedDocument } from './ir-classic.ts';
import { averagePrecision, mean, ndcg, recallAt } from './measures.ts';

/** Full-text search: questions in plain English against collections whose answers were judged by people. */
export const searchEvaluation: Evaluation = {
  name: 'search',
  run: async () => {
    const collections = await irClassic();
    if (!collections) return null;
    return {
      title: 'Search',
      lead: [
        'Three classic collections with the questions that scientists asked, judged by them: Cranfield (aerodynamics), CACM (computing) and ADI ' +
          '(documentation). The questions are whole sentences, which is not how people type into a search box, and so a hard test of ranking alone.',
      ],
      tables: collections.map(tableOf),
      remarks: [],
    };
  },
};

function tableOf({ name, documents, queries }: Collection) {
  const rankers = [carrel, bm25, tfIdfCosine, plainMiniSearch].map((make) => make(documents));
  return {
    caption: `${name}: ${documents.length} documents, ${queries.length} questions`,
    columns: ['method', 'nDCG@10', 'MAP', 'recall@20'],
    rows: rankers.map((ranker) => {
      const rankings = queries.map(({ text, left }) => ranker.rank(text).filter((id) => !left.has(id)));
      const over = (measure: (ranking: string[], i: number) => number): number => mean(rankings.map(measure));
      return [
        ranker.name,
        over((ranking, i) => ndcg(ranking, queries[i]!.judged, 10)),
        over((ranking, i) => averagePrecision(ranking, queries[i]!.judged)),
        over((ranking, i) => recallAt(ranking, queries[i]!.judged, 20)),
      ];
    }),
  };
}

function carrel(documents: readonly JudgedDocument[]): Ranker {
  const index = new PaperIndex('full');
  for (const { id, title, authors, abstract } of documents)
    index.set({ id, key: '', aliases: [], title, authors: [authors], date: null, abstract });
  return { name: 'Carrel', rank: (query) => index.search(query, documents.length).map(({ id }) => id) };
}
