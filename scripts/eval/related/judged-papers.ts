import { readFile } from 'node:fs/promises';
import { corpus, withoutCorpus } from '../../../test/support/corpora.ts';
import { parseCsv } from '../csv.ts';
import { averagePrecision, ndcg, type Judgements } from '../measures.ts';

export interface JudgedPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string | null;
}

/** A ranking to make for a paper, and the score that it earns. */
export interface Task {
  /** The column of the table that the score counts in. */
  readonly measure: string;
  readonly query: string;
  /** Which part of the paper the judges asked about; null for all of it. */
  readonly facet: string | null;
  /** Null: all papers but the query. */
  readonly candidates: readonly string[] | null;
  /** Takes all candidates' ids, best first. */
  readonly scoreOf: (ranked: readonly string[]) => number;
}

export interface JudgedPapers {
  readonly name: string;
  readonly papers: readonly JudgedPaper[];
  readonly tasks: readonly Task[];
}

const REVIEWS = ['ADHD', 'Antihistamines', 'Kitchenham_2010', 'Triptans'];

/** The collections that judge which papers belong together, or null where one is missing. */
export async function judgedPapers(): Promise<JudgedPapers[] | null> {
  const folders = ['csfcube', 'csfcube_derived', 'scirepeval_samples', 'systematic_reviews'];
  if (folders.some((folder) => withoutCorpus(`judged/${folder}`) !== false)) return null;
  return [await csfcube(), await triplets(), ...(await Promise.all(REVIEWS.map(review)))];
}

/** CSFCube (Mysore and others, 2021): graded by facet. The candidates are a query's pool, or all papers. */
async function csfcube(): Promise<JudgedPapers> {
  const papers = lines(await read('csfcube_derived/corpus.jsonl')).map(
    (line) => JSON.parse(line) as JudgedPaper,
  );
  const pools = JSON.parse(await read('csfcube/test-pid2pool-csfcube.json')) as Record<
    string,
    { readonly cands: readonly string[] }
  >;
  const known = new Set(papers.map(({ id }) => id));
  const judged = new Map<string, Map<string, number>>();
  for (const line of lines(await read('csfcube_derived/qrels_open.tsv')).slice(1)) {
    const [query, facet, candidate, grade] = line.split('\t') as [string, string, string, string];
    const key = `${query}\t${facet}`;
    judged.set(key, (judged.get(key) ?? new Map<string, number>()).set(candidate, Number(grade)));
  }
  const byFacet = [...judged].sort(([a], [b]) => compare(a.split('\t')[1]!, b.split('\t')[1]!));
  const tasks = byFacet.flatMap(([key, grades]): Task[] => {
    const [query, facet] = key.split('\t') as [string, string];
    const pool = (pools[query]?.cands ?? []).filter((id) => known.has(id) && id !== query);
    const cut = Math.floor(pool.length / 5);
    return [
      {
        measure: facet,
        query,
        facet,
        candidates: pool,
        scoreOf: (ids) => ndcg(ids, grades, cut),
      },
      {
        measure: 'of all, @20',
        query,
        facet,
        candidates: null,
        scoreOf: (ids) => ndcg(ids, grades, 20),
      },
    ];
  });
  return { name: 'CSFCube', papers, tasks };
}

/** SciRepEval's sample of SPECTER's triplets (Singh and others, 2022): the cited paper before the other one. */
async function triplets(): Promise<JudgedPapers> {
  interface Given {
    readonly corpus_id: number;
    readonly title: string;
    readonly abstract: string | null;
  }
  const all = JSON.parse(await read('scirepeval_samples/specter_small.json')) as readonly Record<
    'query' | 'pos' | 'neg',
    Given
  >[];
  const papers = new Map<string, JudgedPaper>();
  for (const { query, pos, neg } of all)
    for (const { corpus_id: id, title, abstract } of [query, pos, neg])
      papers.set(String(id), { id: String(id), title, abstract });
  const tasks = all.map(({ query, pos, neg }): Task => ({
    measure: 'triplets',
    query: String(query.corpus_id),
    facet: null,
    candidates: [String(pos.corpus_id), String(neg.corpus_id)],
    scoreOf: ([first]) => (first === String(pos.corpus_id) ? 1 : 0),
  }));
  return { name: 'SPECTER triplets', papers: [...papers.values()], tasks };
}

/** A systematic review: each record that was included is to find the others. */
async function review(name: string): Promise<JudgedPapers> {
  const rows = parseCsv(await read(`systematic_reviews/${name}.csv`));
  const papers = rows.map((row) => ({
    id: row.get('record_id')!,
    title: row.get('title') ?? '',
    abstract: row.get('abstract') || null,
  }));
  const included = rows
    .filter((row) => row.get('label_included') === '1')
    .map((row) => row.get('record_id')!);
  const tasks = included.map((query): Task => {
    const others: Judgements = new Map(included.filter((id) => id !== query).map((id) => [id, 1]));
    return {
      measure: name.replace(/_.*/, ''),
      query,
      facet: null,
      candidates: null,
      scoreOf: (ids) => averagePrecision(ids, others),
    };
  });
  return { name, papers, tasks };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function read(path: string): Promise<string> {
  return readFile(corpus(`judged/${path}`), 'utf8');
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
