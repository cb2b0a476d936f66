import type { DigestFormat, DigestSource } from '../digests/format.ts';
import type { Entry } from '../digests/entry.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Span } from '../text/span.ts';
import { anchor, AnchorText, type Anchoring } from './anchor.ts';
import type { AnnotationRecord } from './record.ts';
import type { PaperAnnotation } from './placed-annotations.ts';

/** A highlight as it stands in a file that its paper was read from. */
export interface ShownHighlight {
  readonly record: AnnotationRecord;
  readonly state: 'anchored' | 'approximate';
  /** Into the file's text. */
  readonly span: Span;
}

/**
 * The highlights of a paper that stand in one of its entries. Where the entry's text is another than the one that the paper is shown with, they
 * are looked for anew: a highlight made on one source shows on all of them. Orphans and passages of the full text show on none.
 */
export function highlightsInEntry(
  format: DigestFormat,
  source: DigestSource,
  entry: Entry,
  paper: LibraryPaper,
  highlights: readonly PaperAnnotation[],
): ShownHighlight[] {
  return (['title', 'abstract'] as const).flatMap((field) => {
    const value = entry[field];
    const place = entry.spans[field];
    const own = highlights.filter(({ record }) => (record.place?.field ?? 'abstract') === field);
    if (own.length === 0 || value === null || !place) return [];
    const map = format.fieldMap?.(source, entry, field) ?? null;
    if (format.fieldMap && !map) return [];
    const text = value === paper[field] ? null : new AnchorText(value);
    return own.flatMap(({ record, anchoring }): ShownHighlight[] => {
      const found: Anchoring = text ? anchor(text, record, record.place?.start ?? null) : anchoring;
      if (found.state !== 'anchored' && found.state !== 'approximate') return [];
      const span = map
        ? map.toSource(found)
        : { start: place.start + found.start, end: place.start + found.end };
      return [{ record, state: found.state, span }];
    });
  });
}
