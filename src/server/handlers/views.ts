import type { Connection, Position } from 'vscode-languageserver';
import { cardNotes } from '../../core/features/card-notes.ts';
import { cardOfPaper, type CitingPlace, type FilePlace } from '../../core/features/card.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import {
  cardRequest,
  entryRequest,
  pastedRequest,
  refAtRequest,
  reportRequest,
  stateRequest,
} from '../../protocol/library.ts';
import { tooltipRequest } from '../../protocol/library.ts';
import type { IndexState, PaperParams, PastedResult, Place } from '../../protocol/library.ts';
import type { CardModel } from '../../protocol/card.ts';
import { reportModel } from '../../core/features/report-model.ts';
import { printable } from '../../core/text/markdown-escape.ts';
import type { ReportModel } from '../../protocol/report.ts';
import { citingPlaces } from '../citing-places.ts';
import type { Session } from '../session.ts';
import { knownTags } from './annotations.ts';
import { citationUnder, entryLocations, entryUnder, hoverText } from './citations.ts';

/** How many related papers a card shows. */
const MOST_RELATED = 10;
/** How many tags a card offers. */
const MOST_TAGS = 500;

/** The requests of Carrel's own views. */
export function handleViews(connection: Connection, session: Session, state: () => IndexState): void {
  const paperOf = ({ ref }: PaperParams): LibraryPaper | undefined => {
    session.settle();
    return papersOfReference(session.workspace.library, ref)[0];
  };

  connection.onRequest(pastedRequest, ({ text }: { text: string }): PastedResult | null =>
    session.workspace.readPasted(text),
  );

  connection.onRequest(stateRequest, (): IndexState => state());

  connection.onRequest(cardRequest, async (params: PaperParams): Promise<CardModel | null> => {
    const found = paperOf(params);
    if (!found) return null;
    const citedBy = await citingPlaces(session, found);
    // While notes were read the library may have changed.
    const paper = paperOf(params);
    return paper ? cardModel(session, paper, citedBy) : null;
  });

  connection.onRequest(tooltipRequest, (params: PaperParams): string | null => {
    const paper = paperOf(params);
    return paper ? hoverText(session, paper) : null;
  });

  connection.onRequest(entryRequest, (params: PaperParams): Place | null => {
    const paper = paperOf(params);
    const location = paper && entryLocations(session, paper)[0];
    return location ? { uri: location.uri, ...location.range.start } : null;
  });

  connection.onRequest(refAtRequest, (params: { uri: string; position: Position }): string | null => {
    const paper =
      citationUnder(session, params.uri, params.position)?.papers[0] ?? entryUnder(session, params);
    return paper?.id ?? null;
  });

  connection.onRequest(reportRequest, (): ReportModel => {
    session.settle();
    const report = reportModel(session.workspace);
    const { indexing, stopped } = state();
    const reading = indexing ?? stopped;
    const located = <T extends { readonly path: string }>(file: T) => ({
      ...file,
      path: printable(file.path),
      uri: session.roots.uriOf(file.path),
    });
    return {
      ...report,
      reading: reading && { ...reading, stopped: !indexing },
      faulty: report.faulty.map(located),
      rows: report.rows.map(located),
      leftOut: report.leftOut.map((rule) => ({ ...rule, paths: rule.paths.map(printable) })),
    };
  });
}

function cardModel(session: Session, paper: LibraryPaper, citedBy: readonly CitingPlace[]): CardModel {
  const { workspace, finder, roots } = session;
  const card = cardOfPaper(paper, {
    topics: finder.topicsOf(paper.id),
    citedBy,
    related: finder.related(paper, MOST_RELATED),
    notes: cardNotes(
      paper,
      workspace.annotations.of(paper),
      (path) => (workspace.annotations.sidecar(path)?.locked ?? null) !== null,
    ),
  });
  const linked = ({ path, line }: FilePlace) => ({
    label: `${path}:${line}`,
    uri: roots.uriOf(path),
    line: line - 1,
  });
  return {
    ...card,
    sources: card.sources.map((source) => ({ ...linked(source), fields: source.fields })),
    citedBy: card.citedBy.map((place) => ({ ...linked(place), sentence: place.sentence })),
    relatedReady: finder.ready,
    notes: {
      ...card.notes,
      knownTags: knownTags(session).slice(0, MOST_TAGS),
      annotations: card.notes.annotations.map(({ path, ...one }) => ({
        ...one,
        label: path,
        uri: roots.uriOf(path),
      })),
    },
  };
}
