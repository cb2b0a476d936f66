import { NO_FACTS } from '../../src/core/search/facts.ts';
import { PaperSearch } from '../../src/core/search/paper-search.ts';
import type { Paper } from '../../src/core/library/paper.ts';
import { bm25, stemmedBm25, plainMiniSearch, tfIdfCosine, type Ranker } from './baselines.ts';
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
      remarks: [
        'Carrel weighs fields (BM25F: title 3, authors 2, abstract 1), takes other forms of a word for nearly the same, leaves function words out, and ' +
          'forgives typos where hardly a document has the word. The weights are round numbers that were set before the first run.',
      ],
    };
  },
};

function tableOf({ name, documents, queries }: Collection) {
  const rankers = [carrel, bm25, stemmedBm25, tfIdfCosine, plainMiniSearch].map((make) => make(documents));
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
  const papers = new Map(documents.map((document) => [document.id, paperOf(document)]));
  const search = new PaperSearch(NO_FACTS);
  for (const paper of papers.values()) search.set(paper);
  // A question is no query: its marks are no operators.
  const plain = (text: string): string => `${text.replace(/[^\p{L}\p{N}'\s]+/gu, ' ')} `;
  return {
    name: 'Carrel',
    rank: (query) => search.search(plain(query), documents.length).hits.map(({ id }) => id),
  };
}

function paperOf({ id, title, authors, abstract }: JudgedDocument): Paper {
  return {
    id,
    key: '',
    aliases: [],
    title,
    authors: authors === '' ? [] : [{ literal: authors }],
    authorCount: null,
    date: null,
    dateInferred: false,
    abstract,
    arxiv: null,
    doi: null,
    url: null,
    venue: null,
    comments: null,
    upvotes: null,
    subjects: [],
    entries: [],
    origins: new Map(),
  };
}
