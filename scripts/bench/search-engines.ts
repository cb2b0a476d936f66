import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import type { Paper } from '../../src/core/library/paper.ts';
import { NO_FACTS } from '../../src/core/search/facts.ts';
import { NameIndex } from '../../src/core/search/name-index.ts';
import { PaperSearch } from '../../src/core/search/paper-search.ts';
import type { MadeUpPaper, MadeUpQueries } from './made-up-papers.ts';

export type Fielded = MadeUpQueries['fielded'][number];

/** An engine as the bench drives it; each query gives how many it found, of 20 asked for. */
export interface BenchEngine {
  add(paper: MadeUpPaper): void;
  /** After all were added. */
  done?(): void;
  update(paper: MadeUpPaper): void;
  find(query: string): number;
  /** A word that is not finished. */
  prefix(query: string): number;
  typo?(query: string): number;
  fielded?(query: Fielded): number;
}

export const LIMIT = 20;
const FIELDS = ['key', 'title', 'authors', 'year', 'abstract'] as const;

/** Makes an engine by name; `folder` has the packages of others. */
export const ENGINES: Readonly<Record<string, (folder: string) => Promise<BenchEngine>>> = {
  Carrel: () => Promise.resolve(carrel()),
  'Carrel, names': () => Promise.resolve(carrelNames()),
  'MiniSearch, plain': () => Promise.resolve(miniSearch()),
  FlexSearch: (folder) => Promise.resolve(flexSearch(folder)),
  Orama: (folder) => orama(folder),
  'SQLite FTS5': (folder) => Promise.resolve(sqlite(folder)),
};

function paperOf({ id, key, title, authors, year, abstract }: MadeUpPaper): Paper {
  return {
    id,
    key,
    aliases: [],
    title,
    authors: authors.split(' ').map((literal) => ({ literal })),
    authorCount: null,
    date: year,
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

function carrel(): BenchEngine {
  const papers = new Map<string, Paper>();
  const search = new PaperSearch(NO_FACTS);
  const add = (made: MadeUpPaper): void => {
    const paper = paperOf(made);
    papers.set(paper.id, paper);
    search.set(paper);
  };
  const find = (query: string): number => search.search(query, LIMIT).hits.length;
  return {
    add,
    update: add,
    find: (query) => find(`${query} `),
    prefix: find,
    typo: (query) => find(`${query} `),
    fielded: ({ author, year, word }) => find(`author:${author} year:${year}.. ${word} `),
  };
}

function carrelNames(): BenchEngine {
  const names = new NameIndex();
  const add = (made: MadeUpPaper): void => names.set({ ...paperOf(made) });
  const find = (query: string): number => names.search(query, LIMIT).length;
  return { add, update: add, find, prefix: find, typo: find };
}

/** As its manual shows, with the prefix and typo search that it advises for search boxes. */
function miniSearch(): BenchEngine {
  const index = new MiniSearch<MadeUpPaper>({ fields: [...FIELDS] });
  const ask = (query: string, options: object): number =>
    index.search(query, { combineWith: 'AND', ...options }).slice(0, LIMIT).length;
  return {
    add: (paper) => index.add(paper),
    update: (paper) => index.replace(paper),
    find: (query) => ask(query, {}),
    prefix: (query) => ask(query, { prefix: true }),
    typo: (query) => ask(query, { prefix: true, fuzzy: 0.2 }),
    fielded: ({ author, year, word }) =>
      index
        .search({
          combineWith: 'AND',
          queries: [
            { queries: [author], fields: ['authors'] },
            { queries: [word], fields: [...FIELDS] },
          ],
        })
        .filter(({ id }) => Number(id) >= 0 || year !== '').length,
  };
}

interface FlexDocument {
  add(paper: object): void;
  update(paper: object): void;
  search(query: object | string, options?: object): { readonly result: readonly unknown[] }[];
}
function flexSearch(folder: string): BenchEngine {
  const load = createRequire(join(folder, 'package.json'));
  const { Document } = load('flexsearch') as { Document: new (options: object) => FlexDocument };
  const index = new Document({ tokenize: 'forward', document: { id: 'id', index: [...FIELDS] } });
  const find = (query: string, options: object = {}): number =>
    index.search(query, { limit: LIMIT, ...options }).reduce((sum, { result }) => sum + result.length, 0);
  return {
    add: (paper) => index.add(paper),
    update: (paper) => index.update(paper),
    find,
    prefix: find,
    fielded: ({ author, word }) => find(`${author} ${word}`, { index: ['authors'] }),
  };
}

interface OramaModule {
  readonly create: (options: object) => object;
  readonly insert: (index: object, paper: object) => string;
  readonly remove: (index: object, id: string) => boolean;
  readonly search: (index: object, query: object) => { readonly hits: readonly unknown[] };
}
async function orama(folder: string): Promise<BenchEngine> {
  const load = createRequire(join(folder, 'package.json'));
  const { create, insert, remove, search } = (await import(
    pathToFileURL(load.resolve('@orama/orama')).href
  )) as OramaModule;
  const index = create({ schema: Object.fromEntries(FIELDS.map((field) => [field, 'string'])) });
  const find = (term: string, options: object = {}): number =>
    search(index, { term, limit: LIMIT, threshold: 0, ...options }).hits.length;
  return {
    add: (paper) => void insert(index, paper),
    update: (paper) => {
      remove(index, paper.id);
      insert(index, paper);
    },
    find: (query) => find(query, { exact: false }),
    prefix: (query) => find(query),
    typo: (query) => find(query, { tolerance: 1 }),
    fielded: ({ author }) => find(author, { properties: ['authors'] }),
  };
}

interface Sqlite {
  exec(sql: string): void;
  run(sql: string, values?: readonly unknown[]): void;
  all(sql: string, values?: readonly unknown[]): readonly unknown[];
}
function sqlite(folder: string): BenchEngine {
  const load = createRequire(join(folder, 'package.json'));
  const { Database } = load('node-sqlite3-wasm') as { Database: new (file?: string) => Sqlite };
  const db = new Database();
  db.exec(`create virtual table papers using fts5(id unindexed, ${FIELDS.join(', ')}, prefix='2 3'); begin`);
  const values = (paper: MadeUpPaper): unknown[] => [paper.id, ...FIELDS.map((field) => paper[field])];
  const marks = FIELDS.map(() => '?').join(', ');
  const find = (query: string): number =>
    db.all(`select id from papers where papers match ? order by rank limit ${LIMIT}`, [query]).length;
  return {
    add: (paper) =>
      db.run(`insert into papers(id, ${FIELDS.join(', ')}) values (?, ${marks})`, values(paper)),
    done: () => db.exec('commit'),
    update: (paper) => {
      const rowid = Number(paper.id.slice(1)) + 1;
      db.run('delete from papers where rowid = ?', [rowid]);
      db.run(`insert into papers(rowid, id, ${FIELDS.join(', ')}) values (?, ?, ${marks})`, [
        rowid,
        ...values(paper),
      ]);
    },
    find,
    prefix: (query) => find(`${query}*`),
    fielded: ({ author, word }) => find(`authors: ${author} AND ${word}`),
  };
}

/** Resident memory of this process in MB, as the kernel counts it. */
export function residentMegabytes(): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))!;
    return Number(kilobytes) / 1024;
  } catch {
    return process.memoryUsage().rss / 1048576;
  }
}
