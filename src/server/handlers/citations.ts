import type {
  Connection,
  Definition,
  DefinitionLink,
  Hover,
  Location,
  Position,
} from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { anyCitationAt } from '../../core/features/citations.ts';
import { hoverOfAmbiguity, hoverOfPaper } from '../../core/features/hover.ts';
import { highlightIdOf } from '../../core/features/hover-notes.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { AnyCitation } from '../../core/notes/citation.ts';
import { rangeOf, rangeOfPlace } from '../convert.ts';
import type { OpenNote, Session } from '../session.ts';
import { ownKeyUnder } from './own-keys.ts';

/** Hover and definition of the citation under the cursor. */
export function handleCitations(connection: Connection, session: Session): void {
  connection.onHover(({ textDocument, position }): Hover | null => {
    const found = citationUnder(session, textDocument.uri, position);
    if (!found) return hoverOfOwnKey(session, textDocument.uri, position);
    const { note, citation, papers } = found;
    const [paper] = papers;
    if (!paper && !(session.loading && namesPaper(citation))) return null;
    const highlight = citation.form === 'wikilink' ? highlightIdOf(citation.fragment) : null;
    const value = !paper
      ? STILL_READING
      : papers.length > 1
        ? hoverOfAmbiguity(citation.name, papers)
        : hoverText(session, paper, highlight);
    return {
      contents: { kind: MarkupKind.Markdown, value },
      range: rangeOf(note.lines, citation.span, session.client.encoding),
    };
  });

  connection.onDefinition(({ textDocument, position }): Definition | DefinitionLink[] | null => {
    const found = citationUnder(session, textDocument.uri, position);
    if (!found) {
      const own = ownKeyUnder(session, textDocument.uri, position);
      return own && entryLocations(session, own.paper);
    }
    if (found.papers.length === 0) return null;
    const { note, citation, papers } = found;
    const { client } = session;
    const targets = papers.flatMap((paper) => entryLocations(session, paper));
    if (!client.definitionLinks) return targets;
    const originSelectionRange = rangeOf(note.lines, citation.span, client.encoding);
    return targets.map(({ uri, range }) => ({
      originSelectionRange,
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: range,
    }));
  });
}

/** What is known of a paper, at the key that an entry or a sidecar gives it. */
function hoverOfOwnKey(session: Session, uri: string, position: Position): Hover | null {
  const own = ownKeyUnder(session, uri, position);
  if (!own) return null;
  return { contents: { kind: MarkupKind.Markdown, value: hoverText(session, own.paper) }, range: own.range };
}

const STILL_READING = 'Carrel is still reading the library. What this cites is not known yet.';

/** Whether a citation cannot be anything else, as a wikilink to a note can. */
function namesPaper(citation: AnyCitation): boolean {
  return citation.form !== 'wikilink' || citation.marked;
}

/** The paper in a hover, for citations and for the views' tooltips; with the highlight that a link names. */
export function hoverText(session: Session, paper: LibraryPaper, highlight: string | null = null): string {
  const notes = new Set(session.workspace.mentionsOf(paper).map((mention) => mention.path));
  return hoverOfPaper(paper, {
    topics: session.finder.topicsOf(paper.id),
    citedIn: notes.size,
    commandLinks: session.client.commandLinks,
    notes: session.workspace.annotations.of(paper),
    highlight,
  });
}

/** Where a paper's entries stand, best source first. */
export function entryLocations(session: Session, paper: LibraryPaper): Location[] {
  return paper.entries.map(({ path, place }) => ({
    uri: session.roots.uriOf(path),
    range: rangeOfPlace(place, session.client.encoding),
  }));
}

export function citationUnder(
  session: Session,
  uri: string,
  position: Position,
): { note: OpenNote; citation: AnyCitation; papers: readonly LibraryPaper[] } | null {
  const note = session.note(uri);
  const citation = note && anyCitationAt(note.scan, note.lines.offsetAt(position, session.client.encoding));
  return citation ? { note, citation, papers: session.papersOf(note, citation) } : null;
}

/** The paper whose entry of an open digest holds a position. */
export function entryUnder(
  session: Session,
  at: { uri: string; position: Position },
): LibraryPaper | undefined {
  const path = session.roots.pathOf(at.uri);
  const document = session.document(at.uri);
  if (path === null || !document) return undefined;
  const offset = document.lines.offsetAt(at.position, session.client.encoding);
  const entries = session.workspace.library.papersOfFile(path);
  return entries.find(({ source }) => {
    const { start, end } = source.entry.spans.entry;
    return start <= offset && offset <= end;
  })?.paper;
}
