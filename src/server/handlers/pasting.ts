import type { Connection } from 'vscode-languageserver';
import { citationInPlace } from '../../core/features/pasting/cite-pasted.ts';
import { OWN_BIBLIOGRAPHY, pinningFiles } from '../../core/features/pinning.ts';
import { citePastedRequest, type CitePastedParams, type CitePastedResult } from '../../protocol/library.ts';
import type { Session } from '../session.ts';
import { citedAs, papersPasted } from './pasted.ts';

/** Papers that are pasted or dropped into a note become a citation. */
export function handlePasting(connection: Connection, session: Session): void {
  connection.onRequest(citePastedRequest, (params: CitePastedParams): CitePastedResult | null => {
    const { uri, range, text } = params;
    session.settle();
    const note = session.note(uri);
    if (!note || session.loading) return null;
    const papers = papersPasted(session, text);
    if (!papers) return null;
    const path = session.roots.pathOf(uri) ?? '';
    const bibliography = session.workspace.bibliographyOf(path, note.scan);
    const cited = papers.map((paper) => citedAs(session, path, paper, bibliography));
    const { document, lines } = note;
    const spanOf = ({ start, end }: CitePastedParams['range']) => ({
      start: lines.offsetAt(start, session.client.encoding),
      end: lines.offsetAt(end, session.client.encoding),
    });
    const place = {
      text: document.text,
      scan: note.scan,
      rescan: (other: string) => session.scanAs(document, other),
    };
    const citation = citationInPlace(place, spanOf(range), cited);
    if (citation === null) return null;
    const [file = OWN_BIBLIOGRAPHY] = pinningFiles(
      session.workspace,
      bibliography,
      session.roots.prefixOf(path),
    );
    const what = cited.length === 1 ? `“${cited[0]!.key}”` : `${cited.length} papers`;
    const added = papers.filter(({ kind }) => kind === 'new').length;
    const adding =
      added === 0
        ? ''
        : ` and add ${added === cited.length ? (added === 1 ? 'it' : 'them') : String(added)} to ${file}`;
    return { text: citation, title: `Cite ${what}${adding}`, pins: cited.some(({ pin }) => pin !== null) };
  });
}
