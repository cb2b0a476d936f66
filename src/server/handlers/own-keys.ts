import type { Position, Range } from 'vscode-languageserver';
import { papersOfNote } from '../../core/annotations/paper-of-note.ts';
import { withoutQuotes } from '../../core/features/rename/bibliography-edits.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import type { Span } from '../../core/text/span.ts';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';

/** A key where it is given to a paper, not cited. */
export interface OwnKey {
  readonly paper: LibraryPaper;
  readonly key: string;
  readonly range: Range;
}

/** The key under the cursor at an entry of an open digest, or in the front matter of a sidecar. */
export function ownKeyUnder(session: Session, uri: string, position: Position): OwnKey | null {
  session.settle();
  const document = session.document(uri);
  const path = session.roots.pathOf(uri);
  if (!document || path === null) return null;
  const offset = document.lines.offsetAt(position, session.client.encoding);
  const found =
    keyOfEntry(session, path, document.text, offset) ?? keyOfSidecar(session, path, document.text, offset);
  return found && { ...found, range: rangeOf(document.lines, found.span, session.client.encoding) };
}

type Found = Pick<OwnKey, 'paper' | 'key'> & { readonly span: Span };

function keyOfEntry(session: Session, path: string, text: string, offset: number): Found | null {
  for (const { source, paper } of session.workspace.library.papersOfFile(path)) {
    // Where an entry stands is known without decoding it.
    if (!holds(source.entry.spans.entry, offset)) continue;
    const { key, spans } = source.entry;
    if (key !== null && spans.key && holds(spans.key, offset))
      return { paper, key, span: withoutQuotes(text, spans.key) };
  }
  return null;
}

/** In a sidecar's front matter: `citekey: key`. */
const FIELD = /^(?:citekey|citation-key):[ \t]*["']?\[{0,2}@?/im;

function keyOfSidecar(session: Session, path: string, text: string, offset: number): Found | null {
  const { workspace } = session;
  const sidecar = workspace.annotations.sidecar(path);
  const head = workspace.notes.get(path)?.scan.frontMatter;
  const key = sidecar?.fields.citekey;
  if (!sidecar || !head || key === null || key === undefined) return null;
  const field = FIELD.exec(text.slice(head.start, head.end));
  if (!field) return null;
  const start = head.start + field.index + field[0].length;
  const span = { start, end: start + key.length };
  const [paper, other] = papersOfNote(workspace.library, sidecar);
  const isThere = text.slice(span.start, span.end) === key && holds(span, offset);
  return isThere && paper && !other ? { paper, key, span } : null;
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
