import { passageOf, quoteInEntry, type Passage } from '../../core/annotations/compose.ts';
import type { RangeRequest } from '../../core/annotations/requests.ts';
import { ALL_FORMATS } from '../../core/digests/formats.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { LineIndex } from '../../core/text/lines.ts';
import { today } from '../node/clock.ts';
import { readText } from '../node/disk.ts';
import type { Session } from '../session.ts';
import { failed } from './file-writer.ts';

/** The paper and passage that are selected in a digest, open or not. Throws where the selection lies in no title or abstract. */
export async function selectedPassage(
  session: Session,
  { uri, range }: RangeRequest,
): Promise<{ paper: LibraryPaper; passage: Passage }> {
  session.settle();
  const path = session.roots.pathOf(uri);
  const lines = path === null ? null : await linesOf(session, uri, path);
  if (path === null || !lines) throw failed('The selection lies in no file of the library.');
  const { encoding } = session.client;
  const selected = { start: lines.offsetAt(range.start, encoding), end: lines.offsetAt(range.end, encoding) };
  const found = session.workspace.library.papersOfFile(path).find(({ source }) => {
    const { start, end } = source.entry.spans.entry;
    return start <= selected.start && selected.start < end;
  });
  const format = ALL_FORMATS.find(({ id }) => id === found?.source.format);
  const source = { path, text: lines.text, today: today() };
  const quoted = found && format ? quoteInEntry(format, source, found.source.entry, selected) : null;
  if (!found || !quoted) throw failed('Select words of a title or abstract in a digest.');
  const passage = passageOf(found.paper, quoted.quote, quoted.field);
  if (!passage) throw failed('The selected words do not stand in the abstract that the paper is shown with.');
  return { paper: found.paper, passage };
}

/** The lines of a file's text as it is open, or else on disk; null where it cannot be read. */
export async function linesOf(session: Session, uri: string, path: string): Promise<LineIndex | null> {
  const document = session.document(uri);
  if (document) return document.lines;
  const file = session.roots.fileOf(path);
  const content = file === null ? 'missing' : await readText(file);
  return content !== 'missing' && 'text' in content ? new LineIndex(content.text) : null;
}
