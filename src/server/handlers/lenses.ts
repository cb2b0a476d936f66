import type { CodeLens, Connection, Range, SelectionRange } from 'vscode-languageserver';
import { plural } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Span } from '../../core/text/span.ts';
import { rangeOf, rangeOfPlace } from '../convert.ts';
import { mentionLocations } from '../mentions.ts';
import type { Session } from '../session.ts';
import { paperOfSidecar } from './sidecars.ts';

/** The client's command that shows places: VS Code's own needs its own types, so the extension wraps it. */
const SHOW_PLACES = 'carrel.showPlaces';
const OPEN_CARD = 'carrel.openCard';

/** Lenses above the entries of a digest and on a sidecar, and what a selection in it grows to. */
export function handleLenses(connection: Connection, session: Session): void {
  connection.onCodeLens(({ textDocument: { uri } }): CodeLens[] => {
    session.settle();
    const path = session.roots.pathOf(uri);
    if (path === null || !session.settings.codeLens || !session.client.commandLinks) return [];
    const own = paperOfSidecar(session, uri);
    if (own) return lensesOf(session, own, topOf(session, uri));
    const lines = session.document(uri)?.lines;
    return session.workspace.library.papersOfFile(path).flatMap(({ source, paper }) => {
      const { encoding } = session.client;
      const { start } = source.entry.spans.entry;
      // Above the whole entry: its title may stand lines below its beginning.
      const range = lines
        ? rangeOf(lines, { start, end: start }, encoding)
        : rangeOfPlace(source.place, encoding);
      return lensesOf(session, paper, range);
    });
  });
  connection.onCodeLensResolve(async (lens, token): Promise<CodeLens> => {
    const paper = typeof lens.data === 'string' ? session.workspace.library.byId(lens.data) : undefined;
    if (!paper) return { ...lens, command: { title: '', command: '' } };
    const places = await mentionLocations(session, paper, token);
    const notes = new Set(places.map(({ uri }) => uri)).size;
    return { ...lens, command: { title: plural(notes, 'note'), command: SHOW_PLACES, arguments: [places] } };
  });

  connection.onSelectionRanges(({ textDocument: { uri }, positions }): SelectionRange[] | null => {
    session.settle();
    const document = session.document(uri);
    const path = session.roots.pathOf(uri);
    if (!document || path === null) return null;
    const entries = session.workspace.library.papersOfFile(path);
    if (entries.length === 0) return null;
    const { encoding } = session.client;
    return positions.map((position): SelectionRange => {
      const offset = document.lines.offsetAt(position, encoding);
      const entry = entries.find(({ source }) => holds(source.entry.spans.entry, offset))?.source.entry;
      const spans = entry
        ? [entry.spans.entry, entry.spans.abstract, entry.spans.title, entry.spans.key]
        : [];
      const around = spans
        .filter((span): span is Span => span !== null && holds(span, offset))
        .sort((a, b) => b.end - b.start - (a.end - a.start));
      return around.reduce<SelectionRange>(
        (parent, span) => ({ range: rangeOf(document.lines, span, encoding), parent }),
        { range: rangeOf(document.lines, { start: 0, end: document.text.length }, encoding) },
      );
    });
  });
}

/** The first heading of a note, or else its first line. */
function topOf(session: Session, uri: string): Range {
  const note = session.note(uri);
  const body = note?.scan.frontMatter?.end ?? 0;
  const heading = /^#{1,6}[ \t]/m.exec(note?.document.text.slice(body) ?? '');
  const line = note && heading ? note.lines.lineAt(body + heading.index) : 0;
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}

/** How many notes cite the paper, how many highlights it has, and its status. What is nothing shows no lens. */
function lensesOf(session: Session, paper: LibraryPaper, range: Range): CodeLens[] {
  const { status, highlights } = session.factsOf(paper);
  const card = { command: OPEN_CARD, arguments: [{ ref: paper.id }] };
  const lenses: CodeLens[] = [];
  if (session.workspace.mentionsOf(paper).length > 0) lenses.push({ range, data: paper.id });
  if (highlights > 0) lenses.push({ range, command: { title: plural(highlights, 'highlight'), ...card } });
  if (status !== null) lenses.push({ range, command: { title: status, ...card } });
  return lenses;
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
