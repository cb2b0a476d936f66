import type { CancellationToken, Connection } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { setImmediate } from 'node:timers/promises';
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

/** A client gets so many hits at most; it asks again with a narrower query. */
const MOST_HITS = 5000;

/** Search in the query language, for search boxes and filters. */
export function handleSearch(connection: Connection, session: Session): void {
  connection.onRequest(
    searchRequest,
    async ({ query, limit }: SearchParams, token: CancellationToken): Promise<SearchAnswer> => {
      // What was typed meanwhile has come in after this turn; its answer alone is worth the work.
      await setImmediate();
      if (token.isCancellationRequested)
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The query was typed on.');
      session.settle();
      const { finder } = session;
      const result = finder.search(query, Math.min(MOST_HITS, limit));
      const show = hitShower(result.parsed, (id) => finder.notesOf(id));
      return {
        hits: result.found.map(({ paper, score }) => {
          const { id, ...hit } = show(paper);
          return { ref: id, ...hit, score };
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
