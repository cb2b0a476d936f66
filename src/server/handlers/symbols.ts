import type { Connection, DocumentSymbol, FoldingRange, WorkspaceSymbol } from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import { shortDetail, shownTitle } from '../../core/features/paper-text.ts';
import { rangeOf } from '../convert.ts';
import { entryLocations } from './citations.ts';
import type { Session } from '../session.ts';

/** A client shows so many at most; it asks again with more of the word. */
const MOST_SYMBOLS = 200;

/** Outline and folding of digests, and papers as symbols of the workspace. */
export function handleSymbols(connection: Connection, session: Session): void {
  connection.onDocumentSymbol(({ textDocument }): DocumentSymbol[] => {
    const { encoding } = session.client;
    return entriesOf(session, textDocument.uri).map(({ source, paper, lines }) => {
      const { entry, title, key } = source.entry.spans;
      const range = rangeOf(lines, entry, encoding);
      const name = title ?? key;
      return {
        name: shownTitle(paper),
        detail: paper.key,
        kind: SymbolKind.String,
        range,
        selectionRange: name ? rangeOf(lines, name, encoding) : range,
      };
    });
  });

  connection.onFoldingRanges(({ textDocument }): FoldingRange[] =>
    entriesOf(session, textDocument.uri).flatMap(({ source, lines }) => {
      const { start, end } = source.entry.spans.entry;
      const startLine = lines.lineAt(start);
      const endLine = lines.lineAt(Math.max(start, end - 1));
      return endLine > startLine ? [{ startLine, endLine }] : [];
    }),
  );

  connection.onWorkspaceSymbol(({ query }): WorkspaceSymbol[] => {
    session.settle();
    return session.finder.match(query, MOST_SYMBOLS).flatMap((paper) => {
      const [location] = entryLocations(session, paper);
      if (!location) return [];
      return [
        {
          name: `${paper.key} ${shownTitle(paper)}`,
          kind: SymbolKind.String,
          containerName: shortDetail(paper),
          location,
        },
      ];
    });
  });
}

function entriesOf(session: Session, uri: string) {
  session.settle();
  const document = session.document(uri);
  const path = session.roots.pathOf(uri);
  if (!document || path === null) return [];
  return session.workspace.library.papersOfFile(path).map((both) => ({ ...both, lines: document.lines }));
}
