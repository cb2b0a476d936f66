import { readFrontMatter } from '../notes/front-matter.ts';
import { fingerprint } from '../text/hash.ts';
import type { Problem } from '../text/problem.ts';
import type { Span } from '../text/span.ts';
import { tidyComment, unescapeComment } from './comment-text.ts';
import { closedFences } from './fences.ts';
import { MARKER_LINE, readMarker, type ReadMarker } from './marker.ts';
import { paperFields, type PaperFieldsOfNote } from './paper-fields.ts';
import { renderQuote } from './quote-text.ts';
import type { AnnotationRecord } from './record.ts';
import { sourceLines, type SourceLine } from './source-lines.ts';

/** A paper's sidecar, or any note, as far as annotations go. */
export interface Sidecar {
  readonly fields: PaperFieldsOfNote;
  readonly records: readonly AnnotationRecord[];
  readonly problems: readonly Problem[];
  /** Why nothing may be written into the file; null where it may. */
  readonly locked: string | null;
  /** The file's parts in order; together they are the whole text. */
  readonly blocks: readonly SidecarBlock[];
}

/** `own` is what the reader wrote beside the records; `unknown` is a record of a kind that this version does not know. */
export interface SidecarBlock {
  readonly kind: 'front-matter' | 'own' | 'record' | 'unknown';
  readonly span: Span;
  readonly source: string;
}

const CONFLICT = /^(?:<{7}|>{7})(?: .*)?$/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const ID_LINE = /^ {0,3}\^([A-Za-z0-9-]{1,64})[ \t]*$/;
const ID_AT_END = /(?<=\s)\^([A-Za-z0-9-]{1,64})[ \t]*$/;
const QUOTE_LINE = /^ {0,3}>[ ]?/;

/**
 * Reads a sidecar. A marker line opens a record, which ends before the next marker or heading. Takes what people write: parts may be
 * missing, moved or unknown; what that means is said in problems. Never throws; the blocks are the whole text.
 */
export function parseSidecar(text: string): Sidecar {
  const front = readFrontMatter(text);
  const lines = sourceLines(text, front.bodyStart);
  const contents = lines.map(({ start, end }) => text.slice(start, end));
  const problems: Problem[] = front.problems.filter(({ severity }) => severity === 'error');
  let locked: string | null = problems.length > 0 ? 'its front matter is not valid YAML' : null;
  const reader = new RecordReader(text, lines, contents, problems);
  const spans = reader.read();
  const conflict = contents.findIndex((line) => CONFLICT.test(line));
  if (conflict >= 0) {
    const { start, end } = lines[conflict]!;
    locked = 'it holds the marks of a merge conflict';
    problems.unshift({
      severity: 'error',
      code: 'sidecar-conflicted',
      message:
        'A merge left conflict marks here. Annotations are shown, but nothing is written into this file before they are resolved.',
      span: { start, end },
    });
  }
  return {
    fields: paperFields(front.data),
    records: reader.records,
    problems,
    locked,
    blocks: blocksOf(text, front.span ? front.bodyStart : 0, spans),
  };
}

/** The text of a parsed sidecar: what was parsed. */
export function printSidecar({ blocks }: Sidecar): string {
  return blocks.map(({ source }) => source).join('');
}

function blocksOf(
  text: string,
  bodyStart: number,
  records: readonly { kind: 'record' | 'unknown'; span: Span }[],
): SidecarBlock[] {
  const blocks: SidecarBlock[] = [];
  let at = 0;
  const add = (kind: SidecarBlock['kind'], end: number): void => {
    if (end > at) blocks.push({ kind, span: { start: at, end }, source: text.slice(at, end) });
    at = Math.max(at, end);
  };
  add('front-matter', bodyStart);
  for (const { kind, span } of records) {
    add('own', span.start);
    add(kind, span.end);
  }
  add('own', text.length);
  return blocks;
}

/** Reads the records of a note's body, line by line. */
class RecordReader {
  readonly records: AnnotationRecord[] = [];
  readonly #text: string;
  readonly #lines: readonly SourceLine[];
  readonly #contents: readonly string[];
  readonly #problems: Problem[];
  readonly #ids = new Set<string>();

  constructor(text: string, lines: readonly SourceLine[], contents: readonly string[], problems: Problem[]) {
    this.#text = text;
    this.#lines = lines;
    this.#contents = contents;
    this.#problems = problems;
  }

  read(): { kind: 'record' | 'unknown'; span: Span }[] {
    const markers: number[] = [];
    this.#contents.forEach((line, i) => {
      if (line.includes('carrel:') && MARKER_LINE.test(line)) markers.push(i);
    });
    return markers.map((line, i) => {
      const end = this.#endOf(line, markers[i + 1] ?? this.#contents.length);
      return this.#record(line, end);
    });
  }

  /** The line behind the last one of the record that begins at `marker`, blank lines at its end left out. */
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

  #record(first: number, end: number): { kind: 'record' | 'unknown'; span: Span } {
    const line = this.#contents[first]!;
    const match = MARKER_LINE.exec(line)!;
    const marker = readMarker(match[1] ?? match[2] ?? '');
    const markerSpan = this.#span(first, first + 1);
    const span = this.#span(first, end);
    if (!marker) {
      const message =
        'This kind of annotation is not known; a later version of Carrel may have written it. It is kept as it is.';
      this.#problem('information', 'annotation-unknown-kind', message, markerSpan);
      return { kind: 'unknown', span };
    }
    if (match[1] === undefined) {
      const message = 'The comment that opens an annotation is not closed with “-->” on its line.';
      this.#problem('warning', 'annotation-marker-unclosed', message, markerSpan);
    }
    this.records.push(
      this.#parts(marker, { first, end, behind: line.slice(match[0].length), markerSpan, span }),
    );
    return { kind: 'record', span };
  }

  #parts(
    marker: ReadMarker,
    at: { first: number; end: number; behind: string; markerSpan: Span; span: Span },
  ): AnnotationRecord {
    let line = at.first + 1;
    while (line < at.end && this.#contents[line]!.trim() === '') line++;
    let quoteEnd = line;
    if (marker.kind !== 'remark')
      while (quoteEnd < at.end && QUOTE_LINE.test(this.#contents[quoteEnd]!)) quoteEnd++;
    const quoteLines = this.#contents.slice(line, quoteEnd).map((source) => source.replace(QUOTE_LINE, ''));
    const fenced = closedFences(this.#contents.slice(quoteEnd, at.end));
    let idLine = -1;
    for (let i = quoteEnd; i < at.end && idLine < 0; i++)
      if (!fenced(i - quoteEnd) && ID_LINE.test(this.#contents[i]!)) idLine = i;
    let id = idLine < 0 ? null : ID_LINE.exec(this.#contents[idLine]!)![1]!;
    if (id === null && quoteLines.length > 0) {
      const last = ID_AT_END.exec(quoteLines.at(-1)!);
      if (last) {
        id = last[1]!;
        quoteLines[quoteLines.length - 1] = quoteLines.at(-1)!.slice(0, last.index);
      }
    }
    const exact = renderQuote(quoteLines);
    const comments = this.#comments(quoteEnd, idLine, at.end);
    const inline = at.behind.trim();
    const comment = [inline, ...comments.map((span) => this.#text.slice(span.start, span.end))]
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
        quote: quoteEnd > line ? this.#span(line, quoteEnd) : null,
        id: idLine < 0 ? null : this.#span(idLine, idLine + 1),
        comment: comments,
      },
    };
  }

  /** What is neither quote nor id: before and behind the id's line. */
  #comments(from: number, idLine: number, end: number): Span[] {
    const parts: [number, number][] =
      idLine < 0
        ? [[from, end]]
        : [
            [from, idLine],
            [idLine + 1, end],
          ];
    return parts.flatMap(([first, last]) => {
      let start = first;
      let stop = last;
      while (start < stop && this.#contents[start]!.trim() === '') start++;
      while (stop > start && this.#contents[stop - 1]!.trim() === '') stop--;
      return stop > start ? [this.#span(start, stop)] : [];
    });
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

function isParagraphOfOneLine(lines: readonly string[], at: number): boolean {
  const isText =
    !ID_LINE.test(lines[at]!) &&
    /^ {0,3}[^\s>#|`~]/.test(lines[at]!) &&
    !/^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/.test(lines[at]!);
  return isText && (at === 0 || lines[at - 1]!.trim() === '');
}
