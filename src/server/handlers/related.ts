import type { Connection } from 'vscode-languageserver';
import { relatedToSome } from '../../core/features/related-to-note.ts';
import { rowTitle } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import {
  relatedRequest,
  type RelatedAnswer,
  type RelatedParams,
  type RelatedRow,
} from '../../protocol/related.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';
import { entryUnder } from './citations.ts';
import { paperItem } from './groups.ts';

/** What is related to a paper, to the entry of a digest, or to what a note cites. */
export function handleRelated(connection: Connection, session: Session): void {
  const row = (paper: LibraryPaper, beside: LibraryPaper, reasons: readonly string[]): RelatedRow => ({
    ...paperItem(session, paper),
    beside: beside.id,
    reasons,
  });
  const besidePaper = (paper: LibraryPaper, limit: number): RelatedAnswer => ({
    about: rowTitle(paper),
    note: false,
    ready: session.finder.ready,
    rows: session.finder.related(paper, limit).map((one) => row(one.paper, paper, one.reasons)),
  });

  connection.onRequest(relatedRequest, async (params: RelatedParams): Promise<RelatedAnswer | null> => {
    session.settle();
    const { workspace, finder, roots } = session;
    if ('ref' in params) {
      const [paper] = papersOfReference(workspace.library, params.ref);
      return paper ? besidePaper(paper, params.limit) : null;
    }
    const { uri, position, limit } = params;
    const note = session.note(uri);
    if (!note) {
      const paper = entryUnder(session, { uri, position });
      return paper ? besidePaper(paper, limit) : null;
    }
    const cited = new Set(note.scan.citations.flatMap((citation) => session.papersOf(note, citation)));
    if (cited.size === 0) return null;
    const found = await inSlices(relatedToSome(finder, [...cited], limit));
    return {
      about: (roots.pathOf(uri) ?? uri).split('/').at(-1)!,
      note: true,
      ready: finder.ready,
      rows: found.map(({ paper, beside, reasons }) => row(paper, beside, reasons)),
    };
  });
}
