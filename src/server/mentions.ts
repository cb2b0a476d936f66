import type { CancellationToken, Location } from 'vscode-languageserver';
import type { LibraryPaper } from '../core/library/library-paper.ts';
import { allCitations, type AnyCitation } from '../core/notes/citation.ts';
import type { PlacedCitation } from '../core/workspace/note-index.ts';
import { LineIndex } from '../core/text/lines.ts';
import { rangeOf } from './convert.ts';
import { stopIfCancelled } from './detached.ts';
import { readText } from './node/disk.ts';
import type { OpenNote, Session } from './session.ts';

/** So many files are read at once, between two looks at whether anybody still waits. */
const AT_ONCE = 16;

/** Where notes mention a paper in their text, or in metadata and TeX too, by path and place. */
export async function mentionLocations(
  session: Session,
  paper: LibraryPaper,
  token: CancellationToken,
  where: 'text' | 'everywhere' = 'text',
): Promise<Location[]> {
  session.settle();
  const { workspace } = session;
  const aside = where === 'text' ? [] : workspace.usesAside(paper);
  const byPath = new Map<string, PlacedCitation<AnyCitation>[]>();
  for (const { path, place } of [...aside, ...workspace.mentionsOf(paper)]) {
    const places = byPath.get(path);
    if (places) places.push(place);
    else byPath.set(path, [place]);
  }
  const notes = [...byPath];
  const locations: Location[] = [];
  for (let from = 0; from < notes.length; from += AT_ONCE) {
    stopIfCancelled(token);
    const some = notes.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map(([path, places]) => locate(session, path, places)));
    locations.push(...found.flat());
  }
  return [...locations, ...session.looseNotes().flatMap((note) => inLooseNote(session, paper, note))];
}

function inLooseNote(session: Session, paper: LibraryPaper, note: OpenNote): Location[] {
  const papersOf = session.papersIn(note);
  return allCitations(note.scan)
    .filter((citation) => papersOf(citation).includes(paper))
    .map(({ span }) => ({
      uri: note.document.uri,
      range: rangeOf(note.lines, span, session.client.encoding),
    }));
}

/** The index keeps UTF-16 positions; a client that counts otherwise needs the text. */
async function locate(
  session: Session,
  path: string,
  places: readonly PlacedCitation<AnyCitation>[],
): Promise<Location[]> {
  const uri = session.roots.uriOf(path);
  const { encoding } = session.client;
  if (encoding === 'utf-16') return places.map(({ start, end }) => ({ uri, range: { start, end } }));
  const lines = session.document(uri)?.lines ?? (await linesOnDisk(session, path));
  return lines ? places.map(({ citation }) => ({ uri, range: rangeOf(lines, citation.span, encoding) })) : [];
}

async function linesOnDisk(session: Session, path: string): Promise<LineIndex | null> {
  const file = session.roots.fileOf(path);
  const content = file === null ? 'missing' : await readText(file);
  return content !== 'missing' && 'text' in content ? new LineIndex(content.text) : null;
}
