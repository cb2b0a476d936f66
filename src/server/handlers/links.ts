import type { Connection, DocumentLink } from 'vscode-languageserver';
import type { IdentifierCitation } from '../../core/notes/citation.ts';
import { rangeOf } from '../convert.ts';
import type { Session } from '../session.ts';

/**
 * Links on printed identifiers only. Keys and titles have a definition instead, so that the two never compete; URLs are links
 * already in every editor.
 */
export function handleLinks(connection: Connection, session: Session): void {
  connection.onDocumentLinks(({ textDocument }): DocumentLink[] => {
    const note = session.note(textDocument.uri);
    if (!note) return [];
    return note.scan.citations.flatMap((citation): DocumentLink[] => {
      const target = citation.form === 'identifier' ? pageOf(citation) : null;
      if (target === null) return [];
      return [{ range: rangeOf(note.lines, citation.span, session.client.encoding), target }];
    });
  });
}

function pageOf(citation: IdentifierCitation): string | null {
  switch (citation.scheme) {
    case 'arxiv':
      return `https://arxiv.org/abs/${encodeURI(citation.name)}${citation.version === null ? '' : `v${citation.version}`}`;
    case 'doi':
      return `https://doi.org/${citation.name.split('/').map(encodeURIComponent).join('/')}`;
    case 'url':
      return null;
  }
}
