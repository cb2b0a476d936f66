import type { DigestFormat, DigestSource } from '../digests/format.ts';
import type { Entry } from '../digests/entry.ts';
import type { LibraryPaper } from '../library/library-paper.ts';
import type { Span } from '../text/span.ts';
import { wellFormed } from '../text/well-formed.ts';
import { anchor, AnchorText, CONTEXT, contextOf, isUnique } from './anchor.ts';
import { foldBlanks } from './quote-text.ts';
import type { Field, Marker, Quote } from './record.ts';

/** The part of a new record that says which passage it is about. */
export type Passage = Pick<Marker, 'place' | 'prefix' | 'suffix'> & { readonly exact: string };

/** The fields in which a quote without a field is looked for. */
const FIELDS = ['abstract', 'title'] as const;

/**
 * The passage that a quote names in a paper's title or abstract, as those texts print it; with prefix and suffix only where its words do not
 * stand alone. Null where the quote stands in neither.
 */
export function passageOf(
  paper: LibraryPaper,
  quote: Quote & { readonly start: number | null },
  field: 'title' | 'abstract' | null,
): Passage | null {
  for (const one of field ? [field] : FIELDS) {
    const source = paper[one];
    if (source === null) continue;
    const text = new AnchorText(source);
    const found = anchor(text, quote, quote.start);
    if (found.state !== 'anchored') continue;
    return located(paper, one, text, found, quote.exact);
  }
  return null;
}

/** A passage of the full text, which is not at hand. */
export function fullTextPassage(quote: Quote, page: string | null): Passage {
  const place = { field: 'fulltext' as const, start: null, page, version: null };
  const fold = (text: string | null, from: number, to?: number): string | null =>
    text === null ? null : wellFormed(text.replace(/\s+/g, ' ').slice(from, to));
  return {
    place,
    prefix: fold(quote.prefix, -CONTEXT),
    suffix: fold(quote.suffix, 0, CONTEXT),
    exact: foldBlanks(quote.exact),
  };
}

/** The passage at a span of a paper's own title or abstract. */
export function passageAt(paper: LibraryPaper, field: 'title' | 'abstract', span: Span): Passage | null {
  const source = paper[field];
  return source === null
    ? null
    : located(paper, field, new AnchorText(source), span, source.slice(span.start, span.end));
}

/** What a selection in a digest quotes: the part of it that lies in an entry's title or abstract. Null where it lies in neither. */
export function quoteInEntry(
  format: DigestFormat,
  source: DigestSource,
  entry: Entry,
  selected: Span,
): { readonly field: 'title' | 'abstract'; readonly quote: Quote & { start: number } } | null {
  for (const field of ['abstract', 'title'] as const) {
    const span = entry.spans[field];
    const value = entry[field];
    if (!span || value === null || selected.start >= span.end || selected.end <= span.start) continue;
    const map = format.fieldMap?.(source, entry, field) ?? null;
    const at = (offset: number): number =>
      map ? map.fromSource(offset) : Math.max(0, Math.min(value.length, offset - span.start));
    const [start, end] = trimmed(
      value,
      at(Math.max(selected.start, span.start)),
      at(Math.min(selected.end, span.end)),
    );
    if (end <= start) continue;
    return { field, quote: { exact: value.slice(start, end), ...contextOf(value, { start, end }), start } };
  }
  return null;
}

function located(
  paper: LibraryPaper,
  field: Exclude<Field, 'fulltext'>,
  text: AnchorText,
  span: Span,
  given: string,
): Passage {
  const [start, end] = trimmed(text.text, span.start, span.end);
  const own = text.text.slice(start, end);
  const exact = foldBlanks(foldBlanks(given) === foldBlanks(own) ? given : own);
  const version = paper.origins.get(field)?.entry.arxivVersion ?? null;
  const context = isUnique(text, own) ? { prefix: null, suffix: null } : contextOf(text.text, { start, end });
  return { place: { field, start, page: null, version }, exact, ...context };
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return [start, end];
}
