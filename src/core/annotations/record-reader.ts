import { fingerprint } from '../text/hash.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import { tidyComment, unescapeComment } from './comment-text.ts';
import { closedFences } from './fences.ts';
import { findMarkers, readMarker, type FoundMarker, type ReadMarker } from './marker.ts';
import { renderQuote } from './quote-text.ts';
import { findQuote, HEADING, ID_AT_END, ID_LINE, isParagraphOfOneLine, UNDERLINE } from './record-lines.ts';
import type { AnnotationRecord } from './record.ts';
import type { SourceLine } from './source-lines.ts';

/** Where a record stands: its lines, and the spans of its marker and of all of it. */
interface Place {
  readonly marker: FoundMarker;
  /** The line behind its last. */
  readonly end: number;
  readonly markerSpan: Span;
  readonly span: Span;
}

/** Reads the records of a note's body, line by line. */
export class RecordReader {
  readonly records: AnnotationRecord[] = [];
  readonly #text: string;
  readonly #lines: readonly SourceLine[];
  readonly #contents: readonly string[];
  readonly #problems: Problem[];
  readonly #isMark: (line: number) => boolean;
  readonly #ids = new Set<string>();

  /** `isMark` tells which lines are the marks of a merge conflict: they are in no record. */
  constructor(
    text: string,
    lines: readonly SourceLine[],
    isMark: (line: number) => boolean,
    problems: Problem[],
  ) {
    this.#text = text;
    this.#lines = lines;
    this.#contents = lines.map(({ start, end }, i) => (isMark(i) ? '' : text.slice(start, end)));
    this.#isMark = isMark;
    this.#problems = problems;
  }

  read(): { kind: 'record' | 'unknown'; span: Span }[] {
    const markers = findMarkers(this.#contents);
    return markers.map((marker, i) =>
      this.#record(marker, this.#endOf(marker.last, markers[i + 1]?.first ?? this.#contents.length)),
    );
  }

  /** The line behind the last one of the record whose marker ends at a line, blank lines at its end left out. */
  #endOf(marker: number, limit: number): number {
    const body = this.#contents.slice(marker + 1, limit);
    const fenced = closedFences(body);
    let end = body.findIndex(
      (line, i) =>
        !fenced(i) &&
        (HEADING.test(line) ||
          (i + 1 < body.length &&
            !fenced(i + 1) &&
            isParagraphOfOneLine(body, i) &&
            UNDERLINE.test(body[i + 1]!))),
    );
    if (end < 0) end = body.length;
    while (end > 0 && body[end - 1]!.trim() === '') end--;
    return marker + 1 + end;
  }

  #record(marker: FoundMarker, end: number): { kind: 'record' | 'unknown'; span: Span } {
    const read = readMarker(marker.words);
    const markerSpan = this.#span(marker.first, marker.last + 1);
    const span = this.#span(marker.first, end);
    if (!read) {
      const message =
        'This kind of annotation is not known; a later version of Carrel may have written it. It is kept as it is.';
      this.#problem('information', 'annotation-unknown-kind', message, markerSpan);
      return { kind: 'unknown', span };
    }
    if (!marker.isClosed) {
      const message = 'The comment that opens an annotation is not closed with “-->”.';
      this.#problem('warning', 'annotation-marker-unclosed', message, markerSpan);
    }
    this.records.push(this.#parts(read, { marker, end, markerSpan, span }));
    return { kind: 'record', span };
  }

  #parts(marker: ReadMarker, at: Place): AnnotationRecord {
    const from = at.marker.last + 1;
    const body = this.#contents.slice(from, at.end);
    const fenced = closedFences(body);
    const found = findQuote(body, marker.kind, fenced);
    const quoteLines = found ? [...found.words] : [];
    const isQuote = (line: number): boolean => found !== null && line >= found.first && line < found.end;
    const idLine = body.findIndex((line, i) => !isQuote(i) && !fenced(i) && ID_LINE.test(line));
    let id = idLine < 0 ? null : ID_LINE.exec(body[idLine]!)![1]!;
    const last = id === null ? ID_AT_END.exec(quoteLines.at(-1) ?? '') : null;
    if (last) {
      id = last[1]!;
      quoteLines[quoteLines.length - 1] = quoteLines.at(-1)!.slice(0, last.index);
    }
    const exact = renderQuote(quoteLines);
    const comments = this.#comments(from, at.end, (line) => line - from === idLine || isQuote(line - from));
    const comment = [
      at.marker.behind.trim(),
      ...comments.map((span) => this.#text.slice(span.start, span.end)),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
    const kind = marker.kind ?? (exact === '' ? 'remark' : 'highlight');
    if (kind === 'highlight' && exact === '') {
      const message =
        'This highlight quotes nothing; write the passage below its first line, as a block quote.';
      this.#problem('warning', 'annotation-without-quote', message, at.markerSpan);
    }
    const { color, date, annotator, place, prefix, suffix } = marker;
    return {
      kind,
      color: kind === 'highlight' ? (color ?? 'yellow') : color,
      date,
      annotator,
      place,
      prefix,
      suffix,
      id: this.#id(id, `${kind}\n${exact}\n${comment}`, at.markerSpan),
      exact,
      comment: unescapeComment(tidyComment(comment)),
      spans: {
        record: at.span,
        marker: at.markerSpan,
        quote: found ? this.#span(from + found.wordsFrom, from + found.end) : null,
        id: idLine < 0 ? null : this.#span(from + idLine, from + idLine + 1),
        comment: comments,
      },
    };
  }

  /** What is neither quote nor id nor the mark of a conflict. */
  #comments(from: number, end: number, isOther: (line: number) => boolean): Span[] {
    const spans: Span[] = [];
    let first = -1;
    let last = -1;
    const close = (): void => {
      if (first >= 0) spans.push(this.#span(first, last + 1));
      first = -1;
    };
    for (let line = from; line < end; line++) {
      if (isOther(line) || this.#isMark(line)) close();
      else if (this.#contents[line]!.trim() !== '') {
        if (first < 0) first = line;
        last = line;
      }
    }
    close();
    return spans;
  }

  #id(given: string | null, content: string, span: Span): string {
    if (given !== null && !this.#ids.has(given)) {
      this.#ids.add(given);
      return given;
    }
    if (given === null) {
      const message = 'This annotation has no block id, so nothing can link to it.';
      this.#problem('information', 'annotation-without-id', message, span);
    } else {
      const message = `The block id “${given}” stands above already; each annotation needs its own.`;
      this.#problem('warning', 'annotation-duplicate-id', message, span);
    }
    const base = `~${fingerprint(content).slice(0, 8)}`;
    let id = base;
    for (let n = 2; this.#ids.has(id); n++) id = `${base}-${n}`;
    this.#ids.add(id);
    return id;
  }

  #span(first: number, end: number): Span {
    return { start: this.#lines[first]!.start, end: this.#lines[end - 1]!.end };
  }

  #problem(severity: Problem['severity'], code: string, message: string, span: Span): void {
    this.#problems.push({ severity, code, message, span });
  }
}
