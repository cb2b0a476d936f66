import { LineIndex } from '../core/text/lines.ts';
import { readText } from './node/disk.ts';
import type { Session } from './session.ts';

/** A file's text as it is now: the client's where it is open, else the disk's. */
export interface CurrentText {
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** Of the open document; null for a closed file. */
  readonly version: number | null;
}

/** Null for a file that is not there or cannot be read as text. */
export async function currentText(session: Session, path: string): Promise<CurrentText | null> {
  const document = session.documentOfPath(path);
  if (document)
    return { uri: document.uri, text: document.text, lines: document.lines, version: document.version };
  const file = session.roots.fileOf(path);
  const content = file === null ? 'missing' : await readText(file);
  if (content === 'missing' || !('text' in content)) return null;
  return {
    uri: session.roots.uriOf(path),
    text: content.text,
    lines: new LineIndex(content.text),
    version: null,
  };
}

/** The texts of files by their paths, as far as they can be read. */
export async function currentTexts(
  session: Session,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const current = await currentText(session, path);
    if (current) texts.set(path, current.text);
  }
  return texts;
}
