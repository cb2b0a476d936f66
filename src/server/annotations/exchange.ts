import { incoming } from '../../core/annotations/exchange/incoming.ts';
import type { ExchangedAnnotation } from '../../core/annotations/exchange/exchanged.ts';
import { printJsonLd, readJsonAnnotations } from '../../core/annotations/exchange/json-ld.ts';
import { outgoing } from '../../core/annotations/exchange/outgoing.ts';
import { printCsv, printMarkdown, type ExportedPaper } from '../../core/annotations/exchange/tables.ts';
import type { CancellationToken } from 'vscode-languageserver';
import { citationOf } from '../../core/features/completion.ts';
import { citedItems } from '../../core/features/export-items.ts';
import { shownTitle } from '../../core/features/paper-text.ts';
import type { Library } from '../../core/library/library.ts';
import type { LibraryPaper } from '../../core/library/library-paper.ts';
import { compareText } from '../../core/library/merge.ts';
import { papersOfReference } from '../../core/library/resolve.ts';
import type { Steps } from '../../core/text/steps.ts';
import type { Session } from '../session.ts';
import { inSlices } from '../slices.ts';
import type { Annotator, AnnotationResult } from './annotator.ts';
import { failed } from './file-writer.ts';
import { setTags } from './tags.ts';
import type { Inverse } from './undo.ts';

export const ANNOTATION_FORMATS = ['json-ld', 'markdown', 'csv'] as const;
/** How many words a title has at least that names a paper by itself. */
const TITLE_WORDS = 4;
export type AnnotationFormat = (typeof ANNOTATION_FORMATS)[number];

/** What an export gives: a text, and how much is in it. */
export interface ExportedAnnotations {
  readonly text: string;
  readonly papers: number;
  readonly annotations: number;
}

/** What an import did. */
export interface ImportedAnnotations {
  readonly added: number;
  /** What was there already. */
  readonly known: number;
  /** Whether it was cancelled before its end. */
  readonly stopped: boolean;
  /** Items that are no annotations of a known form. */
  readonly unread: number;
  /** The names of papers that the library does not have, and how many annotations they have. */
  readonly unknown: readonly { readonly paper: string; readonly count: number }[];
  readonly files: readonly string[];
  readonly inverse: Inverse;
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

/** Writes what is new of an export of W3C JSON-LD or of Hypothes.is into the sidecars of its papers; stops between two of them when it is cancelled. */
export async function importAnnotations(
  annotator: Annotator,
  text: string,
  token?: CancellationToken,
): Promise<ImportedAnnotations> {
  const read = readJsonAnnotations(text);
  if (!read) throw failed('This is neither W3C JSON-LD nor an export of Hypothes.is.');
  const unknown = new Map<string, number>();
  const byPaper = new Map<string, ExchangedAnnotation[]>();
  const { library, annotations } = annotator.session.workspace;
  annotator.session.settle();
  for (const one of read.annotations) {
    const named = papersOfReference(library, nameOf(one.paper));
    const [paper, other] = named.length === 0 ? titled(library, one.title) : named;
    if (paper && !other) byPaper.set(paper.id, [...(byPaper.get(paper.id) ?? []), one]);
    else unknown.set(one.paper, (unknown.get(one.paper) ?? 0) + 1);
  }
  const made: AnnotationResult[] = [];
  let added = 0;
  let known = 0;
  let isStopped = false;
  for (const [id, given] of byPaper) {
    isStopped = token?.isCancellationRequested === true;
    if (isStopped) break;
    const paper = library.byId(id);
    if (!paper) continue;
    const before = annotations.of(paper);
    const fresh = incoming(paper, before, given);
    added += fresh.length;
    known += given.length - fresh.length;
    for (const one of fresh) made.push(await annotator.addGiven(paper, one));
    const tags = given.flatMap((one) => one.tags).filter((tag) => !before.tags.includes(tag));
    if (fresh.length > 0 && tags.length > 0)
      made.push(await setTags(annotator, paper, [...before.tags, ...new Set(tags)], null));
  }
  return {
    added,
    known,
    stopped: isStopped,
    unread: read.unread,
    unknown: [...unknown].map(([paper, count]) => ({ paper, count })),
    files: [...new Set(made.flatMap(({ files }) => files))],
    inverse: annotator.asOne(made),
  };
}

/** The papers of a title that a program gives beside an address; a short one says too little. */
function titled(library: Library, title: string | null): readonly LibraryPaper[] {
  return title === null || title.trim().split(/\s+/).length < TITLE_WORDS ? [] : library.byTitle(title);
}

/** The name that our own exports give a paper without an address. */
function nameOf(paper: string): string {
  if (!paper.startsWith('urn:citekey:')) return paper;
  try {
    return decodeURIComponent(paper.slice('urn:citekey:'.length));
  } catch {
    return paper;
  }
}
