import type { LibraryPaper } from '../../library/library-paper.ts';
import type { PaperAnnotations } from '../store.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

/** A paper's annotations for other programs, highlights in the order of the text, then remarks. */
export function outgoing(
  paper: LibraryPaper,
  { highlights, remarks, tags }: PaperAnnotations,
): ExchangedAnnotation[] {
  return [...highlights, ...remarks].map(({ record, anchoring }) => ({
    kind: record.kind,
    id: record.id,
    paper: addressOf(paper),
    // An address that is none of an identifier finds no paper elsewhere.
    ...(paper.arxiv === null && paper.doi === null
      ? { title: paper.title, key: paper.key }
      : { title: null, key: null }),
    field: record.place?.field ?? 'abstract',
    page: record.place?.page ?? null,
    exact: record.exact,
    prefix: record.prefix,
    suffix: record.suffix,
    start: 'start' in anchoring ? anchoring.start : (record.place?.start ?? null),
    color: record.color,
    comment: record.comment,
    date: record.date,
    annotator: record.annotator,
    tags,
  }));
}

/** An address that leads to the paper; where it has none, a name of our own form. */
export function addressOf(paper: LibraryPaper): string {
  if (paper.arxiv !== null) return `https://arxiv.org/abs/${paper.arxiv}`;
  if (paper.doi !== null) return `https://doi.org/${paper.doi}`;
  return paper.url ?? `urn:citekey:${encodeURIComponent(paper.key)}`;
}
