import type { CancellationToken, Connection } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { setImmediate } from 'node:timers/promises';
import type { FoundPapers } from '../../core/features/finder.ts';
import { firstOf, type Sort } from '../../core/features/grouping/sorting.ts';
import { markOf } from '../../core/features/inbox/mark.ts';
import { hitShower } from '../../core/features/search-hits.ts';
import { FIELDS, HAS, WRITING } from '../../core/search/query/fields.ts';
import {
  queryHelpRequest,
  searchRequest,
  type QueryHelp,
  type SearchAnswer,
  type SearchParams,
} from '../../protocol/search.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';

/** A client gets so many hits at most; it asks again with a narrower query. */
const MOST_HITS = 5000;

/** Search in the query language, for search boxes and filters. */
export function handleSearch(connection: Connection, session: Session): void {
  connection.onRequest(
    searchRequest,
    async (
      { query, limit, sort = 'relevance' }: SearchParams,
      token: CancellationToken,
    ): Promise<SearchAnswer> => {
      // What was typed meanwhile has come in after this turn; its answer alone is worth the work.
      await setImmediate();
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The query was typed on.');
      session.settle();
      const { finder } = session;
      const most = Math.min(MOST_HITS, limit);
      const result = finder.search(query, sort === 'relevance' ? most : session.workspace.library.size);
      const found = sort === 'relevance' ? result.found : await sorted(result.found, sort, most);
      const show = hitShower(result.parsed, (id) => finder.notesOf(id));
      return {
        hits: found.map(({ paper, score }) => {
          const { id, ...hit } = show(paper);
          const mark = markOf(session.workspace, session.inbox, paper);
          return { ref: id, ...hit, score, mark, arxiv: paper.arxiv !== null };
        }),
        total: result.total,
        partly: result.partly,
        problems: result.parsed.problems.map(({ span, message }) => ({ ...span, message })),
        indexing: session.loading ? { done: 0, total: session.workspace.library.size } : result.progress,
      };
    },
  );

  connection.onRequest(queryHelpRequest, (): QueryHelp => {
    const fields = [...FIELDS.values()].map(({ example, meaning }) => ({ example, meaning }));
    return {
      writing: WRITING,
      fields: fields.map((field) =>
        field.example.startsWith('has:')
          ? { ...field, meaning: `${field.meaning}: ${HAS.join(', ')}` }
          : field,
      ),
    };
  });
}

/** The first of what was found in another order than that of its fitting. */
async function sorted(found: FoundPapers['found'], sort: Sort, limit: number): Promise<FoundPapers['found']> {
  const scores = new Map(found.map(({ paper, score }) => [paper, score]));
  const papers = await inSlices(firstOf(scores.keys(), sort, limit));
  return papers.map((paper) => ({ paper, score: scores.get(paper)! }));
}
