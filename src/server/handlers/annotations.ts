import type { Connection } from 'vscode-languageserver';
import { papersOfNote } from '../../core/annotations/paper-of-note.ts';
import { escapeQuote } from '../../core/annotations/quote-text.ts';
import { COLORS } from '../../core/annotations/record.ts';
import { highlightsInEntry, type ShownHighlight } from '../../core/annotations/shown-highlights.ts';
import { ALL_FORMATS } from '../../core/digests/formats.ts';
import { citationOf } from '../../core/features/completion.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import { compareText } from '../../core/library/merge.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import {
  highlightsRequest,
  listedPapersRequest,
  notedRequest,
  quoteRequest,
  readingListRequest,
  type HighlightMark,
  type ListedCounts,
  type ListedPapersParams,
  type NotedPaper,
  type QuoteParams,
} from '../../protocol/annotations.ts';
import type { PaperPage, PaperParams } from '../../protocol/library.ts';
import { linesOf } from '../annotations/selection.ts';
import { rangeOf } from '../convert.ts';
import { today } from '../node/clock.ts';
import type { Session } from '../session.ts';
import { handleAnnotationList } from './annotation-list.ts';
import { paperItem } from './groups.ts';

/** What the extension shows of a reader's annotations. */
export function handleAnnotations(connection: Connection, session: Session): void {
  handleAnnotationList(connection, session);

  connection.onRequest(readingListRequest, (): ListedCounts => {
    session.settle();
    const counts = { queued: 0, reading: 0, read: 0 };
    for (const status of session.workspace.annotations.listed().values()) if (status) counts[status]++;
    return counts;
  });

  connection.onRequest(listedPapersRequest, ({ status, limit }: ListedPapersParams): PaperPage => {
    session.settle();
    const papers = [...session.workspace.annotations.listed()].filter(([, one]) => one === status);
    return {
      total: papers.length,
      papers: papers.slice(0, limit).map(([paper]) => paperItem(session, paper)),
    };
  });

  connection.onRequest(highlightsRequest, ({ uri }: { uri: string }) => marksOf(session, uri));

  connection.onRequest(quoteRequest, ({ ref, exact }: QuoteParams): string | null => {
    session.settle();
    const [paper] = papersOfReference(session.workspace.library, ref);
    return paper ? `> ${escapeQuote(exact)} [${citationOf(paper.key)}]\n` : null;
  });

  connection.onRequest(notedRequest, ({ ref }: PaperParams): NotedPaper | null => {
    session.settle();
    const { library, annotations } = session.workspace;
    const [paper] = papersOfReference(library, ref);
    if (!paper) return null;
    const { status, rating, tags } = annotations.of(paper);
    return { title: shownTitle(paper), status, rating, tags, knownTags: knownTags(session) };
  });
}

/** All tags of the library, those most used first. */
export function knownTags(session: Session): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of session.workspace.annotations.sidecars)
    for (const tag of fields.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || compareText(a, b)).map(([tag]) => tag);
}

/** The highlights that stand in a file; null where it brings no papers. Costs what the file and the sidecars hold. */
async function marksOf(session: Session, uri: string): Promise<readonly HighlightMark[] | null> {
  session.settle();
  const { library, annotations } = session.workspace;
  const path = session.roots.pathOf(uri);
  const entries = path === null ? [] : library.papersOfFile(path);
  if (path === null || entries.length === 0) return null;
  const annotated = new Set([...annotations.sidecars].flatMap((note) => papersOfNote(library, note)));
  const shown = entries.filter(({ paper }) => annotated.has(paper));
  const lines = shown.length === 0 ? null : await linesOf(session, uri, path);
  if (!lines) return [];
  const file = { path, text: lines.text, today: today() };
  return shown.flatMap(({ source, paper }) => {
    const format = ALL_FORMATS.find(({ id }) => id === source.format);
    if (!format) return [];
    const { highlights } = annotations.of(paper);
    return highlightsInEntry(format, file, source.entry, paper, highlights).map((highlight) => ({
      ...markOf(highlight, paper),
      range: rangeOf(lines, highlight.span, session.client.encoding),
    }));
  });
}

function markOf({ record, state }: ShownHighlight, paper: LibraryPaper): Omit<HighlightMark, 'range'> {
  const { id, comment, annotator } = record;
  const color = COLORS.find((known) => known === record.color) ?? 'yellow';
  return { ref: paper.id, id, color, comment, annotator, state };
}
