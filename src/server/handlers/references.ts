import type { Connection, DocumentHighlight, Location, Position } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { allCitations } from '../../core/notes/citation.ts';
import { rangeOf } from '../convert.ts';
import { mentionLocations } from '../mentions.ts';
import type { Session } from '../session.ts';
import { citationUnder, entryLocations, entryUnder } from './citations.ts';
import { ownKeyUnder } from './own-keys.ts';
import { sidecarLocations } from './sidecars.ts';

/** All uses of a paper: in every spelling, in all notes, from a citation or from the entry itself. */
export function handleReferences(connection: Connection, session: Session): void {
  connection.onReferences(
    async ({ textDocument: { uri }, position, context }, token): Promise<Location[]> => {
      const papers = papersUnder(session, uri, position);
      const mentions = await Promise.all(
        papers.map((paper) => mentionLocations(session, paper, token, 'everywhere')),
      );
      const declarations = context.includeDeclaration
        ? papers.flatMap((paper) => [...entryLocations(session, paper), ...sidecarLocations(session, paper)])
        : [];
      return distinct([...declarations, ...mentions.flat()]);
    },
  );

  connection.onDocumentHighlight(({ textDocument: { uri }, position }): DocumentHighlight[] => {
    const found = citationUnder(session, uri, position);
    if (!found) return [];
    const { note, papers } = found;
    const papersOf = session.papersIn(note);
    return allCitations(note.scan)
      .filter((citation) => papersOf(citation).some((paper) => papers.includes(paper)))
      .map(({ span }) => ({
        range: rangeOf(note.lines, span, session.client.encoding),
        kind: DocumentHighlightKind.Read,
      }));
  });
}

/** A place that names several papers once. */
function distinct(locations: readonly Location[]): Location[] {
  return [...new Map(locations.map((place) => [JSON.stringify(place), place])).values()];
}

function papersUnder(session: Session, uri: string, position: Position): readonly LibraryPaper[] {
  const cited = citationUnder(session, uri, position)?.papers;
  if (cited) return cited;
  const paper = ownKeyUnder(session, uri, position)?.paper ?? entryUnder(session, { uri, position });
  return paper ? [paper] : [];
}
