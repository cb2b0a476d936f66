import type { Connection, Location } from 'vscode-languageserver';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { papersOfNote } from '../../core/annotations/paper-of-note.ts';
import type { Session } from '../session.ts';
import { citationUnder, entryUnder } from './citations.ts';

/** From a citation or an entry to what the reader wrote about its paper. */
export function handleSidecars(connection: Connection, session: Session): void {
  connection.onImplementation(({ textDocument: { uri }, position }): Location[] => {
    const papers = citationUnder(session, uri, position)?.papers ?? [];
    const entry = papers.length > 0 ? undefined : entryUnder(session, { uri, position });
    const all = entry ? [entry] : papers;
    return all.flatMap((paper) => sidecarLocations(session, paper));
  });
}

/** The sidecars of a paper, each at its beginning. */
export function sidecarLocations(session: Session, paper: LibraryPaper): Location[] {
  const start = { line: 0, character: 0 };
  return session.workspace.annotations
    .sidecarsOf(paper)
    .map(({ path }) => ({ uri: session.roots.uriOf(path), range: { start, end: start } }));
}

/** The paper that a file is the sidecar of; none where it is no sidecar, or the paper is in doubt. */
export function paperOfSidecar(session: Session, uri: string): LibraryPaper | undefined {
  const path = session.roots.pathOf(uri);
  const sidecar = path === null ? undefined : session.workspace.annotations.sidecar(path);
  const papers = sidecar ? papersOfNote(session.workspace.library, sidecar) : [];
  return papers.length === 1 ? papers[0] : undefined;
}
