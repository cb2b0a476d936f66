import type { Span } from '../text/span.ts';

/** A file that an entry of a .bib file says it has, as it is written there. */
export interface AttachedFile {
  readonly span: Span;
  /** A path, or an address. */
  readonly target: string;
}

const FIELD = /[,{\s](?:file|pdf|local-url)[ \t]{0,20}=[ \t]{0,20}([{"])([^{}"]{1,2000})[}"]/gi;
const MOST = 2000;

/**
 * The PDFs in `file = {…}` of a .bib file, as Zotero, Better BibTeX and JabRef write them: `path`, `path;path`, or `description:path:type`, with `\` before
 * a colon, semicolon or backslash that is meant.
 */
export function attachedFiles(text: string): readonly AttachedFile[] {
  const found: AttachedFile[] = [];
  for (const field of text.matchAll(FIELD)) {
    const value = field[2]!;
    let at = field.index + field[0].length - 1 - value.length;
    for (const item of split(value, ';')) {
      const parts = split(item, ':');
      const isNamed = parts.length === 3;
      const written = isNamed ? parts[1]! : item;
      const start = at + (isNamed ? parts[0]!.length + 1 : 0) + (/^\s*/.exec(written)?.[0].length ?? 0);
      const target = written.trim().replace(/\\([:;\\])/g, '$1');
      if (/\.pdf$/i.test(target) || /^https?:\/\/\S*pdf/i.test(target))
        found.push({ span: { start, end: start + written.trim().length }, target });
      at += item.length + 1;
    }
    if (found.length >= MOST) break;
  }
  return found;
}

/** The parts between marks that no backslash stands before. */
function split(text: string, mark: ':' | ';'): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === mark) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
