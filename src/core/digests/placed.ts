import type { Span } from '../text/span.ts';
import { composeMaps, type TextMap } from '../text/text-map.ts';
import { entryAt, type Entry, type EntrySpans } from './entry.ts';
import type { ParsedDigest } from './format.ts';

/** What was parsed from a held text, with spans in the file that holds it. */
export function placedInSource(parsed: ParsedDigest, body: TextMap): ParsedDigest {
  const place = (span: Span): Span => body.toSource(span);
  return {
    entries: parsed.entries.map((entry) => entryAt(entry, placedSpans(entry.spans, place))),
    problems: parsed.problems.map((problem) => ({ ...problem, span: place(problem.span) })),
  };
}

/** An entry of a file that holds a text, with spans in that text. */
export function entryInBody(entry: Entry, body: TextMap): Entry {
  const place = ({ start, end }: Span): Span => ({
    start: body.fromSource(start),
    end: body.fromSource(end),
  });
  return entryAt(entry, placedSpans(entry.spans, place));
}

/** The map of a field of a held text as one back to the file. */
export function fieldMapThrough(field: TextMap, body: TextMap | null): TextMap {
  return body ? composeMaps(field, body) : field;
}

function placedSpans(spans: EntrySpans, place: (span: Span) => Span): EntrySpans {
  const placed = (span: Span | null): Span | null => span && place(span);
  return {
    entry: place(spans.entry),
    title: placed(spans.title),
    abstract: placed(spans.abstract),
    footer: placed(spans.footer),
    key: placed(spans.key),
    arxiv: placed(spans.arxiv),
    doi: placed(spans.doi),
  };
}
