import { access } from 'node:fs/promises';
import type { Connection, DocumentLink } from 'vscode-languageserver';
import { attachedFiles } from '../../core/features/attached-files.ts';
import type { IdentifierCitation } from '../../core/notes/citation.ts';
import { folderOf, isUrl } from '../../core/workspace/bibliographies.ts';
import { rangeOf } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Session } from '../session.ts';

/**
 * Links on printed identifiers and addresses of notes, and on the PDFs that a bibliography names. Keys and titles have a definition instead, so that
 * the two never compete.
 */
export function handleLinks(connection: Connection, session: Session): void {
  connection.onDocumentLinks(({ textDocument: { uri } }): DocumentLink[] | Promise<DocumentLink[]> => {
    const note = session.note(uri);
    const { encoding } = session.client;
    if (note)
      return note.scan.citations.flatMap((citation): DocumentLink[] => {
        if (citation.form !== 'identifier') return [];
        const { start, end } = citation.span;
        const target = addressOf(note.document.text.slice(start, end)) ?? pageOf(citation);
        return target === null ? [] : [{ range: rangeOf(note.lines, citation.span, encoding), target }];
      });
    const document = session.document(uri);
    const path = session.roots.pathOf(uri);
    return document && path !== null && /\.bib$/i.test(path) ? fileLinks(session, path, document) : [];
  });
}

/** A printed address leads to where it says. */
function addressOf(written: string): string | null {
  const address = written.replace(/\\([^A-Za-z0-9\s])/g, '$1');
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : null;
}

function pageOf(citation: IdentifierCitation): string | null {
  switch (citation.scheme) {
    case 'arxiv':
      return `https://arxiv.org/abs/${encodeURI(citation.name)}${citation.version === null ? '' : `v${citation.version}`}`;
    case 'doi':
      return `https://doi.org/${citation.name.split('/').map(encodeURIComponent).join('/')}`;
    case 'url':
      return addressOf(citation.name);
  }
}

/** Only files that are there, inside of the workspace: beside the bibliography, or at the top of its folder. */
async function fileLinks(
  session: Session,
  path: string,
  { text, lines }: OpenDocument,
): Promise<DocumentLink[]> {
  const { roots, client } = session;
  const links = attachedFiles(text).map(async ({ span, target }): Promise<DocumentLink | null> => {
    const range = rangeOf(lines, span, client.encoding);
    if (isUrl(target)) {
      const address = addressOf(target);
      return address === null ? null : { range, target: address };
    }
    for (const place of roots.placesOf(folderOf(path), target, false).paths) {
      const file = roots.fileOf(place);
      const isThere =
        file !== null &&
        (await access(file).then(
          () => true,
          () => false,
        ));
      if (isThere) return { range, target: roots.uriOf(place) };
    }
    return null;
  });
  return (await Promise.all(links)).filter((link) => link !== null);
}
