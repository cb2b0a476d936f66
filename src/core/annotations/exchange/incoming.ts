import type { LibraryPaper } from '../../library/library-paper.ts';
import { fullTextPassage, passageOf, type Passage } from '../compose.ts';
import { tidyComment } from '../comment-text.ts';
import { normalText } from '../normal-text.ts';
import type { PaperAnnotation } from '../placed-annotations.ts';
import type { PaperAnnotations } from '../store.ts';
import type { ExchangedAnnotation } from './exchanged.ts';

/** An annotation to be written into a paper's sidecar. */
export interface Incoming extends Passage {
  readonly kind: 'highlight' | 'remark';
  /** A block id to keep; null where a new one is needed. */
  readonly id: string | null;
  readonly color: string | null;
  readonly comment: string;
  readonly date: string | null;
  readonly annotator: string | null;
}

/**
 * What of an import is new to a paper: nothing that is there by its id, or with the same quote and comment. A passage that stands in title or
 * abstract gets its place; any other is of the full text.
 */
export function incoming(
  paper: LibraryPaper,
  known: PaperAnnotations,
  given: readonly ExchangedAnnotation[],
): Incoming[] {
  const all = [...known.highlights, ...known.remarks];
  const ids = new Set(all.map(({ record }) => record.id));
  const contents = new Set(all.map(({ record }: PaperAnnotation) => contentOf(record)));
  const fresh: Incoming[] = [];
  for (const one of given) {
    const id = one.id !== null && /^[A-Za-z0-9-]{1,64}$/.test(one.id) ? one.id : null;
    const content = contentOf(one);
    if ((id !== null && ids.has(id)) || contents.has(content) || content === '\n') continue;
    if (id !== null) ids.add(id);
    contents.add(content);
    const { kind, color, comment, date, annotator } = one;
    fresh.push({ ...passageFor(paper, one), kind, id, color, comment, date, annotator });
  }
  return fresh;
}

function passageFor(paper: LibraryPaper, one: ExchangedAnnotation): Passage {
  if (one.kind === 'remark') return { place: null, prefix: null, suffix: null, exact: '' };
  // A position in a page or PDF says nothing about the abstract.
  const quote = { ...one, start: one.field === 'fulltext' ? null : one.start };
  const found = one.field === 'fulltext' ? null : passageOf(paper, quote, one.field);
  return found ?? fullTextPassage(one, one.page);
}

function contentOf({ exact, comment }: { readonly exact: string; readonly comment: string }): string {
  return `${normalText(exact).text}\n${tidyComment(comment)}`;
}
