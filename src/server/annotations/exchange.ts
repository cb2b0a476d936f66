import { printJsonLd } from '../../core/annotations/exchange/json-ld.ts';
import { outgoing } from '../../core/annotations/exchange/outgoing.ts';
import { printCsv, printMarkdown, type ExportedPaper } from '../../core/annotations/exchange/tables.ts';
import { citationOf } from '../../core/features/completion.ts';
import { citedItems } from '../../core/features/export-items.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { compareText } from '../../core/library/merge.ts';
import type { Steps } from '../../core/text/steps.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';
import { failed } from './file-writer.ts';

export const ANNOTATION_FORMATS = ['json-ld', 'markdown', 'csv'] as const;
export type AnnotationFormat = (typeof ANNOTATION_FORMATS)[number];

/** What an export gives: a text, and how much is in it. */
export interface ExportedAnnotations {
  readonly text: string;
  readonly papers: number;
  readonly annotations: number;
}

/** Annotations of all papers, or of those that a note cites in the order in which it does, for other programs. */
export async function exportAnnotations(
  session: Session,
  format: AnnotationFormat,
  note: string | null,
): Promise<ExportedAnnotations> {
  session.settle();
  const { workspace } = session;
  const cited = note === null ? null : citedItems(workspace, session.roots.pathOf(note) ?? '');
  if (note !== null && !cited) throw failed('This file is no note, so there is nothing to export.');
  const papers = cited
    ? [...new Set(cited.map(({ paper }) => workspace.library.byId(paper.id)))]
    : [...workspace.annotations.annotated()].sort((a, b) => compareText(a.key, b.key));
  const found = await inSlices(annotationsOf(session, papers));
  const all = found.flatMap(({ annotations }) => annotations);
  const print = {
    'json-ld': () => printJsonLd(all),
    csv: () => printCsv(found),
    markdown: () => printMarkdown(found),
  };
  return { text: print[format](), papers: found.length, annotations: all.length };
}

function* annotationsOf(
  session: Session,
  papers: readonly (LibraryPaper | undefined)[],
): Steps<ExportedPaper[]> {
  const found: ExportedPaper[] = [];
  for (const paper of papers) {
    yield;
    const annotations = paper ? outgoing(paper, session.workspace.annotations.of(paper)) : [];
    if (paper && annotations.length > 0)
      found.push({ key: paper.key, title: shownTitle(paper), citation: citationOf(paper.key), annotations });
  }
  return found;
}
